"""One run of a notebook's cells, as its process reports it: which are still to end, and which have raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grader.model import Cell, CellFault
from grader.sandbox.answers import cell_fault
from grader.worker import wire
from grader.worker.values import Violation

RESTARTS_MAX = 4
"""How many cells of a notebook may end its process before the rest is given up."""
FAULTS_IN_FULL = 200
"""How many cells that raised keep their whole text: thousands must fit in a report."""


class CellRun:
    """All cells but those that were skipped, whose faults stand already."""

    def __init__(self, cells: Iterable[Cell], skipped: Mapping[int, CellFault]) -> None:
        self.waiting = [cell for cell in cells if cell.index not in skipped]
        self.faults = list(skipped.values())

    def sources(self) -> list[wire.CellSource]:
        """What there is to run."""
        return [wire.CellSource(cell.number or 0, cell.source) for cell in self.waiting]

    def take(self, message: object) -> Cell | wire.CellsDone:
        """The cell that has ended, or the end of all. Raises `Violation` where the message says neither."""
        if isinstance(message, wire.CellsDone) and not self.waiting:
            return message
        if not isinstance(message, wire.CellDone) or not self.waiting or message.number != self.waiting[0].number:
            raise Violation("an answer to no question")
        cell = self.waiting.pop(0)
        if message.exception is not None:
            self.faults.append(cell_fault(cell, message.exception, is_full=len(self.faults) < FAULTS_IN_FULL))
        return cell


def given_up(cells: Sequence[Cell], skipped: Mapping[int, CellFault], last: CellFault) -> tuple[CellFault, ...]:
    """What a report says where too many cells ended the process, `last` being the one that was too many."""
    text = "not run: too many cells before it ended the notebook's process"
    later = [cell.index for cell in cells if cell.index > last.index]
    return (*skipped.values(), *(CellFault(index, "Crashed", text, None) for index in later))
