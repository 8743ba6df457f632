"""`marks/<assignment>.yaml` or `.csv`, read strictly: all faults at once, each with its line and a remedy.

student-01:
  1: {points: 3.5, remark: Say why the sum is 1., answer: 3f2a9c1e0b7d}
"""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from grader.config.document import Bounds, UnreadableYaml, compose
from grader.config.section import NUMBER, did_you_mean
from grader.errors import ConfigurationError, Fault
from grader.marks.mark import FINGERPRINT_DIGITS, Mark, Marks
from grader.model import Assignment
from grader.points import decimal
from grader.spreadsheet import separator_of, unguarded

FOLDER = "marks"
COLUMNS = ("student", "part", "points", "remark", "answer")
_BOUNDS = Bounds(bytes_max=64 << 20, depth_max=4, nodes_max=2_000_000)
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{FINGERPRINT_DIGITS}}}")


def read_marks(root: Path, assignment: Assignment) -> Marks:
    """The marks of an assignment; none where there is no file. Raises ConfigurationError with every fault."""
    yaml, table = (root / FOLDER / f"{assignment.name}.{kind}" for kind in ("yaml", "csv"))
    if yaml.exists() and table.exists():
        remedy = "Keep one of them: nobody can know which of two marks counts."
        raise ConfigurationError([Fault(_name(yaml), "", f"There is {_name(table)} as well.", remedy)])
    path = yaml if yaml.exists() else table
    if not path.exists():
        return {}
    reader = _Reader(_name(path), {part.part: part.points for part in assignment.written})
    try:
        data = path.read_bytes()
    except OSError as error:
        fault = Fault(_name(path), "", f"The file cannot be read: {error.strerror}.", "Let it be read.")
        raise ConfigurationError([fault]) from error
    (reader.yaml if path is yaml else reader.csv)(data)
    if reader.faults:
        raise ConfigurationError(reader.faults)
    return reader.marks


def _name(path: Path) -> str:
    return f"{FOLDER}/{path.name}"


class _Reader:
    """Collects marks and faults."""

    def __init__(self, file: str, possible: dict[int, Fraction]) -> None:
        self.file, self.possible = file, possible
        self.faults: list[Fault] = []
        self.marks: dict[str, dict[int, Mark]] = {}

    def csv(self, data: bytes) -> None:
        """Rows under a header that has at least student, part and points."""
        try:
            text = data.decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
            missing = [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]
            if missing:
                self._fault("line 1", f"There is no column {', '.join(missing)}.", f"Name them {', '.join(COLUMNS)}.")
                return
            for row in rows:
                cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
                self._add(f"line {rows.line_num}", {**cells, "student": unguarded(row["student"] or "")})
        except (UnicodeDecodeError, csv.Error) as error:
            self._fault("", f"This is no CSV in UTF-8: {error}.", "Export it again as CSV, UTF-8.")

    def yaml(self, data: bytes) -> None:
        """Students, then parts, then points, remark and answer."""
        try:
            node = compose(data, _BOUNDS)
        except UnreadableYaml as error:
            self._fault(f"line {error.line}" if error.line else "", error.problem, error.remedy)
            return
        for student, parts in self._pairs(node):
            for part, fields in self._pairs(parts):
                given = {key.value: value.value for key, value in self._pairs(fields) if isinstance(value, ScalarNode)}
                place = f"line {part.start_mark.line + 1}"
                for key in given.keys() - set(COLUMNS[2:]):
                    self._fault(place, f"There is no key `{key}` here.", did_you_mean(key, COLUMNS[2:]))
                self._add(place, {"student": student.value, "part": part.value, **given})

    def _pairs(self, node: Node | None) -> list[tuple[ScalarNode, Node]]:
        if node is None or (isinstance(node, ScalarNode) and node.value in ("", "null", "~")):
            return []
        if not isinstance(node, MappingNode):
            line = f"line {node.start_mark.line + 1}"
            self._fault(line, "Here a mapping belongs.", "Write `student: {1: {points: 2}}`.")
            return []
        return [(key, value) for key, value in node.value if isinstance(key, ScalarNode)]

    def _add(self, place: str, cells: dict[str, str]) -> None:
        student, named, points = cells["student"], cells["part"], cells.get("points", "")
        part = int(named) if re.fullmatch(r"\d{1,4}", named) else None
        if part not in self.possible:
            told = ", ".join(map(str, sorted(self.possible))) or "none"
            self._fault(place, f"There is no written part {named[:20]!r}.", f"The parts are {told}.")
            return
        number = points.replace(",", ".")  # as many a spreadsheet writes it
        if points and not (NUMBER.fullmatch(number) and 0 <= Fraction(number) <= self.possible[part]):
            most = decimal(self.possible[part])
            self._fault(place, f"{points[:20]!r} are no points for part {part}.", f"Use a number from 0 to {most}.")
            return
        answer = cells.get("answer", "")
        if answer and not _FINGERPRINT.fullmatch(answer):
            remedy = "Leave it empty, or take it from `grader marks`."
            self._fault(place, f"{answer[:20]!r} is no fingerprint of an answer.", remedy)
            return
        own = self.marks.setdefault(student, {})
        if part in own:
            self._fault(place, f"Part {part} of {student[:60]} is marked twice.", "Keep one of them.")
        elif student:
            given = Fraction(number) if points else None
            own[part] = Mark(part, given, cells.get("remark", ""), answer, f"{self.file}, {place}")

    def _fault(self, place: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, place, problem, remedy))
