"""Who imports whom, read from the source text: also inside functions, relative, conditional and by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_BY_NAME = ("import_module", "__import__")


@dataclass(frozen=True)
class Import:
    """One import: which module of the package imports what, and how."""

    module: str
    target: str
    """A module where there is one of this name, else the name of what is imported from a module."""
    line: int
    dots: int = 0
    """How many dots a relative import starts with."""
    by_name: bool = False
    """Imported by a name put together at run time, of which `target` is what is written out."""

    def __str__(self) -> str:
        return f"{self.module}, line {self.line}: imports {self.target}"


def modules_of(package: Path) -> dict[str, Path]:
    """Every module of a package by its dotted name; a package goes by its own name, not by `__init__`."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(modules: Mapping[str, Path]) -> list[Import]:
    """Every import in these modules."""
    return [
        Import(module, _nearest(target, modules), line, dots, by_name)
        for module, path in modules.items()
        for target, line, dots, by_name in _imports(module, path)
    ]


def _imports(module: str, path: Path) -> Iterator[tuple[str, int, int, bool]]:
    inside = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno, 0, False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = _absolute(inside, node)
            yield from ((f"{start}.{alias.name}", node.lineno, node.level, False) for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in _BY_NAME:
            name, whole = _beginning(node)
            yield name, node.lineno, 0, not whole


def _absolute(inside: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = inside.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _beginning(call: ast.Call) -> tuple[str, bool]:
    """The name given as text, as far as it is written out, and whether that is all of it; `?` where nothing is."""
    argument = call.args[0] if call.args else None
    whole = isinstance(argument, ast.Constant)
    if isinstance(argument, ast.JoinedStr) and argument.values:
        argument = argument.values[0]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value.rstrip("."), whole
    return "?", False


def _nearest(target: str, modules: Mapping[str, Path]) -> str:
    """`package.module` for `package.module.name`; what is no module of the package stays as it is."""
    shorter = target
    while shorter:
        if shorter in modules:
            return shorter
        shorter = shorter.rpartition(".")[0]
    return target
