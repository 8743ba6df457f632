"""Mutation operators that change statements: what is dropped, ends early, or leaves its mark on the inputs."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
from libcst import matchers as m

from grader.validate.syntax import called

_CONVERSIONS = {"as_floats", "asarray", "array", "asanyarray"}


def drop_raise(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """What should be refused is let through."""
    if isinstance(node, cst.Raise):
        yield cst.Pass()


def raise_otherwise(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Another kind of error than the one agreed upon."""
    if isinstance(node, cst.Raise) and m.matches(node, m.Raise(exc=m.Call(func=m.Name("ValueError")))):
        call = cst.ensure_type(node.exc, cst.Call)
        yield node.with_changes(exc=call.with_changes(func=cst.Name("TypeError")))


def say_nothing(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """An error that does not name the shapes."""
    if isinstance(node, cst.Raise) and m.findall(node, m.Attribute(attr=m.Name("shape"))):
        yield node.with_changes(exc=cst.parse_expression('ValueError("this does not fit")'), cause=None)


def drop_assignment(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A name keeps the value that it had before."""
    rebinds = m.Assign(targets=[m.AssignTarget(target=m.Name())])
    if m.matches(node, rebinds):
        assign = cst.ensure_type(node, cst.Assign)
        target = cst.ensure_type(assign.targets[0].target, cst.Name).value
        # A name that is bound for the first time would only be missing, which any call shows.
        if m.findall(assign.value, m.Name(target)):
            yield cst.Pass()
    if isinstance(node, cst.AugAssign):
        yield cst.Pass()


def decide(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A condition that always or never holds."""
    if isinstance(node, cst.If):
        for word in ("True", "False"):
            yield node.with_changes(test=cst.Name(word), whitespace_before_test=cst.SimpleWhitespace(" "))


def stop_early(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A loop that ends after its first round."""
    if isinstance(node, cst.For | cst.While) and isinstance(node.body, cst.IndentedBlock):
        body = [*node.body.body, cst.parse_statement("break")]
        yield node.with_changes(body=node.body.with_changes(body=body))


def skip_one(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A sum that leaves out its first or its last term."""
    if isinstance(node, cst.For):
        code = cst.Module([]).code_for_node(node.iter)
        for part in ("[1:]", "[:-1]"):
            yield node.with_changes(iter=cst.parse_expression(f"list({code}){part}"))


def return_early(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The rest forgotten: what was computed half-way is returned."""
    if m.matches(node, m.Assign(targets=[m.AssignTarget(target=m.Name())])):
        value = cst.ensure_type(node, cst.Assign).value
        if not (isinstance(value, cst.Call) and called(value) in _CONVERSIONS):
            yield cst.Return(value, whitespace_after_return=cst.SimpleWhitespace(" "))


def work_in_place(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`x = x - y` written as `x -= y`, on an array that may be the caller's."""
    shape = m.Assign(targets=[m.AssignTarget(target=m.Name())], value=m.BinaryOperation(left=m.Name()))
    if m.matches(node, shape):
        assign = cst.ensure_type(node, cst.Assign)
        operation = cst.ensure_type(assign.value, cst.BinaryOperation)
        target = cst.ensure_type(assign.targets[0].target, cst.Name)
        augmented = getattr(cst, f"{type(operation.operator).__name__}Assign", None)
        if augmented is not None and target.deep_equals(cst.ensure_type(operation.left, cst.Name)):
            yield cst.AugAssign(target, augmented(), operation.right)


def overwrite_input(function: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The caller's array is changed after the answer was computed."""
    if not isinstance(function, cst.FunctionDef):
        return
    converted = {
        cst.ensure_type(call.args[0].value, cst.Name).value
        for call in m.findall(function.body, m.Call(args=[m.Arg(m.Name()), m.ZeroOrMore()]))
        if isinstance(call, cst.Call) and called(call) in _CONVERSIONS
    }
    for name in (parameter.name.value for parameter in function.params.params):
        if name in converted:
            yield _overwriting(function, name)


def _overwriting(function: cst.FunctionDef, name: str) -> cst.FunctionDef:
    """The function as it is, in a `try` whose end sets the caller's array to 0."""
    body = cst.ensure_type(function.body, cst.IndentedBlock)
    template = cst.ensure_type(
        cst.parse_statement(f"try:\n    pass\nfinally:\n    np.asarray(given_{name})[...] = 0\n"), cst.Try
    )
    whole = template.with_changes(body=cst.IndentedBlock(body.body))
    return function.with_changes(body=body.with_changes(body=[cst.parse_statement(f"given_{name} = {name}"), whole]))
