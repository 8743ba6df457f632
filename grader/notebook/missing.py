"""Where a name may have got lost that a notebook did not leave behind."""

from __future__ import annotations

from collections.abc import Sequence

from grader.bindings import binding
from grader.model import Cell, CellFault


def why_missing(name: str, cells: Sequence[Cell], faults: Sequence[CellFault]) -> str:
    """Where a student should look for a function that is not there."""
    written = binding(name)
    for cell in cells:
        fault = next((fault for fault in faults if fault.index == cell.index), None)
        if fault is not None and written.search(cell.source):
            line = f", line {fault.line}" if fault.line is not None else ""
            return f"Code cell {cell.number} writes it, but ended with {fault.kind}{line}: {fault.message}."
    return ""
