"""Questions to a process that holds a notebook's state, packed and ready to be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from grader.errors import Crashed, TimedOut
from grader.model import Answer, Arguments
from grader.worker import wire
from grader.worker.packing import Packer, Unsendable

ARGUMENT_BYTES_MAX = 1 << 30


@dataclass(frozen=True, slots=True)
class Series:
    """Calls of one function, or a look at one value."""

    name: str
    count: int
    """Answers that will come."""
    message: Callable[[int], wire.Calls | wire.Fetch]
    """Makes the message, given the number that its answers must bear."""
    buffers: Sequence[memoryview] = ()

    def is_whole(self, answers: Sequence[Answer]) -> bool:
        """Whether all have come, and the process has survived it."""
        return len(answers) == self.count and not isinstance(answers[-1].fault, TimedOut | Crashed)


def calls_of(name: str, cases: Sequence[Arguments]) -> Series:
    """One call of a function for each case. Raises `Unsendable` where a check gives what may not cross the wall."""
    packer = Packer(ARGUMENT_BYTES_MAX)
    nodes = [
        wire.Case(
            [packer.pack(value) for value in case.positional],
            {key: packer.pack(value) for key, value in case.keyword.items()},
        )
        for case in cases
    ]
    return Series(name, len(cases), lambda number: wire.Calls(number, name, nodes), packer.buffers)


def sendable(questions: Iterable[tuple[str, Sequence[Arguments]]]) -> Iterator[Series]:
    """The calls of each, up to one with arguments that may not cross."""
    with suppress(Unsendable):
        for name, cases in questions:
            yield calls_of(name, cases)


def look_at(name: str) -> Series:
    """The value of a name."""
    return Series(name, 1, lambda number: wire.Fetch(number, name))


TOGETHER_BYTES_MAX, TOGETHER_CALLS_MAX = 1 << 16, 200
"""What may cross in one piece: it fits into a socket's buffer, so that neither side waits for the other to read."""


def pieces(several: Sequence[Series]) -> Iterator[Sequence[Series]]:
    """The same in pieces that may cross together; what is large by itself crosses by itself."""
    piece: list[Series] = []
    size = calls = 0
    for series in several:
        own = sum(buffer.nbytes for buffer in series.buffers)
        if piece and (size + own > TOGETHER_BYTES_MAX or calls + series.count > TOGETHER_CALLS_MAX):
            yield piece
            piece, size, calls = [], 0, 0
        piece.append(series)
        size, calls = size + own, calls + series.count
    if piece:
        yield piece
