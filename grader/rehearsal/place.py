"""Which assignment a notebook is for, and what holds there: in a course, or in a folder that a student received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.config import find_course, load_course
from grader.config.section import did_you_mean
from grader.errors import ConfigurationError, Fault
from grader.model import Isolation, Limits
from grader.rehearsal.packages import Offers, offered_by_the_course, offered_here
from grader.rehearsal.public import CHECKS, FILES, find_folders


@dataclass(frozen=True, slots=True)
class Place:
    """What a notebook is rehearsed with."""

    assignment: str
    checks: Path
    """Folder of the public checks."""
    limits: Limits
    isolation: Isolation
    offers: Offers
    hidden: tuple[Path, ...] = ()
    """Folders that the notebook must not see."""


def place_of(notebook: Path, assignment: str | None) -> Place:
    """Where a notebook belongs: the course around it or around here, else the folder with checks around it or here.

    Raises
    ------
    NothingToCheck
        There are no public checks.
    ConfigurationError
        The course cannot be read, or nothing tells which assignment the notebook is for.
    """
    root = _course_around(notebook.absolute().parent) or _course_around(Path())
    if root is None:
        beside = find_folders(notebook.absolute().parent if _near(notebook) else Path())
        name = _chosen(notebook, assignment, beside)
        return Place(name, beside[name], Limits(), Isolation.STRICT, offered_by_the_course)
    course = load_course(root)
    released = {each.name: root / "assignments" / each.name / CHECKS for each in course.assignments}
    # Before a release the same files are in the source's folder only.
    folders = {
        each.name: folder if any((folder := released[each.name]).glob(FILES)) else each.folder / CHECKS
        for each in course.assignments
    }
    name = _chosen(notebook, assignment, folders)
    return Place(name, folders[name], course.limits, course.isolation, offered_here, (root,))


def _course_around(folder: Path) -> Path | None:
    try:
        root = find_course(folder)
    except ConfigurationError:
        return None
    # Without sources it is what students were given of a course, and its folders of checks are all there is to know.
    return root if (root / "solutions").is_dir() else None


def _near(notebook: Path) -> bool:
    """Whether there are checks around the notebook; else those around here are meant."""
    here = notebook.absolute().parent
    return any(any((folder / CHECKS).glob(FILES)) for folder in (here, *here.parents))


def _chosen(notebook: Path, asked: str | None, known: Mapping[str, Path]) -> str:
    if asked is not None:
        if asked in known:
            return asked
        problem = f"There is no assignment `{asked[:80]}` here."
        raise ConfigurationError([Fault("--assignment", "", problem, did_you_mean(asked, known))])
    if len(known) == 1:
        return next(iter(known))
    for word in (notebook.stem, *(parent.name for parent in notebook.absolute().parents)):
        if word in known:
            return word
    remedy = f"Name it with -a: {', '.join(known)}."
    raise ConfigurationError([Fault(str(notebook), "", "Nothing says which assignment this notebook is for.", remedy)])
