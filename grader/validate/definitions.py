"""The functions of a source notebook as text: what mutation works on."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """One top-level function of the notebook."""

    name: str
    source: str
    reads: frozenset[str]
    """Names that it mentions."""


def definitions(notebook: bytes) -> dict[str, Definition]:
    """The functions of the notebook by name; a later one replaces an earlier one, as it does when cells run."""
    found: dict[str, Definition] = {}
    for cell in json.loads(notebook)["cells"]:
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        try:
            tree = ast.parse(source)
        except SyntaxError:
            continue  # magics; the loader of the reference has refused what is no notebook code at all
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                reads = frozenset(inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))
                text = ast.get_source_segment(source, node) or ""
                found[node.name] = Definition(node.name, f"{text}\n", reads)
    return found


def helpers(exercise: str, known: Mapping[str, Definition], exercises: frozenset[str]) -> list[Definition]:
    """The functions that an exercise rests on and that are no exercises themselves."""
    found: dict[str, Definition] = {}
    waiting = [exercise]
    while waiting:
        for name in sorted(known[waiting.pop()].reads & known.keys()):
            if name not in exercises and name not in found:
                found[name] = known[name]
                waiting.append(name)
    return list(found.values())
