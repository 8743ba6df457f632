"""The parameters of a notebook's functions, read from its source text, so that messages can name them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence

from grader.rehearsal.names import CellNames


def signatures_of(names: Sequence[CellNames]) -> dict[str, Callable[..., None]]:
    """By name, something with the signature of each function that the cells define at the top; the last one counts."""
    return {
        node.name: _with_signature(node.args)
        for each in names
        if each.tree is not None
        for node in each.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _with_signature(arguments: ast.arguments) -> Callable[..., None]:
    def stub() -> None:
        """Only its signature is looked at."""

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter(each.arg, kind) for each in (*arguments.posonlyargs, *arguments.args)]
    stub.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return stub
