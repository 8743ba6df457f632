"""The author's solutions as functions for the trusted side: the reference that checks compare with.

Only what defines them is executed: imports, functions, classes, and the constants that these read. Worked examples,
trials and plots of the source notebook are for its readers. This is authors' code; a student's never comes here.
"""

from __future__ import annotations

import ast
import dis
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

from grader.config.source_cell import cell_place
from grader.errors import ConfigurationError, Fault

_MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
_FOR_READERS = frozenset({"matplotlib", "IPython", "ipywidgets"})
"""Packages that only the skipped cells use, and that take a second to import."""
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)
_READ = frozenset({"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"})


@dataclass(frozen=True, slots=True)
class _Statement:
    """One top-level statement that may define something."""

    node: ast.stmt
    place: str
    """How messages call it: cell and line."""
    code: CodeType
    """The statement compiled by itself; tracebacks through it name the cell."""


def load_reference(notebook: Path) -> SimpleNamespace:
    """Functions, classes and constants of a source notebook, as attributes.

    Raises
    ------
    ConfigurationError
        The file is no notebook, or a statement that defines something cannot be parsed or raises.
    """
    statements = [each for cell, source in _code_cells(notebook) for each in _statements(notebook, cell, source)]
    namespace: dict[str, Any] = {"__name__": f"reference.{notebook.stem}"}
    for statement in _defining(statements):
        try:
            exec(statement.code, namespace)  # noqa: S102 the course team's own code, as trusted as its checks
        except Exception as error:  # authors' code may raise anything; it is told with its place
            problem = f"This line raised {type(error).__name__}: {error}."
            raise _fault(notebook, statement.place, problem) from error
    public = {name: value for name, value in namespace.items() if not name.startswith("_")}
    return SimpleNamespace(**{name: value for name, value in public.items() if not isinstance(value, ModuleType)})


def _code_cells(notebook: Path) -> Iterator[tuple[str, str]]:
    """How messages call each code cell, and its source."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        for index, cell in enumerate(cells, start=1):
            if cell["cell_type"] == "code":
                yield cell_place(index, cell), "".join(cell["source"])
    except OSError as error:
        raise _fault(notebook, "", f"The source notebook cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _fault(notebook, "", "This is not a notebook of nbformat 4.") from error


def _statements(notebook: Path, cell: str, source: str) -> list[_Statement]:
    if source.lstrip().startswith("%%"):
        return []
    try:
        return [
            _Statement(node, f"{cell}, line {node.lineno}", compile(ast.Module([node], []), f"<{cell}>", "exec"))
            for node in _parse(source).body
            if isinstance(node, _DEFINITIONS + _ASSIGNMENTS) or _is_import(node)
        ]
    except (SyntaxError, ValueError) as error:
        place = f"{cell}, line {getattr(error, 'lineno', None) or 1}"
        raise _fault(notebook, place, f"This is not Python: {getattr(error, 'msg', error)}.") from error


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        # A line that starts with % or ! may be Python, inside of a string or a bracket; then the first try succeeded.
        return ast.parse(_MAGIC.sub("", source))


def _defining(statements: Sequence[_Statement]) -> list[_Statement]:
    """The statements to execute, in their order: definitions, imports, and whatever assigns a name that these read."""
    reads = [_reads(each.code) for each in statements]
    kept = {at for at, each in enumerate(statements) if not isinstance(each.node, _ASSIGNMENTS)}
    while True:
        needed: set[str] = set().union(*(reads[at] for at in kept))
        more = {at for at, each in enumerate(statements) if at not in kept and _assigned(each.node) & needed}
        if not more:
            return [statements[at] for at in sorted(kept)]
        kept |= more


def _is_import(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] not in _FOR_READERS
    return isinstance(node, ast.Import) and not any(
        alias.name.partition(".")[0] in _FOR_READERS for alias in node.names
    )


def _assigned(node: ast.stmt) -> set[str]:
    """Names that an assignment binds; nothing for other statements."""
    if not isinstance(node, _ASSIGNMENTS):
        return set()
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = (inner for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def _reads(code: CodeType) -> set[str]:
    """Global names that the code reads, in whatever it defines too."""
    inner = (_reads(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    own = {str(step.argval) for step in dis.get_instructions(code) if step.opname in _READ}
    return own.union(*inner)


def _fault(notebook: Path, place: str, problem: str) -> ConfigurationError:
    remedy = "Correct the source notebook: run it in Jupyter from a restarted kernel to see the same."
    return ConfigurationError([Fault(str(notebook), place, problem, remedy)])
