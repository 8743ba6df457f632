"""roster.csv: who is enrolled. Read strictly; every fault is noted with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from grader.config.late import Enrolled, Extension
from grader.config.section import MOMENT, did_you_mean, read_moment
from grader.errors import Fault

COLUMNS = ("id", "name", "email", "section", "extension")
BYTES_MAX = 32 << 20
STUDENTS_MAX = 200_000
_LONGER = re.compile(r"(\d{1,3})\s*(d|h)")


def read_roster(root: Path, name: str, assignments: Sequence[str], faults: list[Fault]) -> tuple[Enrolled, ...] | None:
    """The students of the roster; None, with faults noted, when it cannot be used."""
    before = len(faults)
    table = _Table(name, tuple(assignments), faults)
    text = _text(root / name, table)
    students = tuple(table.students(text)) if text is not None else ()
    return students if len(faults) == before else None


def _text(path: Path, table: _Table) -> str | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(BYTES_MAX + 1)
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else "no such name"
        table.note("", f"The file cannot be read: {told}.", "Add it, or correct `roster` in config.yaml.")
        return None
    if len(data) > BYTES_MAX:
        table.note("", f"It has more than {BYTES_MAX >> 20} MiB.", "A roster is a list of students: shorten it.")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        table.note(f"line {line}", "The file is not UTF-8 text.", "Save it as CSV UTF-8.")
        return None


class _Table:
    """The rows of one file, and where its faults go."""

    def __init__(self, file: str, assignments: tuple[str, ...], faults: list[Fault]) -> None:
        self.file, self.assignments, self.faults = file, assignments, faults

    def note(self, place: str, problem: str, remedy: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, place, problem, remedy))

    def students(self, text: str) -> Iterator[Enrolled]:
        """Each student of the table, once."""
        first = text.split("\n", 1)[0]
        separator = ";" if ";" in first and "," not in first else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        seen: dict[str, int] = {}
        header: list[str] | None = None
        try:
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if header is None:
                    header = self._header(row)
                    if header is None:
                        return
                elif student := self._student(header, row, reader.line_num, seen):
                    yield student
        except csv.Error as error:
            self.note(f"line {reader.line_num}", f"This is no CSV: {error}.", "Check its quotes.")
        if header is None:
            self.note("", "The file is empty.", f"Its first line names the columns: {','.join(COLUMNS)}.")

    def _header(self, row: Sequence[str]) -> list[str] | None:
        header = [cell.strip().lower() for cell in row]
        before = len(self.faults)
        for name in header:
            if name not in COLUMNS:
                self.note("line 1", f"There is no column `{name[:40]}`.", did_you_mean(name, COLUMNS))
            elif header.count(name) > 1:
                self.note("line 1", f"The column `{name}` stands there twice.", "Keep one of them.")
        if "id" not in header and len(self.faults) == before:
            self.note("line 1", "There is no column `id`.", f"The first line names the columns: {','.join(COLUMNS)}.")
        return header if len(self.faults) == before else None

    def _student(self, header: Sequence[str], row: Sequence[str], line: int, seen: dict[str, int]) -> Enrolled | None:
        place = f"line {line}"
        if len(row) != len(header):
            self.note(place, f"It has {len(row)} cells under {len(header)} columns.", "Quote what contains a comma.")
            return None
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
        student = cells["id"]
        if not student:
            self.note(place, "There is no id.", "Give every student one: it is the name of the submitted file.")
        elif student in seen:
            self.note(place, f"The id `{student[:80]}` stands in line {seen[student]} already.", "Keep one of them.")
        elif len(seen) >= STUDENTS_MAX:
            self.note(place, f"There are more than {STUDENTS_MAX} students.", "Shorten the roster.")
        else:
            seen[student] = line
            extensions = tuple(self._extensions(cells.get("extension", ""), place))
            return Enrolled(
                student, cells.get("name", ""), cells.get("email", ""), cells.get("section", ""), extensions
            )
        return None

    def _extensions(self, cell: str, place: str) -> Iterator[Extension]:
        """`2d`, or `softmax: 2d; attention: 2026-12-20 23:59:59`."""
        seen: set[str | None] = set()
        for part in filter(None, (each.strip() for each in cell.split(";"))):
            name, given = self._named(part)
            if name is not None and name not in self.assignments:
                told = did_you_mean(name[:80], self.assignments)
                self.note(place, f"The extension is for `{name[:80]}`, which is no assignment.", told)
            elif name in seen:
                self.note(place, f"There are two extensions for {name or 'everything'}.", "Keep one of them.")
            else:
                seen.add(name)
                extension = _extension(name, given)
                if extension is not None:
                    yield extension
                else:
                    remedy = "Use days or hours, as `2d` or `36h`, or a date and time, as `2026-12-20 23:59:59`."
                    self.note(place, f"`{given[:40]}` is no extension.", remedy)

    def _named(self, part: str) -> tuple[str | None, str]:
        if MOMENT.fullmatch(part) or ":" not in part:
            return None, part
        name, _, given = part.partition(":")
        return name.strip(), given.strip()


def _extension(name: str | None, given: str) -> Extension | None:
    if longer := _LONGER.fullmatch(given):
        count = int(longer[1])
        return Extension(name, days=count) if longer[2] == "d" else Extension(name, hours=count)
    until: datetime | None = read_moment(given)
    return None if until is None else Extension(name, until=until)
