"""Every report of a folder in short, whoever wrote it and when: what a gradebook is made from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.batch.discovery import Problem
from grader.batch.index import Index
from grader.report import Summary, UnreadableReport, file_name, is_unfinished, parse
from grader.report.summary import BOUNDS

_SUFFIX = ".yaml"
_NOTATION = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class ClassReports:
    """The reports, by assignment and student, and the files that should be reports and are none."""

    summaries: tuple[Summary, ...]
    problems: tuple[Problem, ...]


def read_reports(folder: Path, assignments: Sequence[str]) -> ClassReports:
    """All reports of these assignments. The index spares parsing what it knows."""
    index = Index.load(folder)
    found = [each for name in assignments for each in _of_assignment(folder, name, index)]
    summaries = (each for each in found if isinstance(each, Summary))
    order = {name: position for position, name in enumerate(assignments)}
    return ClassReports(
        tuple(sorted(summaries, key=lambda each: (order[each.assignment], each.student))),
        tuple(each for each in found if isinstance(each, Problem)),
    )


def has_reports(folder: Path, assignments: Sequence[str]) -> bool:
    """Whether there is any file that should be a report of these assignments, or a folder that hides whether it is."""
    for name in assignments:
        try:
            if _files(folder / name):
                return True
        except OSError:
            return True  # whoever reads the reports names it
    return False


def _files(folder: Path) -> list[str]:
    """The names of those that should be reports. Raises OSError where that cannot be said."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(_SUFFIX))
    except FileNotFoundError:
        return []
    return [name for name in names if not is_unfinished(name)]


def _of_assignment(folder: Path, assignment: str, index: Index) -> Iterator[Summary | Problem]:
    try:
        names = _files(folder / assignment)
    except OSError as error:
        yield Problem(str(folder / assignment), f"The folder cannot be read: {error.strerror}.", "Let it be read.")
        return
    for name in names:
        yield _report(folder, assignment, name, index)


def _report(folder: Path, assignment: str, name: str, index: Index) -> Summary | Problem:
    key = f"{assignment}/{name}"
    try:
        with (folder / key).open("rb") as stream:
            data = stream.read(BOUNDS.bytes_max + 1)
        summary = index.known(key, data) or parse(data)
    except OSError as error:
        return Problem(str(folder / key), f"The report cannot be read: {error.strerror}.", "Let it be read.")
    except UnreadableReport as error:
        return Problem(str(folder / key), f"This is no report: {error}.", "Grade it again, or remove it.")
    if summary.assignment != assignment or name.removesuffix(_SUFFIX) not in _names(summary.student):
        return Problem(str(folder / key), "It is the report of another student or assignment.", "Remove the copy.")
    return summary


def _names(student: str) -> tuple[str, str]:
    """What the file of a report can be called. Of a half of a character, the report holds its notation only."""
    return file_name(student), file_name(_NOTATION.sub(lambda match: chr(int(match[1], 16)), student))
