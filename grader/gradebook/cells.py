"""The gradebook as cells of one table: the same for a text file and for a spreadsheet, and inert in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from grader.characters import show_invisible
from grader.gradebook.book import Column, Gradebook, Result, Row
from grader.spreadsheet import FORMULA

Cell = str | Fraction | int | None

_BLANK = re.compile("[\n\t\r]")
CHARACTERS_MAX = 2_000
"""A note of more is cut; spreadsheets hold 32,767 characters in a cell."""


def table(book: Gradebook) -> Iterator[tuple[Cell, ...]]:
    """The header, then one row a student."""
    yield tuple(_header(book))
    for row in book.rows:
        yield tuple(_cells(book, row))


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula, on one line, with everything invisible written out."""
    shown = visible(text)
    if len(shown) > CHARACTERS_MAX:
        shown = shown[: CHARACTERS_MAX - 1] + "…"
    return f"'{shown}" if shown.lstrip().startswith(FORMULA) else shown


def visible(text: str) -> str:
    """The text with characters that cannot be seen, or steer what is seen, in Python's notation."""
    return text if text.isprintable() else show_invisible(_BLANK.sub(" ", text))


def when(moment: datetime | None) -> str:
    """A moment in UTC, as ISO 8601 has it."""
    return "" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _header(book: Gradebook) -> Iterator[str]:
    yield from ("student", "name", "email", "section", "total")
    for column in book.columns:
        name = column.assignment.name
        yield from (name, f"{name} (status)")
        if column.deadline is not None:
            yield from (f"{name} (submitted)", f"{name} (days late)", f"{name} (penalty)")
        yield from (f"{name}.{exercise.name}" for exercise in column.assignment.exercises)
        if column.is_marked:
            yield f"{name} (written)"
    yield "notes"


def _cells(book: Gradebook, row: Row) -> Iterator[Cell]:
    student = row.student
    yield from (inert(each) for each in (student.id, student.name, student.email, student.section))
    yield row.total
    for column in book.columns:
        yield from _of_assignment(row.results[column.assignment.name], column)
    yield inert("; ".join(row.notes))


def _of_assignment(result: Result, column: Column) -> Iterator[Cell]:
    attempt = result.attempt
    yield result.points
    yield result.status
    if column.deadline is not None:
        yield when(attempt.submitted if attempt else None)
        yield result.late.days if result.late else None
        lost = None if attempt is None or result.points is None else attempt.total - result.points
        yield lost
    for exercise in column.assignment.exercises:
        yield attempt.judged.get(exercise.name) if attempt else None
    if column.is_marked:
        yield attempt.by_person if attempt else None
