"""What a report depends on besides the submission: one place, for who writes reports and for who skips them."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from grader import __version__
from grader.model import Assignment, Course, Isolation, Provenance

_NOT_READ = {"answers", "__pycache__"}
"""Folders beside an assignment that grading does not read: only `grader validate` grades the answers."""


def provenance_of(course: Course, assignment: Assignment, isolation: Isolation) -> Provenance:
    """The provenance of every report of this assignment, made without importing numpy."""
    python, numpy = platform.python_version(), _version("numpy")
    return Provenance(__version__, course_sha256(course, assignment), course.seed, isolation.value, python, numpy)


def course_sha256(course: Course, assignment: Assignment) -> str:
    """SHA-256 over all that grading of this assignment reads: its folder without answers, and the limits.

    The seed is left out, because a report states it beside this hash.
    """
    digest = hashlib.sha256(b"grader course 1\n")
    for name, value in sorted(asdict(course.limits).items()):
        digest.update(f"{name} {value!r}\n".encode())
    files = {path.relative_to(assignment.folder).as_posix(): path for path in _files(assignment.folder)}
    for place in sorted(files):
        content = files[place].read_bytes()
        # Lengths go in front, so that no two different folders give the same stream of bytes.
        digest.update(b"%d %d\n" % (len(place.encode()), len(content)) + place.encode() + content)
    return digest.hexdigest()


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
    return metadata.version(package)
