"""The gradebook as the bytes of a file: CSV, Excel, SQLite. The same gradebook gives the same CSV and Excel bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from grader.gradebook.book import TOO_LATE, Gradebook
from grader.gradebook.cells import Cell, table, visible, when
from grader.model import Status
from grader.points import decimal

_CREATED = datetime(2000, 1, 1)
"""Written into every workbook, so that equal gradebooks are equal files."""


def to_csv(book: Gradebook) -> bytes:
    """RFC 4180 in UTF-8: CRLF, quotes where they are needed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for row in table(book):
        writer.writerow([decimal(cell) if isinstance(cell, Fraction) else cell for cell in row])
    return stream.getvalue().encode()


def to_excel(book: Gradebook) -> bytes:
    """One sheet; texts are texts, whatever they begin with, and points are numbers."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = Workbook(stream, options)
    workbook.set_properties({"title": "Gradebook", "created": _CREATED})
    sheet, bold = workbook.add_worksheet("gradebook"), workbook.add_format({"bold": True})
    widths: list[int] = []
    count = 0
    for count, row in enumerate(table(book)):
        for at, cell in enumerate(row):
            _write(sheet, count, at, cell, bold if count == 0 else None)
        widths = [max(width, len(_shown(cell))) for width, cell in zip(widths or [8] * len(row), row, strict=True)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, 40) + 1)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, count, len(widths) - 1)
    workbook.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, shape: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, shape)
    elif cell is not None:
        sheet.write_number(row, column, float(cell), shape)


def _shown(cell: Cell) -> str:
    return decimal(cell) if isinstance(cell, Fraction) else "" if cell is None else str(cell)


SCHEMA = """
CREATE TABLE students (
    student TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, section TEXT NOT NULL,
    enrolled INTEGER NOT NULL CHECK (enrolled IN (0, 1)), notes TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE assignments (
    assignment TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, title TEXT NOT NULL, possible NUMERIC NOT NULL
) WITHOUT ROWID;
CREATE TABLE exercises (
    assignment TEXT NOT NULL REFERENCES assignments, exercise TEXT NOT NULL, position INTEGER NOT NULL,
    title TEXT NOT NULL, possible NUMERIC NOT NULL, PRIMARY KEY (assignment, exercise)
) WITHOUT ROWID;
-- One row a report. `counts` marks the attempt that the policy chose; `points` are after any penalty. What was not
-- graded has no points, and none in `earned`.
CREATE TABLE attempts (
    assignment TEXT NOT NULL REFERENCES assignments, student TEXT NOT NULL REFERENCES students,
    attempt INTEGER NOT NULL, counts INTEGER NOT NULL CHECK (counts IN (0, 1)), status TEXT NOT NULL,
    handed_in_as TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, submitted TEXT,
    days_late INTEGER, penalty_percent NUMERIC,
    automatic NUMERIC, written NUMERIC, points NUMERIC, message TEXT NOT NULL,
    PRIMARY KEY (assignment, handed_in_as)
) WITHOUT ROWID;
CREATE TABLE earned (
    assignment TEXT NOT NULL, handed_in_as TEXT NOT NULL, exercise TEXT NOT NULL, points NUMERIC NOT NULL,
    PRIMARY KEY (assignment, handed_in_as, exercise),
    FOREIGN KEY (assignment, handed_in_as) REFERENCES attempts
) WITHOUT ROWID;
CREATE VIEW missing AS
    SELECT assignment, student FROM assignments CROSS JOIN students
    WHERE NOT EXISTS (SELECT * FROM attempts
        WHERE attempts.assignment = assignments.assignment AND attempts.student = students.student);
CREATE VIEW totals AS
    SELECT student, name, section, CASE WHEN COUNT(assignment) THEN SUM(points) ELSE 0 END AS total FROM students
    LEFT JOIN attempts USING (student) WHERE COALESCE(counts, 1) GROUP BY student;
"""


def to_sqlite(book: Gradebook) -> bytes:
    """A database with a table for each kind of thing, and views of what is asked most often."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(SCHEMA)
        with connection:
            connection.executemany("INSERT INTO students VALUES (?, ?, ?, ?, ?, ?)", _students(book))
            connection.executemany("INSERT INTO assignments VALUES (?, ?, ?, ?)", _assignments(book))
            connection.executemany("INSERT INTO exercises VALUES (?, ?, ?, ?, ?)", _exercises(book))
            connection.executemany(f"INSERT INTO attempts VALUES ({', '.join('?' * 15)})", _attempts(book))
            connection.executemany("INSERT INTO earned VALUES (?, ?, ?, ?)", _earned(book))
        return connection.serialize()
    finally:
        connection.close()


_Record = tuple[str | int | None, ...]


def _students(book: Gradebook) -> Iterator[_Record]:
    for row in book.rows:
        student = row.student
        texts = (student.id, student.name, student.email, student.section)
        yield (*texts, int(row.is_enrolled), visible("; ".join(row.notes)))


def _assignments(book: Gradebook) -> Iterator[_Record]:
    for position, column in enumerate(book.columns, 1):
        yield column.assignment.name, position, column.assignment.title, decimal(column.possible)


def _exercises(book: Gradebook) -> Iterator[_Record]:
    for column in book.columns:
        for position, exercise in enumerate(column.assignment.exercises, 1):
            yield column.assignment.name, exercise.name, position, exercise.title, decimal(exercise.points)


def _attempts(book: Gradebook) -> Iterator[_Record]:
    for row in book.rows:
        for name, result in row.results.items():
            for each in result.attempts:
                attempt, late = each.attempt, each.lateness
                status = TOO_LATE if attempt.status is Status.GRADED and not each.is_accepted else attempt.status.value
                automatic = decimal(attempt.automatic) if attempt.status is Status.GRADED else None
                yield (
                    *(name, row.student.id, attempt.number, int(attempt is result.attempt), status),
                    *(attempt.handed_in_as, attempt.file, attempt.sha256, when(attempt.submitted) or None),
                    *(late.days if late else None, decimal(late.percent) if late else None),
                    *(automatic, _points(attempt.by_person), _points(each.points), visible(attempt.message)),
                )


def _earned(book: Gradebook) -> Iterator[_Record]:
    for row in book.rows:
        for name, result in row.results.items():
            for attempt in (each.attempt for each in result.attempts):
                for exercise, points in attempt.judged.items():
                    yield name, attempt.handed_in_as, exercise, decimal(points)


def _points(points: Fraction | None) -> str | None:
    return None if points is None else decimal(points)
