"""The process of a student's own notebook where there is no sandbox: frames over its standard input and output."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

import grader
from grader.model import Limits
from grader.sandbox.answers import READER
from grader.worker import wire
from grader.worker.values import BUFFERS_MAX, Violation

END_SECONDS = 5.0

_START = """
import importlib.util, sys
folder = sys.argv[1]
found = importlib.util.spec_from_file_location("worker", folder + "/__init__.py", submodule_search_locations=[folder])
package = sys.modules["worker"] = importlib.util.module_from_spec(found)
found.loader.exec_module(package)
from worker.plain import main
numbers = [int(each) for each in sys.argv[2:4]]
del sys.argv[1:]
main(*numbers)
"""


class Gone(Exception):
    """The process has ended."""


class Late(Exception):
    """It did not answer in time."""


class PlainProcess:
    """One run of the notebook: frames to it, and from it within a time limit."""

    def __init__(self, limits: Limits, seed: int) -> None:
        self._folder = tempfile.mkdtemp(prefix="grader-")
        worker = str(Path(grader.__file__).parent / "worker")
        words = [worker, str(seed), str(limits.value_mib << 20)]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env={**os.environ, "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._frames: queue.SimpleQueue[tuple[object, list[bytearray]] | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="reader", daemon=True)
        self._reader.start()

    def send(self, message: msgspec.Struct, buffers: Sequence[memoryview] = ()) -> None:
        """Send one frame. Raises `Gone`."""
        try:
            for part in wire.frame(message, buffers):
                self._stdin.write(part)
            self._stdin.flush()
        except OSError:
            raise Gone from None

    def receive(self, seconds: float) -> tuple[object, list[bytearray]]:
        """The next message and its buffers. Raises `Gone` or `Late`."""
        try:
            found = self._frames.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            raise Late from None
        if found is None:
            raise Gone
        return found

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._reader.join(END_SECONDS)  # it has met the end of the pipe by now
        for stream in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):
                stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self) -> None:
        try:
            while True:
                self._frames.put(_frame(self._stdout))
        except (Gone, Violation, OSError, ValueError):
            self._frames.put(None)


def _frame(stream: IO[bytes]) -> tuple[object, list[bytearray]]:
    length, count = wire.PREFIX.unpack(_exactly(stream, wire.PREFIX.size))
    if length > wire.HEADER_BYTES_MAX or count > BUFFERS_MAX:
        raise Violation("a frame larger than allowed")
    sizes = struct.unpack(f"<{count}Q", _exactly(stream, 8 * count))
    message = wire.parse(_exactly(stream, length), READER)
    return message, [bytearray(_exactly(stream, size)) for size in sizes]


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Gone
    return data
