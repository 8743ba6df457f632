"""A CSV file of which single cells are replaced, and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.config.section import did_you_mean
from grader.errors import ConfigurationError, Fault

BYTES_MAX = 64 << 20
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a cell stands, quotes included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A file, and where its cells are. Row 0 is the header."""

    file: str
    data: bytes
    separator: bytes
    rows: tuple[tuple[Span, ...], ...]

    def text(self, row: int, column: int | None) -> str:
        """What a cell says; empty where the row is too short, or there is no such column."""
        if column is None or column >= len(self.rows[row]):
            return ""
        span = self.rows[row][column]
        cell = self.data[span.start : span.end]
        if cell.startswith(b'"'):
            cell = cell[1:-1].replace(b'""', b'"')
        return cell.decode()

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [self.text(0, column).strip() for column in range(len(self.rows[0]))]

    def column(self, *names: str) -> int | None:
        """The first column with one of these names, in whatever case."""
        header = [name.casefold() for name in self.header]
        return next((header.index(name.casefold()) for name in names if name.casefold() in header), None)

    def required(self, *names: str) -> int:
        """The same. Raises ConfigurationError when there is none."""
        found = self.column(*names)
        if found is None:
            raise self.fault("", f"It has no column `{names[0]}`.", did_you_mean(names[0], self.header))
        return found

    def fault(self, place: str, problem: str, remedy: str) -> ConfigurationError:
        """An error about this file."""
        return ConfigurationError([Fault(self.file, place, problem, remedy)])

    def with_cells(self, changes: Mapping[tuple[int, int], str]) -> bytes:
        """The file with these cells, by row and column, and otherwise byte for byte as it was."""
        parts, at = [], 0
        for (row, column), text in sorted(changes.items()):
            span = self.rows[row][column]
            parts += [self.data[at : span.start], self._cell(span, text)]
            at = span.end
        return b"".join([*parts, self.data[at:]])

    def _cell(self, span: Span, text: str) -> bytes:
        cell = text.encode()
        quoted = self.data[span.start : span.start + 1] == b'"' or self.separator in cell
        return b'"%s"' % cell if quoted else cell


def read_table(path: Path) -> Table:
    """The cells of a file. Raises ConfigurationError when it is no CSV in UTF-8."""
    try:
        with path.open("rb") as stream:
            data = stream.read(BYTES_MAX + 1)
    except OSError as error:
        fault = Fault(str(path), "", f"The file cannot be read: {error.strerror}.", "Check its name.")
        raise ConfigurationError([fault]) from error
    try:
        if len(data) > BYTES_MAX:
            raise ValueError(f"it has more than {BYTES_MAX >> 20} MiB")
        data.decode()
        separator = _separator(data)
        rows = tuple(_rows(data, separator))
        if not rows:
            raise ValueError("it is empty")
    except ValueError as error:
        remedy = "Export it from the platform again, as CSV in UTF-8, and give it as it comes."
        raise ConfigurationError([Fault(str(path), "", f"This is no such table: {error}.", remedy)]) from error
    return Table(str(path), data, separator, rows)


def _separator(data: bytes) -> bytes:
    header = data.removeprefix(_MARK).split(b"\n", 1)[0]
    return max((b",", b";", b"\t"), key=header.count)


def _rows(data: bytes, separator: bytes) -> Iterator[tuple[Span, ...]]:
    cell = re.compile(rb'("(?:[^"]|"")*+"|[^"\r\n%s][^\r\n%s]*|)(%s|\r\n|\n|\r|\Z)' % ((re.escape(separator),) * 3))
    at, row = len(_MARK) if data.startswith(_MARK) else 0, list[Span]()
    while at < len(data) or row:
        found = cell.match(data, at)
        if found is None:
            line = data.count(b"\n", 0, at) + 1
            raise ValueError(f"its quotes go wrong in line {line}")
        row.append(Span(found.start(1), found.end(1)))
        at = found.end()
        if found[2] != separator:
            yield tuple(row)
            row = []
