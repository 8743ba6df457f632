"""Which cell of a notebook binds which name, and what it reads: from the source text, without running it."""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model import Cell

SOURCE_MAX = 200_000
"""Characters of a cell that is looked at; a longer one is data, not somebody's code."""
ALWAYS_THERE = frozenset(dir(builtins)) | {"get_ipython", "display", "In", "Out", "exit", "quit", "__file__"}
_COMMAND = re.compile(r"^(?P<indent>[ \t]*)(?P<target>[\w, \t]+=[ \t]*)?(?P<what>[%!].*)$", re.MULTILINE)
_HELP = re.compile(r"^[ \t]*(?:\?+[\w.*]+|[\w.]+\?+)[ \t]*$", re.MULTILINE)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_PYTHON_MAGICS = frozenset({"time", "timeit", "capture", "prun"})


@dataclass(frozen=True, slots=True)
class CellNames:
    """What one code cell does with names."""

    cell: Cell
    tree: ast.Module | None
    """None where the cell is no Python, magics aside."""
    binds: frozenset[str]
    """Names that the cell gives a value at the top, or by `global`."""
    functions: dict[str, frozenset[str]]
    """Functions that it defines at the top, each with the names of the notebook that it reads."""
    commands: tuple[str, ...]
    """Lines for a shell, or magics: `!pip install numpy`."""


def names_of(cell: Cell) -> CellNames:
    """Read one code cell."""
    source = cell.source if len(cell.source) <= SOURCE_MAX else ""
    magic = _CELL_MAGIC.match(source)
    commands: list[str] = []
    if magic and magic[1] not in _PYTHON_MAGICS:
        first = source.strip().partition("\n")[0]
        return CellNames(cell, None, frozenset(), {}, (first,))
    if magic:
        source = source.lstrip().partition("\n")[2]
    tree = _parse(source)
    if tree is None:
        # Only now: a line that begins with % may stand inside of a string.
        commands = [match["what"].strip() for match in _COMMAND.finditer(source)]
        source = _HELP.sub("", _COMMAND.sub(_without_command, source))
        tree = _parse(source)
    if tree is None:
        return CellNames(cell, None, frozenset(), {}, tuple(commands))
    table = symtable.symtable(source, "cell", "exec")
    binds = {symbol.get_name() for symbol in table.get_symbols() if _is_bound(symbol)}
    functions: dict[str, frozenset[str]] = {}
    for inner in table.get_children():
        reads, writes = _globals(inner)
        binds |= writes
        if inner.get_type() == "function":
            functions[inner.get_name()] = functions.get(inner.get_name(), frozenset()) | reads
    return CellNames(cell, tree, frozenset(binds), functions, tuple(commands))


def binders(names: Sequence[CellNames], name: str) -> list[CellNames]:
    """The cells that give a name its value, from top to bottom."""
    return [each for each in names if name in each.binds]


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The packages that a cell imports, and the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0], node.lineno


def imports_everything(tree: ast.Module) -> bool:
    """Whether there is an `import *`, after which no reader knows which names there are."""
    return any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree))


def _without_command(match: re.Match[str]) -> str:
    return f"{match['indent']}{match['target']}None" if match["target"] else f"{match['indent']}pass"


def _parse(source: str) -> ast.Module | None:
    try:
        compiled = compile(source, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        # What symtable cannot take (`await` at the top) is no reader's business here.
        symtable.symtable(source, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    assert isinstance(compiled, ast.Module)
    return compiled


def _is_bound(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _globals(table: symtable.SymbolTable) -> tuple[frozenset[str], frozenset[str]]:
    """Names of the notebook that a function or a class reads, and those that it writes, with all inside of it."""
    reads: set[str] = set()
    writes: set[str] = set()
    for symbol in table.get_symbols():
        if symbol.is_global():
            (writes if symbol.is_assigned() else reads).add(symbol.get_name())
    for inner in table.get_children():
        more_reads, more_writes = _globals(inner)
        reads |= more_reads
        writes |= more_writes
    return frozenset(reads), frozenset(writes)
