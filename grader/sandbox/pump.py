"""Waiting for a child without ever being held by it.

While this side waits for a frame it drains what the child prints (or a full pipe would block it) and decides about its
forks. Time is CPU time of the child first: on a busy machine a right answer must not time out because others are
computing. The clock on the wall is the backstop, for code that waits instead of computing; what a child waits for a
processor is not its own waiting, and so is not counted.
"""

from __future__ import annotations

import errno
import fcntl
import os
import select
import struct
import time

from grader.sandbox.handles import process_of

_CHUNK_BYTES = 1 << 16
# SECCOMP_IOCTL_NOTIF_RECV and _SEND on struct seccomp_notif (80 bytes) and seccomp_notif_resp (24 bytes).
_NOTIFICATION_BYTES, _RECEIVE, _SEND = 80, 0xC0502100, 0xC0182101
_RESPONSE = struct.Struct("=QqiI")
_CONTINUE = 1


QUEUED_MAX = 10
"""How many times its limit on the clock a child may have waited for a processor, before the machine is at fault."""


class Late(Exception):
    """The deadline passed."""


class Deadline:
    """A limit of `seconds` of CPU time of one process, and of `clock_factor` times as many on the clock.

    `clock` is the process's, by `cpu_clock`; without one only the clock on the wall counts.
    """

    def __init__(self, seconds: float, clock_factor: float = 1.0, clock: int = -1) -> None:
        self._start = time.monotonic()
        self._seconds, self._factor, self._clock = seconds, clock_factor, clock
        self._cpu_start = read_clock(clock)
        self._queued_start: float | None = None

    def spent(self) -> float:
        """Seconds of the limit that are used up: of CPU time, or on the clock where code waits instead."""
        elapsed = time.monotonic() - self._start
        if self._clock == -1:
            return elapsed
        return max(self.computed(), (elapsed - self._queued()) / self._factor)

    def computed(self) -> float:
        """Seconds of CPU time of the process since then, however long it waited; 0 where it has no clock."""
        return max(0.0, read_clock(self._clock) - self._cpu_start)

    def remaining(self) -> float:
        """Seconds after which it is worth asking again; zero or less once the limit has passed."""
        elapsed = time.monotonic() - self._start
        if elapsed < self._seconds or self._clock == -1:
            return self._seconds - elapsed
        if self._queued_start is None:
            # Looked at only now: hardly any call gets here, and what it has waited until now is in its disfavour.
            self._queued_start = queued(self._clock)
        allowed = self._seconds * self._factor + self._queued()
        if elapsed >= allowed:
            return allowed - elapsed
        return min(self._seconds - self.computed(), allowed - elapsed)

    def _queued(self) -> float:
        """Seconds for which the process could have run, since that is looked at, and others had the processors."""
        if self._queued_start is None:
            return 0.0
        return min(max(0.0, queued(self._clock) - self._queued_start), QUEUED_MAX * self._seconds * self._factor)


def cpu_clock(pidfd: int) -> int:
    """The kernel's clock for all CPU time of the process behind `pidfd`; -1 when it has ended."""
    pid = process_of(pidfd)
    return (~pid << 3) | 2 if pid > 0 else -1


def read_clock(clock: int) -> float:
    """Seconds on the clock of a process; 0 when it has ended."""
    try:
        return time.clock_gettime(clock) if clock != -1 else 0.0
    except OSError:
        return 0.0


def queued(clock: int) -> float:
    """Seconds that the process behind a clock has been ready to run and did not; 0 where the kernel does not say."""
    try:
        with open(f"/proc/{~(clock >> 3)}/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


class Output:
    """What a child prints: the first part is kept, the rest is counted."""

    def __init__(self, bytes_max: int) -> None:
        self._kept, self._max, self.total = bytearray(), bytes_max, 0

    def add(self, data: bytes) -> None:
        """Take what was read."""
        self.total += len(data)
        if len(self._kept) < self._max:
            self._kept += data[: self._max - len(self._kept)]

    @property
    def text(self) -> str:
        """What was kept; it is a student's, so escape it for wherever it goes."""
        return self._kept.decode("utf-8", "replace")


class Pump:
    """Everything that one child may send besides frames."""

    def __init__(self, outputs: dict[int, Output]) -> None:
        self._poll, self._outputs, self._listener = select.poll(), outputs, -1
        self.forks_permitted = 0
        for descriptor in outputs:
            os.set_blocking(descriptor, False)
            self._poll.register(descriptor, select.POLLIN)

    def watch_forks(self, listener: int) -> None:
        """Decide from now on about the forks that arrive at this seccomp listener."""
        self._listener = listener
        self._poll.register(listener, select.POLLIN)

    def wait(self, descriptor: int, events: int, deadline: Deadline) -> None:
        """Return once `descriptor` is ready, and tend to everything else until then. Raises `Late`."""
        self._poll.register(descriptor, events)
        try:
            while True:
                remaining = deadline.remaining()
                if remaining <= 0:
                    raise Late
                ready = self._poll.poll(remaining * 1000 + 1)
                for other, happened in ready:
                    if other != descriptor:
                        self._tend(other, happened)
                if any(other == descriptor for other, _ in ready):
                    return
        finally:
            self._poll.unregister(descriptor)

    def drain(self) -> None:
        """Take what has been printed so far, without waiting."""
        for descriptor, happened in self._poll.poll(0):
            self._tend(descriptor, happened)

    def _tend(self, descriptor: int, happened: int) -> None:
        if descriptor == self._listener:
            if happened & select.POLLIN:
                self._decide_fork()
            else:
                # Everybody who could ask has gone; kernels before 6.6 would wait for them forever.
                self._poll.unregister(descriptor)
            return
        try:
            data = os.read(descriptor, _CHUNK_BYTES)
        except BlockingIOError:
            return
        if data:
            self._outputs[descriptor].add(data)
        else:
            self._poll.unregister(descriptor)

    def _decide_fork(self) -> None:
        """One fork per copy that the trusted side asked for; every other is refused."""
        notification = bytearray(_NOTIFICATION_BYTES)
        try:
            fcntl.ioctl(self._listener, _RECEIVE, notification)
            (number,) = struct.unpack_from("=Q", notification)
            permitted = self.forks_permitted > 0
            self.forks_permitted -= permitted
            response = (number, 0, 0, _CONTINUE) if permitted else (number, 0, -errno.EPERM, 0)
            fcntl.ioctl(self._listener, _SEND, bytearray(_RESPONSE.pack(*response)))
        except OSError as error:
            if error.errno != errno.ENOENT:  # ENOENT: whoever asked has died
                self._poll.unregister(self._listener)
