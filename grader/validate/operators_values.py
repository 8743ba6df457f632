"""Mutation operators that change what is computed with values: operations, comparisons, numbers and their precision."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from grader.validate.syntax import called, code, enclosed

_OTHER_OPERATION: dict[type[cst.BaseBinaryOp], type[cst.BaseBinaryOp]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.Power: cst.Multiply,
    cst.FloorDivide: cst.Multiply,
    cst.BitAnd: cst.BitOr,
    cst.BitOr: cst.BitAnd,
}
_OTHER_COMPARISON: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
}
_OPPOSITE: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.LessThan: cst.GreaterThan,
    cst.LessThanEqual: cst.GreaterThanEqual,
    cst.GreaterThan: cst.LessThan,
    cst.GreaterThanEqual: cst.LessThanEqual,
}
_PRECISIONS = {"float64": "float32", "float32": "float64"}


def drop_transpose(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`X.T` taken for `X`."""
    if isinstance(node, cst.Attribute) and node.attr.value == "T":
        yield node.value


def change_operation(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A sign turned round, or a product for a quotient."""
    if isinstance(node, cst.BinaryOperation) and type(node.operator) in _OTHER_OPERATION:
        yield node.with_changes(operator=_OTHER_OPERATION[type(node.operator)]())
    if isinstance(node, cst.UnaryOperation) and not isinstance(node.expression, cst.Integer | cst.Float):
        yield node.expression


def swap_operands(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The operands of a product of matrices, a difference or a quotient the other way round."""
    turned = cst.MatrixMultiply | cst.Subtract | cst.Divide | cst.Power
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, turned):
        yield node.with_changes(left=enclosed(node.right), right=enclosed(node.left))


def drop_operand(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """One side of an operation forgotten."""
    if isinstance(node, cst.BinaryOperation):
        yield node.left
        if isinstance(node.operator, cst.Add | cst.Multiply):
            yield node.right
    if isinstance(node, cst.BooleanOperation):
        yield from (node.left, node.right)


def shift_comparison(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`<` for `<=`."""
    yield from _compared(node, _OTHER_COMPARISON)


def turn_comparison(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`<` for `>`, `==` for `!=`."""
    yield from _compared(node, _OPPOSITE)


def change_connective(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`and` for `or`."""
    if isinstance(node, cst.BooleanOperation):
        yield node.with_changes(operator=cst.And() if isinstance(node.operator, cst.Or) else cst.Or())


def shift_integer(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Off by one."""
    if isinstance(node, cst.Integer):
        value = int(node.evaluated_value)
        yield from (cst.Integer(str(each)) for each in (value - 1, value + 1) if each >= 0)


def change_size(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A tolerance wrong by orders of magnitude, or 0 for 1."""
    if isinstance(node, cst.Float):
        value = float(node.evaluated_value)
        others = [1.0] if value == 0 else [0.0] if value == 1 else [value * 1e3, value * 1e-3]
        yield from (cst.Float(f"{each:.12g}" if each % 1 else repr(each)) for each in others)


def change_precision(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """float32 for float64."""
    if isinstance(node, cst.Attribute) and node.attr.value in _PRECISIONS:
        yield node.with_changes(attr=cst.Name(_PRECISIONS[node.attr.value]))


def make_integer(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Whole numbers for float64."""
    if isinstance(node, cst.Attribute) and node.attr.value == "float64":
        yield node.with_changes(attr=cst.Name("int64"))


def lose_precision(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """An answer that is slightly off: a millionth of its size."""
    if isinstance(node, cst.Return) and node.value is not None and _is_number(node.value):
        yield node.with_changes(value=cst.parse_expression(f"({code(node.value)}) * (1 + 1e-6)"))


def _compared(node: cst.CSTNode, table: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]]) -> Iterator[cst.CSTNode]:
    if isinstance(node, cst.Comparison):
        for target in node.comparisons:
            if type(target.operator) in table:
                other = target.with_changes(operator=table[type(target.operator)]())
                changed = [other if each is target else each for each in node.comparisons]
                yield node.with_changes(comparisons=changed)


def _is_number(value: cst.BaseExpression) -> bool:
    return not isinstance(value, cst.Tuple | cst.Name | cst.Comparison | cst.BooleanOperation) and not (
        isinstance(value, cst.Call) and called(value) in ("bool", "tri", "tril")
    )
