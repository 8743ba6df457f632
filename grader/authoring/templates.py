"""The files of a new course and of a new assignment, as they lie in this package.

Each carries the suffix `.template`, so that no tool takes it for a module, a check or a notebook of this package.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

SUFFIX = ".template"
NAME = "@NAME@"
"""Stands for the assignment's name, in files and in their names."""
_HIDDEN = {"gitignore": ".gitignore"}
"""Here it must not rule which files of this package git sees."""


def template(kind: str, name: str = "") -> dict[str, bytes]:
    """The files of a `course` or an `assignment` called `name`, by their paths in its folder, in order."""
    found = {}
    for place, data in _below(files("grader.authoring").joinpath("templates", kind), ""):
        path = place.removesuffix(SUFFIX).replace(NAME, name)
        found[_HIDDEN.get(path, path)] = data.replace(NAME.encode(), name.encode())
    return found


def _below(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _below(entry, f"{place}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            yield f"{place}{entry.name}", entry.read_bytes()
