"""The cells of a notebook, one at a time: what one cell hides or spoils, the others do not lose."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

import msgspec

from grader.model import Cell, Notebook
from grader.notebook.loose import entries, integer, object_of, text

CELLS_MAX = 20_000

_HEADING_LEVEL_MAX = 6
_MARKDOWN = ("markdown", "heading", "html")


class Layout(Enum):
    """Where the cells are."""

    CELLS = auto()
    """nbformat 4: one list."""
    WORKSHEETS = auto()
    """nbformat 3: a list in each worksheet."""


class TooManyCells(Exception):
    """There are more than `CELLS_MAX` cells."""


class _Worksheet(msgspec.Struct):
    cells: msgspec.Raw = msgspec.Raw()


class _Cell(msgspec.Struct):
    cell_type: msgspec.Raw = msgspec.Raw()
    id: msgspec.Raw = msgspec.Raw()
    source: msgspec.Raw = msgspec.Raw()
    input: msgspec.Raw = msgspec.Raw()
    """The source of a code cell in nbformat 3."""
    level: msgspec.Raw = msgspec.Raw()
    """Of a heading cell in nbformat 3."""
    outputs: msgspec.Raw = msgspec.Raw()
    execution_count: msgspec.Raw = msgspec.Raw()
    prompt_number: msgspec.Raw = msgspec.Raw()
    """The same in nbformat 3."""


def read_cells(raw: msgspec.Raw, layout: Layout) -> Notebook | None:
    """Every cell whose source can be read, in order; None when there is no list of cells at all.

    Raises
    ------
    TooManyCells
    """
    outer = entries(raw)
    if outer is None:
        return None
    cells = outer if layout is Layout.CELLS else list(_of_worksheets(outer))
    if len(cells) > CELLS_MAX:
        raise TooManyCells
    code: list[Cell] = []
    markdown: list[Cell] = []
    number = 0
    for index, fields in enumerate(object_of(cell, _Cell) for cell in cells):
        kind = _kind(fields)
        # A code cell that cannot be read keeps its number: the cells after it are still In [n] for the student.
        number += kind == "code"
        source = _source(fields, kind, layout)
        if source is None:
            continue
        if kind == "code":
            executed = integer(fields.execution_count) or integer(fields.prompt_number)
            code.append(Cell(index, number, source, text(fields.id) or "", executed))
        elif kind == "markdown":
            markdown.append(Cell(index, None, source, text(fields.id) or ""))
    return Notebook(tuple(code), tuple(markdown))


def _of_worksheets(worksheets: list[msgspec.Raw]) -> Iterator[msgspec.Raw]:
    for worksheet in worksheets:
        yield from entries(object_of(worksheet, _Worksheet).cells) or ()


def _kind(fields: _Cell) -> str | None:
    named = text(fields.cell_type)
    if named in _MARKDOWN:
        return "markdown"
    if named in ("code", "raw"):
        return named
    # Only code cells have outputs, so a cell with a spoilt type can still be known by them.
    return "code" if entries(fields.outputs) is not None else None


def _source(fields: _Cell, kind: str | None, layout: Layout) -> str | None:
    # Some programs wrote nbformat 3 with lines that lack their ends; nbformat 4 always has them.
    bare_lines = layout is Layout.WORKSHEETS
    source = text(fields.source, bare_lines=bare_lines)
    if source is None and kind == "code":
        source = text(fields.input, bare_lines=bare_lines)
    if source is not None and text(fields.cell_type) == "heading":
        level = min(max(integer(fields.level) or 1, 1), _HEADING_LEVEL_MAX)
        return f"{'#' * level} {' '.join(source.splitlines())}"
    return source
