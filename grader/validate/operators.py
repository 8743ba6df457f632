"""Mutation operators for numerical code: each names a mistake that is easily made, and finds every place for it.

An operator takes a node of the syntax tree and yields what may stand there instead. They are as small as the mistakes
that they stand for: one token or one call at a time, because a check that sees the small one sees the large one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst
from libcst import matchers as m

Operator = Callable[[cst.CSTNode], Iterator[cst.CSTNode]]

_KEYWORDS_OF_STYLE = {"full_matrices", "mode", "over", "divide", "invalid", "method"}
"""Keywords without which the same is computed, in more time or with warnings."""
_TWINS = {
    "max": "min",
    "min": "max",
    "sum": "mean",
    "mean": "sum",
    "any": "all",
    "all": "any",
    "argmin": "argmax",
    "argmax": "argmin",
    "maximum": "minimum",
    "minimum": "maximum",
    "zeros": "ones",
    "ones": "zeros",
    "exp": "expm1",
    "log": "log1p",
    "isfinite": "isnan",
    "vstack": "hstack",
    "cumsum": "cumprod",
    "qr": "svd",
}
_DROPPED_AROUND = {"abs", "sqrt", "square", "exp", "log", "squeeze", "norm", "sum", "max", "swapaxes"}
_DROPPED_AROUND |= {"reshape", "diag", "tril", "outer", "cumsum", "maximum", "minimum", "where", "all", "any", "ravel"}
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
_MASK = m.Name() | m.Call(func=m.Attribute(attr=m.Name("broadcast_to")))
_PRECISIONS = {"float64": "float32", "float32": "float64"}


def drop_keyword(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`axis=`, `keepdims=`, `dtype=`, `rcond=` … left out."""
    if isinstance(node, cst.Call):
        for argument in node.args:
            if argument.keyword and argument.keyword.value not in _KEYWORDS_OF_STYLE:
                yield _with_arguments(node, [each for each in node.args if each is not argument])


