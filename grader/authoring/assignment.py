"""`grader new`: the skeleton of an assignment, which can be released and graded before a word of it is changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.listed import with_assignment
from grader.authoring.new_folder import write_new
from grader.authoring.templates import template
from grader.config.course import ASSIGNMENT_NAME, CONFIG
from grader.errors import ConfigurationError, Fault
from grader.model import Course
from grader.report import write_atomically

_COMMAND_LINE = "command line"


def new_assignment(course: Course, name: str) -> tuple[str, ...]:
    """Add the assignment `name` to the course, at the end of its list; returns the files, by paths in the course.

    Raises
    ------
    ConfigurationError
        The name cannot be one or is taken, or something cannot be written; the course is left as it was.
    """
    faults = list(_unfit(course, name))
    if faults:
        raise ConfigurationError(faults)
    config, folder = course.root / CONFIG, course.root / "solutions" / name
    try:
        longer = with_assignment(config.read_bytes(), name)
        files = template("assignment", name)
        write_new(folder, files)
        try:
            write_atomically(config, longer)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        problem = f"It cannot be changed: {error.strerror}."
        raise ConfigurationError([Fault(CONFIG, "", problem, "Make it writable, and try again.")]) from error
    return tuple(f"solutions/{name}/{each}" for each in files)


def _unfit(course: Course, name: str) -> Iterator[Fault]:
    if not ASSIGNMENT_NAME.fullmatch(name):
        remedy = "Use letters, digits, `-` and `_`, with a letter first, and 64 of them at most."
        yield Fault(_COMMAND_LINE, "", f"`{name[:80]}` cannot be the name of an assignment.", remedy)
        return
    remedy = "Choose another name."
    for each in course.assignments:
        # Names of folders, on file systems some of which ignore case.
        if each.name.casefold() == name.casefold():
            yield Fault(_COMMAND_LINE, name, f"The course has an assignment `{each.name}`.", remedy)
            return
    for parent in ("solutions", "assignments"):
        folder = course.root / parent / name
        if _is_there(folder):
            yield Fault(
                f"{parent}/{name}",
                "",
                f"It is there, though {CONFIG} does not list it.",
                f"{remedy[:-1]}, list it, or remove it.",
            )


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()
