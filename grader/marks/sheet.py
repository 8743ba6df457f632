"""The sheet that a person marks on: every answer of the class as a row, with what has been given so far."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.characters import STEERING
from grader.marks.mark import Mark, Marks, fingerprint
from grader.model import Assignment, Report, whose
from grader.points import decimal
from grader.spreadsheet import guarded

COLUMNS = ("student", "part", "points", "of", "remark", "answer", "text")
_STEERING = re.compile(f"(?!\n)[{STEERING}]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The bytes of the CSV, and what to say about it."""

    data: bytes
    rows: int
    unmarked: int
    changed: tuple[str, ...]
    """Answers that are not the ones that were marked."""
    strangers: tuple[str, ...]
    """Who has marks and no report: perhaps the name is spelt in another way."""


def make_sheet(assignment: Assignment, reports: Iterable[Report], marks: Marks, separator: str = ",") -> Sheet:
    """A row for each answer that there is, and each mark that there is; what a person gave stays as it is.

    With a semicolon as `separator` it is a sheet for a spreadsheet that writes decimal commas.
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=separator)
    writer.writerow(COLUMNS)
    point = "." if separator == "," else ","
    possible = {part.part: decimal(part.points).replace(".", point) for part in assignment.written}
    known: set[str] = set()
    rows = unmarked = 0
    changed: list[str] = []
    for student, part, text, mark in _rows(_noted(reports, known), marks):
        now = fingerprint(text or "")
        is_marked = mark is not None and mark.points is not None
        if is_marked and mark is not None and text is not None and mark.answer not in ("", now):
            changed.append(f"{student}, part {part}")
        answer = mark.answer if is_marked and mark is not None and mark.answer else now
        points = decimal(mark.points).replace(".", point) if mark is not None and mark.points is not None else ""
        remark = mark.remark if mark is not None else ""
        shown = guarded(_STEERING.sub("\ufffd", text or ""))
        writer.writerow([guarded(student), part, points, possible.get(part, ""), remark, answer, shown])
        rows, unmarked = rows + 1, unmarked + (not is_marked and text is not None)
    # A mark of a student without an attempt's number is for any attempt.
    strangers = sorted(marks.keys() - known - {whose(student)[0] for student in known})
    # Such spreadsheets take a file that begins without a mark for one in an encoding of old.
    data = held.getvalue().encode("utf-8" if separator == "," else "utf-8-sig", "replace")
    return Sheet(data, rows, unmarked, tuple(changed), tuple(strangers))


def _noted(reports: Iterable[Report], known: set[str]) -> Iterator[Report]:
    for report in reports:
        known.add(report.student)
        yield report


def _rows(reports: Iterable[Report], marks: Marks) -> Iterator[tuple[str, int, str | None, Mark | None]]:
    seen = set()
    for report in reports:
        for answer in report.written:
            mark = marks.get(report.student, {}).get(answer.part)
            seen.add((report.student, answer.part))
            if answer.text is not None or mark is not None:
                yield report.student, answer.part, answer.text, mark
    for student, own in marks.items():
        for part, mark in own.items():
            if (student, part) not in seen:
                yield student, part, None, mark  # nothing that a person wrote is lost
