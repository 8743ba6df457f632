"""The public checks: where their files are, and what they declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.config.course import CONFIG
from grader.config.section import did_you_mean
from grader.errors import GraderError

FILES = "public_*.py"
CHECKS = "checks"


class NothingToCheck(GraderError):
    """The student must act: there are no public checks here, or none of that name. The text says what to do."""


def find_folders(start: Path) -> dict[str, Path]:
    """The folders of check files that belong to `start`, by the assignment's name: the nearest that there are.

    That is `checks/` here or in a folder above, else those of the assignments below.

    Raises
    ------
    NothingToCheck
        There are none.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if _holds_checks(folder / CHECKS):
            return {folder.name: folder / CHECKS}
        if (folder / CONFIG).is_file():
            break  # a course: what lies above it is none of it
    for parent in (here, here / "assignments", folder / "assignments"):
        if below := dict(_below(parent)):
            return below
    raise NothingToCheck(
        f"There are no public checks in {here} nor in a folder above it. Keep the folder checks/ that came with the "
        "assignment beside the notebook."
    )


def fingerprint(folders: Mapping[str, Path]) -> tuple[tuple[str, int, int], ...]:
    """What tells whether check files have changed."""
    files = [path for folder in folders.values() for path in sorted(folder.glob(FILES))]
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def unknown_exercise(name: str, known: Mapping[str, object]) -> NothingToCheck:
    """What to tell who asks for an exercise that no public check judges."""
    return NothingToCheck(f"No public check is for `{name[:80]}`. {did_you_mean(name, known)}".rstrip())


def _below(parent: Path) -> Iterator[tuple[str, Path]]:
    if parent.is_dir():
        for folder in sorted(parent.iterdir()):
            if _holds_checks(folder / CHECKS):
                yield folder.name, folder / CHECKS


def _holds_checks(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob(FILES))
