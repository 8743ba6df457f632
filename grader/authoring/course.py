"""`grader init`: a course that grades at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

from grader.authoring.new_folder import write_new
from grader.authoring.templates import template
from grader.config import load_course
from grader.errors import ConfigurationError, Fault
from grader.model import Course
from grader.release import release

_GIT = ".git"
"""May be there before the course is."""


def new_course(folder: Path) -> Course:
    """Make a course in `folder`, which is empty or not there yet.

    Raises
    ------
    ConfigurationError
        The folder holds something, or cannot be written; it is left as it was.
    """
    _refuse_what_is_there(folder)
    files = template("course")
    # What students receive is made from the sources here as in every course.
    with tempfile.TemporaryDirectory(prefix="grader-init-") as scratch:
        write_new(Path(scratch, "course"), files)
        course = load_course(Path(scratch, "course"))
        for assignment in course.assignments:
            released = release(assignment, course)
            files |= {f"assignments/{assignment.name}/{name}": data for name, data in released.items()}
    write_new(folder, files)
    return load_course(folder)


def _refuse_what_is_there(folder: Path) -> None:
    remedy = "Name a folder that is empty or not there yet; `grader new NAME` adds an assignment to a course."
    try:
        held = sorted(entry.name for entry in folder.iterdir() if entry.name != _GIT)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ConfigurationError([Fault(str(folder), "", f"This is no folder: {error.strerror}.", remedy)]) from error
    if held:
        more = f" and {len(held) - 3} more" if len(held) > 3 else ""
        problem = f"The folder is not empty: it holds {', '.join(held[:3])}{more}."
        raise ConfigurationError([Fault(str(folder), "", problem, remedy)])
