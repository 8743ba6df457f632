"""Mutants of the reference: each function with one small mistake, under a name that survives edits elsewhere."""

from __future__ import annotations

import ast
import difflib
import hashlib
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst
from libcst import matchers as m
from libcst import metadata

from grader.validate.definitions import Definition, definitions, helpers
from grader.validate.operators import EXPRESSIONS, STATEMENTS

OPERATORS = {**EXPRESSIONS, **STATEMENTS}
_ONLY_OF_EXERCISES = {"input-overwritten"}
"""What a helper does to its argument, the exercise that calls it may well want."""
_PASS = cst.SimpleStatementLine([cst.Pass()])


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake in one function."""

    name: str
    """`softmax:keyword-dropped:1f2e3d4c`: exercise, operator, and a hash of the statement before and after."""
    exercise: str
    cell: str
    """The code that replaces the function in a notebook."""
    diff: str


def mutants(notebook: bytes, exercises: tuple[str, ...]) -> Iterator[Mutant]:
    """All mutants of a notebook's exercises and of the functions that they rest on."""
    known = definitions(notebook)
    for exercise in exercises:
        taken: Counter[str] = Counter()
        for definition in [known[exercise], *helpers(exercise, known, frozenset(exercises))]:
            for operator, mutated, stamp in _mutations(definition):
                if definition.name != exercise and operator in _ONLY_OF_EXERCISES:
                    continue
                stem = f"{exercise}:{operator}:{stamp}"
                taken[stem] += 1
                # The same change of two equal statements: told apart by their order.
                name = stem if taken[stem] == 1 else f"{stem}.{taken[stem]}"
                cell = mutated if definition.name == exercise else _enclosing(known[exercise], mutated)
                yield Mutant(name, exercise, cell, _diff(definition.source, mutated))


def _mutations(definition: Definition) -> Iterator[tuple[str, str, str]]:
    """Operator, mutated source, and a stamp of what was changed."""
    wrapper = metadata.MetadataWrapper(cst.parse_module(definition.source))
    module = wrapper.module
    parents = wrapper.resolve(metadata.ParentNodeProvider)
    function = cst.ensure_type(module.body[0], cst.FunctionDef)
    before, seen = _meaning(module.code), set[str]()
    for node in _nodes(function):
        for operator, mutate in OPERATORS.items():
            for other in mutate(node):
                changed = cst.ensure_type(module.deep_replace(node, other), cst.Module).code
                meaning = _meaning(changed)
                if meaning is None or meaning == before or meaning in seen:
                    continue
                seen.add(meaning)
                yield operator, changed, _stamp(module, _statement(node, parents), node, other)


def _nodes(function: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    """What may be mutated: no docstring, no type, no error message, and not whether numpy warns."""
    yield function
    waiting: list[cst.CSTNode] = [function.params, function.body]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, cst.WithItem | cst.BaseString | cst.Annotation | cst.ImportFrom | cst.Import):
            continue
        yield node
        if not isinstance(node, cst.Raise):
            waiting[:0] = node.children


def _meaning(code: str) -> str | None:
    """What tells two mutants apart; None for what is no Python."""
    try:
        tree = ast.parse(code)
        compile(code, "<mutant>", "exec")
    except SyntaxError:
        return None
    return ast.dump(_Plain().visit(tree))


class _Plain(ast.NodeTransformer):
    """Writes the same program in one way: `x = x` is nothing, and |a − b| is |b − a|."""

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """An assignment, or nothing."""
        self.generic_visit(node)
        target = node.targets[0]
        same = isinstance(target, ast.Name) and isinstance(node.value, ast.Name) and target.id == node.value.id
        return ast.Pass() if same and len(node.targets) == 1 else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A call, with the operands of a distance in order."""
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        inner = node.args[0] if node.args else None
        if name in ("abs", "norm") and isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub):
            inner.left, inner.right = sorted((inner.left, inner.right), key=ast.dump)
        return node


def _statement(node: cst.CSTNode, parents: object) -> cst.CSTNode:
    """The smallest statement around a node; the function's own header counts as one."""
    assert hasattr(parents, "get")
    inner: cst.CSTNode | None = node
    while inner is not None and not isinstance(inner, cst.BaseSmallStatement | cst.BaseCompoundStatement):
        if isinstance(inner, cst.Parameters):
            return inner
        inner = parents.get(inner)
    return inner if inner is not None else node


def _stamp(module: cst.Module, statement: cst.CSTNode, node: cst.CSTNode, other: cst.CSTNode) -> str:
    """A hash of the statement and of what it became; of a compound statement only the header counts."""
    changed = other if statement is node else statement.deep_replace(node, other)
    assert isinstance(changed, cst.CSTNode)
    words = [module.code_for_node(_header(each)) for each in (statement, changed)]
    normalised = "\0".join(" ".join(word.split()) for word in words)
    return hashlib.sha256(normalised.encode()).hexdigest()[:8]


def _header(node: cst.CSTNode) -> cst.CSTNode:
    """A statement without its body, so that an edit of one line does not rename mutants of the others."""
    if isinstance(node, cst.FunctionDef):
        # The docstring is of no account; what an operator has put in front of everything is.
        first = [each for each in cst.ensure_type(node.body, cst.IndentedBlock).body[:1] if not _is_docstring(each)]
        return node.with_changes(body=cst.IndentedBlock(first or [_PASS]), leading_lines=[])
    if isinstance(node, cst.If | cst.For | cst.While):
        return node.with_changes(body=cst.IndentedBlock([_PASS]), orelse=None, leading_lines=[])
    return node


def _is_docstring(statement: cst.CSTNode) -> bool:
    return m.matches(statement, m.SimpleStatementLine(body=[m.Expr(value=m.SimpleString())]))


def _enclosing(exercise: Definition, helper: str) -> str:
    """The exercise with a helper of its own, so that other exercises keep the right one."""
    inner = textwrap.indent(f"{helper}\n\n{exercise.source}\nreturn {exercise.name}\n", "    ")
    return f"def with_another_helper():\n{inner}\n\n{exercise.name} = with_another_helper()\n"


def _diff(before: str, after: str) -> str:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1))
    return "\n".join(line for line in lines[2:] if not line.startswith("@@"))
