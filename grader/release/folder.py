"""The folder of an assignment's release, compared with what the release would be now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.release.make import SUMS

_MADE_BY_USE = ("__pycache__", ".ipynb_checkpoints", ".pytest_cache")


class Kind(StrEnum):
    """How a file of the folder differs from the release."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    """An earlier release wrote it, this one has no such file."""
    STRANGE = "not made by release"
    """Nobody knows it; it is left alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that differs; `name` is relative to the folder, `data` what the file should hold."""

    kind: Kind
    name: str
    data: bytes = b""


def changes(folder: Path, files: Mapping[str, bytes]) -> list[Change]:
    """What must be done to `folder` so that it holds `files`, in their order; nothing when it already does."""
    there = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and not set(path.relative_to(folder).parts).intersection(_MADE_BY_USE)
    }
    earlier = _named_in(folder / SUMS)
    differ = [
        Change(Kind.CHANGED if name in there else Kind.NEW, name, data)
        for name, data in files.items()
        if name not in there or not _holds(there[name], data)
    ]
    rest = [Change(Kind.GONE if name in earlier else Kind.STRANGE, name) for name in there if name not in files]
    # What is gone goes first, and the manifest is written last: a killed release is seen, and finished by the next.
    return rest + differ


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == data
    except OSError:
        return False  # what cannot be read is written anew


def _named_in(sums: Path) -> frozenset[str]:
    try:
        lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(line.partition("  ")[2] for line in lines)
