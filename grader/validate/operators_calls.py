"""Mutation operators that change calls: another function, other arguments, or none at all."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
from libcst import matchers as m

from grader.validate.syntax import called, code, enclosed, number, with_arguments

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
_MASK = m.Name() | m.Call(func=m.Attribute(attr=m.Name("broadcast_to")))


def drop_keyword(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`axis=`, `keepdims=`, `dtype=`, `rcond=` … left out."""
    if isinstance(node, cst.Call):
        for argument in node.args:
            if argument.keyword and argument.keyword.value not in _KEYWORDS_OF_STYLE:
                yield with_arguments(node, [each for each in node.args if each is not argument])


def move_axis(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Another axis than the one asked for."""
    if isinstance(node, cst.Arg) and m.matches(node, m.Arg(keyword=m.Name("axis"))):
        written = "-1" if isinstance(node.value, cst.Name) else "0" if number(node.value) != 0 else "-1"
        yield node.with_changes(value=cst.parse_expression(written))


def change_function(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`max` for `min`, `any` for `all`, `mean` for `sum` …"""
    if isinstance(node, cst.Call):
        name = called(node)
        if name in _TWINS and isinstance(node.func, cst.Attribute):
            yield node.with_changes(func=node.func.with_changes(attr=cst.Name(_TWINS[name])))


def drop_call(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`f(x)` taken for `x`."""
    if not isinstance(node, cst.Call):
        return
    if called(node) == "astype" and isinstance(node.func, cst.Attribute):
        yield node.func.value
    elif called(node) in _DROPPED_AROUND and node.args:
        values = node.args[1:] if called(node) == "where" and len(node.args) > 1 else node.args[:1]
        if called(node) in ("maximum", "minimum"):
            values = node.args[:2]
        yield from (enclosed(argument.value) for argument in values)


def swap_arguments(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The first two arguments of a call, or the two values of `where`, the other way round."""
    if isinstance(node, cst.Call):
        skipped = 1 if called(node) == "where" else 0
        pair = node.args[skipped : skipped + 2]
        if len(pair) == 2 and not any(each.keyword or each.star for each in pair) and _order_matters(node):
            first, second = pair
            swapped = [first.with_changes(value=second.value), second.with_changes(value=first.value)]
            yield with_arguments(node, [*node.args[:skipped], *swapped, *node.args[skipped + 2 :]])


def invert_mask(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Masked entries taken for permitted ones."""
    if isinstance(node, cst.Call) and called(node) == "where" and m.matches(node.args[0].value, _MASK):
        turned = cst.UnaryOperation(cst.BitInvert(), node.args[0].value)
        yield with_arguments(node, [node.args[0].with_changes(value=turned), *node.args[1:]])


def shift_diagonal(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A triangle with one diagonal too many or too few, or the other triangle."""
    if isinstance(node, cst.Call) and called(node) in ("tri", "tril", "triu", "eye"):
        written = code(node)[:-1]
        yield from (cst.parse_expression(f"{written}, k={k})") for k in (-1, 1))
        if called(node) != "eye":
            yield cst.parse_expression(f"{code(node)}.T")


def count_one_less(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A size that is one too small."""
    if m.matches(node, m.Attribute(attr=m.Name("size")) | m.Call(func=m.Name("len"))):
        yield cst.parse_expression(f"({code(node)} - 1)")
    elif isinstance(node, cst.Call) and called(node) in ("tri", "eye", "arange", "range") and node.args:
        first = node.args[0]
        less = first.with_changes(value=cst.parse_expression(f"{code(first.value)} - 1"))
        yield with_arguments(node, [less, *node.args[1:]])


def _order_matters(node: cst.Call) -> bool:
    unordered = {"max", "min", "maximum", "minimum", "result_type", "allclose", "isclose", "hypot"}
    return called(node) not in {*unordered, "range", "isinstance", "zip"}
