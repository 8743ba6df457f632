"""What several mutation operators ask of a syntax tree, and pieces that they put into one."""

from __future__ import annotations

import libcst as cst


def called(node: cst.Call) -> str:
    """The name of the function that is called, without what it is an attribute of; empty where it has none."""
    func = node.func
    return func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""


def number(value: cst.BaseExpression) -> int | None:
    """The integer that is written there, if one is."""
    return int(value.evaluated_value) if isinstance(value, cst.Integer) else None


def enclosed(value: cst.BaseExpression) -> cst.BaseExpression:
    """The expression in parentheses, where it may need them."""
    if isinstance(value, cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.Integer | cst.Float) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def with_arguments(node: cst.Call, arguments: list[cst.Arg]) -> cst.Call:
    """The call with these arguments, and a comma after each but the last."""
    commas = [cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))] * (len(arguments) - 1)
    last = [each.with_changes(comma=cst.MaybeSentinel.DEFAULT) for each in arguments[-1:]]
    rest = [each.with_changes(comma=comma) for each, comma in zip(arguments[:-1], commas, strict=True)]
    return node.with_changes(args=[*rest, *last], whitespace_before_args=cst.SimpleWhitespace(""))


def code(node: cst.CSTNode) -> str:
    """The node as it is written."""
    return cst.Module([]).code_for_node(node)
