"""Who answers calls: the parked process where they leave no trace, or a copy of it until one of them breaks it."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator, Sequence

from grader.errors import Crashed, TimedOut
from grader.model import Answer, Limits
from grader.sandbox.answers import READER, out_of_time, read_answer
from grader.sandbox.channel import Channel, Closed, Received
from grader.sandbox.handles import handle_of, is_child_of, kill
from grader.sandbox.launcher import SPAWN_SECONDS, Child
from grader.sandbox.patience import CLOCK_FACTOR
from grader.sandbox.pump import Deadline, Late, cpu_clock, read_clock
from grader.sandbox.series import Series
from grader.worker import wire
from grader.worker.values import Violation

SERIES_BYTES_MAX = 256 << 20
SERIES_HEADER_BYTES_MAX = 16 << 20
"""Headers are built as objects, which take many times their bytes: a series may not fill this side's memory by them."""

SUBMISSION_BYTES_MAX, SUBMISSION_HEADER_BYTES_MAX = 512 << 20, 32 << 20
"""The same for all answers of one submission: those that a check failed on are kept until its end, to explain it."""


class Room:
    """How much all answers of one submission may still hold."""

    def __init__(self) -> None:
        self.bytes_left, self.header_bytes_left = SUBMISSION_BYTES_MAX, SUBMISSION_HEADER_BYTES_MAX

    def spend(self, received: Received) -> None:
        """Count one answer. Raises `Violation` when there is no room for it."""
        self.bytes_left -= sum(map(len, received.buffers))
        self.header_bytes_left -= received.header_bytes
        if self.bytes_left < 0 or self.header_bytes_left < 0:
            raise Violation("answers larger than allowed in all")


class Answerer:
    """A process that holds the notebook's state and answers calls; hostile from its first byte.

    It is either a copy of the parked process, or that process itself.
    """

    def __init__(self, channel: Channel, pidfd: int, room: Room) -> None:
        self._channel, self._pidfd, self._room = channel, pidfd, room
        self._clock = cpu_clock(pidfd)

    def close(self) -> None:
        """Kill it; for a copy."""
        kill(self._pidfd)
        self._channel.close()
        os.close(self._pidfd)

    def cpu_seconds(self) -> float:
        """CPU time that it has used so far; 0 once it has ended."""
        return read_clock(self._clock)

    def ask(self, series: Series, limits: Limits, left: float) -> tuple[list[Answer], float]:
        """At most `series.count` answers, the last a fault if the process did not survive, and the seconds they took.

        Each call may take `limits.call_seconds`, and all of them together what is `left`.
        """
        return next(self.ask_all([series], limits, left))

    def ask_all(self, several: Sequence[Series], limits: Limits, left: float) -> Iterator[tuple[list[Answer], float]]:
        """The same for several small series that cross together; ends after one that the process did not survive."""
        # Numbers that cannot be guessed: an answer that bears one was made after the question.
        numbers = [secrets.randbits(62) for _ in several]
        for position, series in enumerate(several):
            deadline = Deadline(min(limits.call_seconds * series.count, left), CLOCK_FACTOR, self._clock)
            answers: list[Answer] = []
            try:
                if position == 0:
                    self._send(several, numbers, deadline)
                self._gather(answers, series, numbers[position], limits, deadline)
            except Late:
                is_out = deadline.spent() >= left
                fault = out_of_time(series.name, limits) if is_out else TimedOut(series.name, limits.call_seconds)
                answers.append(Answer(fault=fault, seconds=deadline.computed()))
            except Closed:
                answers.append(Answer(fault=Crashed(series.name, "ended the notebook's process")))
            except Violation as error:
                text = f"was answered by something that is no answer: {error}"
                answers.append(Answer(fault=Crashed(series.name, text)))
            spent = deadline.spent()
            left -= spent
            yield answers, spent
            if not series.is_whole(answers):
                return

    def _send(self, several: Sequence[Series], numbers: Sequence[int], deadline: Deadline) -> None:
        if not self._channel.is_silent():
            raise Violation("it spoke before it was asked")
        frames = [(each.message(number), each.buffers) for each, number in zip(several, numbers, strict=True)]
        self._channel.send_all(frames, deadline)

    def _gather(self, answers: list[Answer], series: Series, number: int, limits: Limits, whole: Deadline) -> None:
        room, header_room, before = SERIES_BYTES_MAX, SERIES_HEADER_BYTES_MAX, 0.0
        while len(answers) < series.count:
            if whole.remaining() <= 0:
                raise Late
            deadline = Deadline(limits.call_seconds, CLOCK_FACTOR, self._clock)
            bytes_max = min(room, limits.value_mib << 20, max(0, self._room.bytes_left))
            received = self._channel.receive(READER, deadline, bytes_max=bytes_max)
            self._room.spend(received)
            room -= sum(map(len, received.buffers))
            header_room -= received.header_bytes
            if header_room < 0:
                raise Violation("answers larger than allowed in all")
            after = whole.computed()
            answers.append(
                read_answer(series.name, number, len(answers), received.message, received.buffers, after - before)
            )
            before = after


def fork_copy(child: Child, room: Room) -> tuple[Answerer | None, float]:
    """A copy of the parked process, and the seconds that it took; None when this child cannot be relied on any more."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    channel, deadline, handle = Channel(ours, child.pump), Deadline(SPAWN_SECONDS), -1
    child.pump.forks_permitted = 1
    try:
        with theirs:
            child.channel.send(wire.Copy(), deadline, descriptors=[theirs.fileno()])
        handle = handle_of(channel.sender(deadline))
        answer = channel.receive(READER, deadline).message
    except (Closed, Late, Violation):
        answer = None
    finally:
        child.pump.forks_permitted = 0
    if isinstance(answer, wire.Copied) and is_child_of(handle, child.pidfd):
        return Answerer(channel, handle, room), deadline.spent()
    # Somebody else may have used the permission to fork, and may do so each time: nothing of this child goes on.
    channel.close()
    if handle >= 0:
        os.close(handle)
    return None, deadline.spent()
