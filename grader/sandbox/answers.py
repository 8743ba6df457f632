"""What a process of a student says, read into our own values; nothing here needs Linux."""

from __future__ import annotations

from collections.abc import Sequence

from grader.errors import Frame, Raised, Refused, TimedOut
from grader.model import Answer, Cell, CellFault, Limits
from grader.worker import wire
from grader.worker.values import Violation, unpack

FAULT_KIND_MAX, FAULT_TEXT_MAX, FRAMES_MAX, BASES_MAX, CHANGED_MAX = 200, 4_000, 12, 32, 64
"""What this side keeps of an exception; the child keeps to less, unless it lies."""
SHORT_TEXT_MAX = 40
"""What is kept where so many cells raised that their texts would fill a report."""

READER = wire.decoder(wire.FromChild)


def read_answer(
    name: str, number: int, index: int, answer: object, buffers: Sequence[bytearray], seconds: float = 0.0
) -> Answer:
    """The answer to case `index` of question `number`, which took so long. Raises `Violation` when it is none."""
    if not isinstance(answer, wire.Answer) or answer.id != number or answer.index != index:
        raise Violation("an answer to another question")
    told = answer.changed[:CHANGED_MAX]
    changed = tuple(each[:FAULT_KIND_MAX] if isinstance(each, str) else each for each in told) if told else ()
    if answer.exception is not None:
        error = answer.exception
        frames = [_frame(frame) for frame in error.frames[-FRAMES_MAX:]]
        bases = [base[:FAULT_KIND_MAX] for base in error.bases[:BASES_MAX]]
        text = error.text[:FAULT_TEXT_MAX]
        return Answer(None, Raised(name, error.kind[:FAULT_KIND_MAX], text, bases, frames), changed, seconds)
    if answer.refused is not None:
        text = f"returned {answer.refused[:FAULT_TEXT_MAX]}; expected an array or a number"
        return Answer(None, Refused(name, text), changed, seconds)
    return Answer(unpack(answer.value, buffers), None, changed, seconds)


def _frame(node: wire.FrameNode) -> Frame:
    return Frame(node.cell, node.line, node.function[:FAULT_KIND_MAX], node.source[:FAULT_TEXT_MAX])


def out_of_time(name: str, limits: Limits) -> TimedOut:
    """The fault of a function for which there is no time left."""
    text = f"was not called, or not to its end: the {limits.notebook_seconds:g} s for all calls together were used up"
    return TimedOut(name, limits.call_seconds, text)


def ran_out_of_memory(answer: Answer) -> bool:
    """Whether the call raised a MemoryError, as far as its process says."""
    return isinstance(answer.fault, Raised) and "MemoryError" in (answer.fault.kind, *answer.fault.bases)


def cell_fault(cell: Cell, exception: wire.ExceptionNode, *, is_full: bool) -> CellFault:
    """What a report says of a cell that raised."""
    kind_max, text_max = (FAULT_KIND_MAX, FAULT_TEXT_MAX) if is_full else (SHORT_TEXT_MAX, SHORT_TEXT_MAX)
    return CellFault(cell.index, exception.kind[:kind_max], exception.text[:text_max], exception.line)
