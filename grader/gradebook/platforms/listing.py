"""What the tables that Canvas and Moodle export say about each person: ids, logins, addresses, and when they handed in.

The same tables are filled in by `grader export`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from grader.gradebook.platforms.names import Platform
from grader.gradebook.platforms.people import Person, keys
from grader.gradebook.platforms.table import Table

POINTS_POSSIBLE = "points possible"
_KEYS = {
    Platform.CANVAS: ("SIS Login ID", "SIS User ID", "Integration ID", "ID"),
    Platform.MOODLE: ("Username", "ID number", "Email address", "Identifier"),
}
_NAMES = {Platform.CANVAS: ("Student",), Platform.MOODLE: ("Full name", "Name")}
_IDS = {Platform.CANVAS: "ID", Platform.MOODLE: "Identifier"}
_MOODLE_TIME = re.compile(r"(?:\w+, )?(\d{1,2} \w+ \d{4}), (\d{1,2}:\d\d(?::\d\d)? ?(?:AM|PM)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One person's row."""

    row: int
    platform_id: str
    """The number by which archives of the platform call the person."""
    person: Person
    submitted: datetime | None
    """By the platform's clock; only Moodle says it."""


def listing(platform: Platform, table: Table) -> Iterator[Listed]:
    """Every row of a person. Raises ConfigurationError when the table is not one of this platform."""
    ids = table.required(_IDS[platform])
    columns = [table.column(name) for name in _KEYS[platform]]
    name = table.required(*_NAMES[platform])
    time = table.column("Last modified (submission)")
    for row in range(first_row(platform, table), len(table.rows)):
        number = re.search(r"\d+$", table.text(row, ids).strip())
        if number:
            cells = [table.text(row, column) for column in columns]
            person = Person(keys(cells), table.text(row, name).strip())
            yield Listed(row, number[0], person, _moodle_time(table.text(row, time)))


def first_row(platform: Platform, table: Table) -> int:
    """The first row of a person: in Canvas' table others come before, of which `Points Possible` is the last."""
    if platform is Platform.CANVAS:
        for row in range(1, min(len(table.rows), 10)):
            if table.text(row, 0).strip().casefold() == POINTS_POSSIBLE:
                return row + 1
    return 1


def _moodle_time(text: str) -> datetime | None:
    """`Tuesday, 1 December 2026, 11:59 PM`; None for `-` and for other languages."""
    found = _MOODLE_TIME.fullmatch(text.strip())
    if not found:
        return None
    clock = found[2].replace(" ", "").upper()
    form = ("%I:%M" if clock[-1] == "M" else "%H:%M") + (":%S" if clock.count(":") == 2 else "")
    try:
        return datetime.strptime(f"{found[1]} {clock}", f"%d %B %Y {form}{'%p' if clock[-1] == 'M' else ''}")
    except ValueError:
        return None
