"""What a report depends on besides the submission: one place, for who writes reports and for who skips them."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from grader import __version__
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment, Course, Isolation, Provenance

_NOT_READ = frozenset({"__pycache__"})
_ANSWERS, _WRONG_ANSWERS, _EQUIVALENT = "answers/", "answers/wrong/", "equivalent.yaml"
"""Of the files for `grader validate`, grading reads the wrong answers only: a diagnosis compares with them."""


def provenance_of(course: Course, assignment: Assignment, isolation: Isolation) -> Provenance:
    """The provenance of every report of this assignment, made without importing numpy."""
    python, numpy = platform.python_version(), _version("numpy")
    return Provenance(__version__, course_sha256(course, assignment), course.seed, isolation.value, python, numpy)


def course_sha256(course: Course, assignment: Assignment) -> str:
    """SHA-256 over all that grading of this assignment reads: its folder, without what only validates it, and limits.

    The seed is left out, because a report states it beside this hash.

    Raises
    ------
    ConfigurationError
        Something in the folder cannot be read.
    """
    digest = hashlib.sha256(b"grader course 1\n")
    for name, value in sorted(asdict(course.limits).items()):
        digest.update(f"{name} {value!r}\n".encode())
    try:
        for place, content in files_read(assignment):
            # Lengths go in front, so that no two different folders give the same stream of bytes.
            digest.update(b"%d %d\n" % (len(place), len(content)) + place + content)
    except OSError as error:
        file, remedy = _shown(error.filename, course), "Let it be read: marks depend on it."
        raise ConfigurationError([Fault(file, "", f"It cannot be read: {error.strerror}.", remedy)]) from error
    return digest.hexdigest()


def files_read(assignment: Assignment) -> Iterator[tuple[bytes, bytes]]:
    """All files that grading this assignment reads, as paths below its folder and contents. Raises OSError."""
    files = {path.relative_to(assignment.folder).as_posix(): path for path in _files(assignment.folder)}
    for place in sorted(filter(_is_read, files)):
        yield os.fsencode(place), files[place].read_bytes()


def _is_read(place: str) -> bool:
    return place.startswith(_WRONG_ANSWERS) or not (place.startswith(_ANSWERS) or place == _EQUIVALENT)


def _shown(file: object, course: Course) -> str:
    path = Path(str(file))
    return str(path.relative_to(course.root) if path.is_relative_to(course.root) else path)


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.name in _NOT_READ or entry.suffix == ".pyc":
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


@cache
def _version(package: str) -> str:
    """The version of an installed package, by the folder beside it that is named after both."""
    spec = find_spec(package)
    beside = Path(spec.origin).parents[1].glob(f"{package}-*.dist-info") if spec and spec.origin else ()
    found = [folder.name.removeprefix(f"{package}-").removesuffix(".dist-info") for folder in beside]
    if len(found) == 1:
        return found[0]
    # Imported late: it takes longer to load than all that comes before the first grading process.
    from importlib import metadata

    return metadata.version(package)