def move_axis(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Another axis than the one asked for."""
    if isinstance(node, cst.Arg) and m.matches(node, m.Arg(keyword=m.Name("axis"))):
        written = "-1" if isinstance(node.value, cst.Name) else "0" if _number(node.value) != 0 else "-1"
        yield node.with_changes(value=cst.parse_expression(written))


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
        yield node.with_changes(left=_enclosed(node.right), right=_enclosed(node.left))


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


def change_function(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`max` for `min`, `any` for `all`, `mean` for `sum` …"""
    if isinstance(node, cst.Call):
        name = _called(node)
        if name in _TWINS and isinstance(node.func, cst.Attribute):
            yield node.with_changes(func=node.func.with_changes(attr=cst.Name(_TWINS[name])))


def drop_call(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`f(x)` taken for `x`."""
    if not isinstance(node, cst.Call):
        return
    if _called(node) == "astype" and isinstance(node.func, cst.Attribute):
        yield node.func.value
    elif _called(node) in _DROPPED_AROUND and node.args:
        values = node.args[1:] if _called(node) == "where" and len(node.args) > 1 else node.args[:1]
        if _called(node) in ("maximum", "minimum"):
            values = node.args[:2]
        yield from (_enclosed(argument.value) for argument in values)


def swap_arguments(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The first two arguments of a call, or the two values of `where`, the other way round."""
    if isinstance(node, cst.Call):
        skipped = 1 if _called(node) == "where" else 0
        pair = node.args[skipped : skipped + 2]
        if len(pair) == 2 and not any(each.keyword or each.star for each in pair) and _order_matters(node):
            first, second = pair
            swapped = [first.with_changes(value=second.value), second.with_changes(value=first.value)]
            yield _with_arguments(node, [*node.args[:skipped], *swapped, *node.args[skipped + 2 :]])


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
        yield node.with_changes(value=cst.parse_expression(f"({_code(node.value)}) * (1 + 1e-6)"))


def invert_mask(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Masked entries taken for permitted ones."""
    if isinstance(node, cst.Call) and _called(node) == "where" and m.matches(node.args[0].value, _MASK):
        turned = cst.UnaryOperation(cst.BitInvert(), node.args[0].value)
        yield _with_arguments(node, [node.args[0].with_changes(value=turned), *node.args[1:]])


def shift_diagonal(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A triangle with one diagonal too many or too few, or the other triangle."""
    if isinstance(node, cst.Call) and _called(node) in ("tri", "tril", "triu", "eye"):
        written = _code(node)[:-1]
        yield from (cst.parse_expression(f"{written}, k={k})") for k in (-1, 1))
        if _called(node) != "eye":
            yield cst.parse_expression(f"{_code(node)}.T")


def count_one_less(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A size that is one too small."""
    if m.matches(node, m.Attribute(attr=m.Name("size")) | m.Call(func=m.Name("len"))):
        yield cst.parse_expression(f"({_code(node)} - 1)")
    elif isinstance(node, cst.Call) and _called(node) in ("tri", "eye", "arange", "range") and node.args:
        first = node.args[0]
        less = first.with_changes(value=cst.parse_expression(f"{_code(first.value)} - 1"))
        yield _with_arguments(node, [less, *node.args[1:]])


EXPRESSIONS: dict[str, Operator] = {
    "keyword-dropped": drop_keyword,
    "axis-moved": move_axis,
    "transpose-dropped": drop_transpose,
    "operation-changed": change_operation,
    "operands-swapped": swap_operands,
    "operand-dropped": drop_operand,
    "bound-shifted": shift_comparison,
    "comparison-turned": turn_comparison,
    "connective-changed": change_connective,
    "off-by-one": shift_integer,
    "size-changed": change_size,
    "function-changed": change_function,
    "call-dropped": drop_call,
    "arguments-swapped": swap_arguments,
    "precision-changed": change_precision,
    "made-integer": make_integer,
    "precision-lost": lose_precision,
    "mask-inverted": invert_mask,
    "diagonal-shifted": shift_diagonal,
    "one-less": count_one_less,
}
"""Operators by the name that mutants bear."""


def _compared(node: cst.CSTNode, table: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]]) -> Iterator[cst.CSTNode]:
    if isinstance(node, cst.Comparison):
        for target in node.comparisons:
            if type(target.operator) in table:
                other = target.with_changes(operator=table[type(target.operator)]())
                changed = [other if each is target else each for each in node.comparisons]
                yield node.with_changes(comparisons=changed)


def _called(node: cst.Call) -> str:
    func = node.func
    return func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""


def _order_matters(node: cst.Call) -> bool:
    unordered = {"max", "min", "maximum", "minimum", "result_type", "allclose", "isclose", "hypot"}
    return _called(node) not in {*unordered, "range", "isinstance", "zip"}


def _is_number(value: cst.BaseExpression) -> bool:
    return not isinstance(value, cst.Tuple | cst.Name | cst.Comparison | cst.BooleanOperation) and not (
        isinstance(value, cst.Call) and _called(value) in ("bool", "tri", "tril")
    )


def _number(value: cst.BaseExpression) -> int | None:
    return int(value.evaluated_value) if isinstance(value, cst.Integer) else None


def _enclosed(value: cst.BaseExpression) -> cst.BaseExpression:
    if isinstance(value, cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.Integer | cst.Float) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _with_arguments(node: cst.Call, arguments: list[cst.Arg]) -> cst.Call:
    """The call with these arguments, and a comma after each but the last."""
    commas = [cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))] * (len(arguments) - 1)
    last = [each.with_changes(comma=cst.MaybeSentinel.DEFAULT) for each in arguments[-1:]]
    rest = [each.with_changes(comma=comma) for each, comma in zip(arguments[:-1], commas, strict=True)]
    return node.with_changes(args=[*rest, *last], whitespace_before_args=cst.SimpleWhitespace(""))


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node)
