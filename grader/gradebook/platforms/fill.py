"""Points into the tables that Canvas and Moodle exported: single cells change, everything else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from grader.config.section import did_you_mean
from grader.gradebook.book import Column, Gradebook
from grader.gradebook.platforms.listing import first_row, listing
from grader.gradebook.platforms.names import Platform
from grader.gradebook.platforms.people import People
from grader.gradebook.platforms.table import Table
from grader.points import decimal

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_PLACES = 4
"""Of points that are scaled to what the platform counts."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with points."""

    data: bytes
    filled: int
    """Cells with points."""
    changed: int
    """Those of them that held something else before."""
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One assignment's column in the table."""

    column: Column
    at: int
    factor: Fraction
    has_commas: bool = False


def canvas_targets(table: Table, book: Gradebook, named: Mapping[str, str | None], *, scale: bool) -> list[Target]:
    """The columns of these assignments; `named` gives the header where it is not the assignment's name or title.

    Raises ConfigurationError where a column is missing, doubled, read-only, or counts other points.
    """
    row = first_row(Platform.CANVAS, table) - 1
    targets = []
    for column in book.columns:
        name = column.assignment.name
        if name not in named:
            continue
        at = _canvas_column(table, column, named[name])
        possible = table.text(row, at).strip() if row else ""
        if "read only" in possible.casefold():
            raise table.fault(f"column `{table.header[at]}`", "It is read-only.", "Choose the assignment's own column.")
        targets.append(Target(column, at, _factor(table, at, possible, column.possible, scale=scale)))
    return targets


def has_canvas_column(table: Table, column: Column) -> bool:
    """Whether the table has a column for this assignment."""
    return any(_is_named(header, column) for header in table.header)


def moodle_target(table: Table, column: Column, named: str | None, *, scale: bool) -> Target:
    """The column of points of a worksheet, which is of one assignment. Raises ConfigurationError as above."""
    at = table.required(named or "Grade")
    most = table.column("Maximum Grade", "Maximum grade")
    found = (table.text(row, most).strip() for row in range(1, len(table.rows)))
    possible = next((text for text in found if text), "")
    factor = _factor(table, at, possible, column.possible, scale=scale)
    return Target(column, at, factor, _has_commas(table, at, most))


def fill(platform: Platform, table: Table, book: Gradebook, targets: list[Target]) -> Filled:
    """Write the points of everybody whom the table and the gradebook both know; nobody's cell is emptied."""
    people = People(row.student for row in book.rows)
    rows = {row.student.id: row for row in book.rows}
    changes: dict[tuple[int, int], str] = {}
    problems, changed = list[str](), 0
    whose = dict(_whose(platform, table, people, problems))
    locked = table.column("Grade can be changed")
    for at, student in whose.items():
        for target in targets:
            result = rows[student].results[target.column.assignment.name]
            if result.points is None or target.at >= len(table.rows[at]):
                continue
            if platform is Platform.MOODLE and table.text(at, locked).strip().casefold() == "no":
                problems.append(f"{student}: Moodle says that the grade cannot be changed.")
                continue
            changes[at, target.at] = _points(target, result.points * target.factor)
            changed += table.text(at, target.at).strip() not in ("", changes[at, target.at])
    names = [target.column.assignment.name for target in targets]
    graded = {row.student.id for row in book.rows if any(row.results[name].points is not None for name in names)}
    problems += [f"{student}: not in this table." for student in sorted(graded - set(whose.values()))]
    return Filled(table.with_cells(changes), len(changes), changed, tuple(problems))


def _whose(platform: Platform, table: Table, people: People, problems: list[str]) -> Iterator[tuple[int, str]]:
    """Rows and their students; where two rows would be one student's, neither."""
    found: dict[str, list[int]] = {}
    for each in listing(platform, table):
        student = people.find(each.person)
        if student is not None:
            found.setdefault(student, []).append(each.row)
    for student, rows in found.items():
        if len(rows) == 1:
            yield rows[0], student
        else:
            lines = ", ".join(str(row + 1) for row in rows)
            problems.append(f"{student}: rows {lines} would all be theirs, so none is filled.")


def _canvas_column(table: Table, column: Column, named: str | None) -> int:
    header = table.header
    if named is not None:
        found = [at for at, name in enumerate(header) if name == named]
    else:
        found = [at for at, name in enumerate(header) if _is_named(name, column)]
    if len(found) == 1:
        return found[0]
    problem = "There is no column" if not found else f"There are {len(found)} columns"
    wanted = named or f"{column.assignment.name} (…)"
    assignments = [name for name in header if re.search(r"\(\d+\)$", name)]
    remedy = f"Name it with --column. {did_you_mean(wanted, assignments)}"
    raise table.fault("line 1", f"{problem} `{wanted}`.", remedy)


def _is_named(header: str, column: Column) -> bool:
    found = re.fullmatch(r"(.*?)\s*\(\d+\)", header, re.DOTALL)
    names = (column.assignment.name.casefold(), column.assignment.title.casefold())
    return found is not None and found[1].casefold() in names


def _factor(table: Table, at: int, text: str, possible: Fraction, *, scale: bool) -> Fraction:
    """What our points are multiplied by; 1 where both count the same, or the platform does not say."""
    if not _NUMBER.fullmatch(text):
        return Fraction(1)
    theirs = Fraction(text.replace(",", "."))
    if theirs == possible or not possible:
        return Fraction(1)
    if not scale:
        problem = f"The platform counts {decimal(theirs)} points, the course {decimal(possible)}."
        raise table.fault(f"column `{table.header[at]}`", problem, "Change one of them, or convert with --scale.")
    return theirs / possible


def _points(target: Target, points: Fraction) -> str:
    exact = points if target.factor == 1 else Fraction(round(points * 10**_PLACES), 10**_PLACES)
    text = decimal(exact)
    return text.replace(".", ",") if target.has_commas else text


def _has_commas(table: Table, *columns: int | None) -> bool:
    """Whether numbers stand as `7,50`: Moodle writes and reads them as the site's language does."""
    cells = (table.text(row, at) for at in columns for row in range(1, len(table.rows)))
    return any(re.fullmatch(r"\s*\d+,\d+\s*", cell) for cell in cells)
