"""What runs inside a Dask worker: functions, which Dask calls by name, and the station that they talk to."""

from __future__ import annotations

import atexit
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from grader.cluster.parcels import Admitted, Answer, Graded, Lost, Refused, address, decode_answer, encode

END_SECONDS = 10.0


@dataclass(slots=True)
class Station:
    """A station process that serves one course; it takes one batch at a time, whoever asks."""

    course: str
    """SHA-256 of the course as it was sent."""
    process: subprocess.Popen[bytes]
    connection: Connection
    lock: threading.Lock = field(default_factory=threading.Lock)
    admission: Answer | None = None

    @classmethod
    def start(cls, course: bytes, place: int, places: int) -> Station:
        """Start one on the core of its place, and hand it the course."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-m", "grader.cluster.station", *map(str, (theirs.fileno(), place, places))],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        station = cls(address(course), process, Connection(ours.detach()))
        station.admission = station.ask(course)
        return station

    def ask(self, message: bytes) -> Answer:
        """Its answer; `Lost` when it ends instead."""
        with self.lock:
            try:
                self.connection.send_bytes(message)
                return decode_answer(self.connection.recv_bytes())
            except (EOFError, OSError, msgspec.MsgspecError) as error:
                return Lost(f"its station ended ({type(error).__name__})")

    def close(self) -> None:
        """Hang up, and see it go."""
        self.connection.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_station: Station | None = None
_starting = threading.Lock()


def admit(course: bytes, sha256: str, place: int, places: int) -> bytes:
    """Take in a course, replace the station by one that serves it, and say what its reports will depend on.

    Its place among so many places on its host says which core it takes.
    """
    global _station
    if address(course) != sha256:
        return encode(Refused("the course did not arrive as it was sent"))
    with _starting:
        if _station is None or _station.course != sha256 or not isinstance(_station.admission, Admitted):
            _dismiss()
            _station = Station.start(course, place, places)
        assert _station.admission is not None
        return encode(_station.admission)


def grade_batch(sha256: str, batch: bytes) -> bytes:
    """The reports on a batch, by the station that serves this course."""
    station = _station
    if station is None or station.course != sha256:
        return encode(Lost("it has not been given the course"))
    answer = station.ask(batch)
    if isinstance(answer, Graded):
        return encode(msgspec.structs.replace(answer, worker=_own_address()))
    with _starting:
        if _station is station:
            _dismiss()
    return encode(answer)


def abandon() -> None:
    """End what is being graded, because nobody waits for it any more."""
    station = _station
    if station is not None:
        station.process.terminate()


def _dismiss() -> None:
    global _station
    if _station is not None:
        _station.close()
        _station = None


def _own_address() -> str:
    from distributed import get_worker

    worker: Any = get_worker()
    return str(worker.address)


atexit.register(_dismiss)
