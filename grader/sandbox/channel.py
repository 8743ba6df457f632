"""Frames over a socket whose other end is hostile.

Every length is checked before anything is allocated, every wait has an absolute deadline, nothing blocks: neither a
sender who stops half-way nor a receiver who never reads can hold this side.
"""

from __future__ import annotations

import array
import os
import socket
import struct
from collections.abc import Callable, Sequence
from functools import partial
from select import POLLIN, POLLOUT
from typing import Any

import msgspec

from grader.sandbox.pump import Deadline, Pump
from grader.worker.values import BUFFERS_MAX, Violation
from grader.worker.wire import HEADER_BYTES_MAX, PREFIX, frame, parse

_PARTS_MAX = 512  # well below IOV_MAX
_LENGTH = struct.Struct("<Q")
_AHEAD_BYTES = 1 << 16
"""How much is read at once; what is larger is read straight into its place."""
_CREDENTIALS = struct.Struct("=iII")  # struct ucred: process, user, group


class Closed(Exception):
    """The other end hung up."""


class Received:
    """One message with what came beside it; close what you do not keep."""

    def __init__(
        self, message: Any, header_bytes: int, buffers: Sequence[bytearray], descriptors: Sequence[int]
    ) -> None:
        self.message, self.header_bytes = message, header_bytes
        self.buffers, self.descriptors = buffers, descriptors


class Channel:
    """Sends and receives frames within deadlines, draining everything else of that child while it waits."""

    def __init__(self, connection: socket.socket, pump: Pump) -> None:
        connection.setblocking(False)
        self._socket, self._pump = connection, pump
        self._ahead = bytearray()

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def fileno(self) -> int:
        """The socket's descriptor."""
        return self._socket.fileno()

    def is_silent(self) -> bool:
        """Whether nothing is waiting to be read: whoever speaks before being asked breaks the protocol."""
        if self._ahead:
            return False
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def sender(self, deadline: Deadline) -> int:
        """The number of the process that wrote what waits to be read, as the kernel knows it; -1 where it does not.

        Raises `Closed` or `Late`. The socket must have been made to ask for it (SO_PASSCRED) before anybody wrote.
        """
        while True:
            try:
                data, ancillary, _, _ = self._socket.recvmsg(1, socket.CMSG_SPACE(_CREDENTIALS.size), socket.MSG_PEEK)
            except BlockingIOError:
                self._pump.wait(self._socket.fileno(), POLLIN, deadline)
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            if not data:
                raise Closed("it hung up")
            told = [sent for _, kind, sent in ancillary if kind == socket.SCM_CREDENTIALS]
            return int(_CREDENTIALS.unpack(told[0])[0]) if told and len(told[0]) == _CREDENTIALS.size else -1

    def send(
        self,
        message: msgspec.Struct,
        deadline: Deadline,
        buffers: Sequence[memoryview] = (),
        descriptors: Sequence[int] = (),
    ) -> None:
        """Send one frame. Raises `Closed` or `Late`."""
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
        self._write(frame(message, buffers), ancillary, deadline)

    def send_all(self, frames: Sequence[tuple[msgspec.Struct, Sequence[memoryview]]], deadline: Deadline) -> None:
        """Send several frames in one piece. Raises `Closed` or `Late`."""
        self._write([part for message, buffers in frames for part in frame(message, buffers)], [], deadline)

    def _write(
        self, data: Sequence[bytes | memoryview], ancillary: list[tuple[int, int, array.array[int]]], deadline: Deadline
    ) -> None:
        parts = [memoryview(part) for part in data if len(part)]
        while parts:
            try:
                sent = self._socket.sendmsg(parts[:_PARTS_MAX], ancillary, socket.MSG_NOSIGNAL)
            except BlockingIOError:
                self._pump.wait(self._socket.fileno(), POLLOUT, deadline)
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            ancillary = []
            while parts and sent >= parts[0].nbytes:
                sent -= parts.pop(0).nbytes
            if sent:
                parts[0] = parts[0][sent:]

    def receive(
        self,
        reader: msgspec.msgpack.Decoder[Any],
        deadline: Deadline,
        *,
        bytes_max: int = 0,
        with_descriptor: bool = False,
    ) -> Received:
        """The next frame, with at most `bytes_max` bytes of buffers. Raises `Closed`, `Late` or `Violation`."""
        descriptors: list[int] = []
        try:
            if with_descriptor and not self._ahead:
                self._fill(PREFIX.size, deadline, descriptors)
            length, count = PREFIX.unpack(self._exactly(PREFIX.size, deadline))
            if length > HEADER_BYTES_MAX or count > BUFFERS_MAX:
                raise Violation("a frame larger than allowed")
            sizes = [size for (size,) in _LENGTH.iter_unpack(self._exactly(8 * count, deadline))] if count else []
            if sum(sizes) > bytes_max:
                raise Violation("a frame larger than allowed")
            message = parse(self._exactly(length, deadline), reader)
            return Received(message, length, [self._exactly(size, deadline) for size in sizes], descriptors)
        except BaseException:
            for descriptor in descriptors:
                os.close(descriptor)
            raise

    def _exactly(self, size: int, deadline: Deadline) -> bytearray:
        """So many bytes: small ones from what was read ahead, the rest of large ones straight into their place."""
        ahead = self._ahead
        if len(ahead) < size < _AHEAD_BYTES:
            self._fill(size, deadline)
        if len(ahead) >= size:
            data = ahead[:size]
            del ahead[:size]
            return data
        data, filled = bytearray(size), len(ahead)
        data[:filled] = ahead
        ahead.clear()
        with memoryview(data) as view:
            while filled < size:
                filled += self._read(deadline, partial(self._socket.recv_into, view[filled:]))
        return data

    def _fill(self, size: int, deadline: Deadline, descriptors: list[int] | None = None) -> None:
        """Read ahead until `size` bytes are there: a frame, and the next ones if they have come too."""
        while len(self._ahead) < size:
            if descriptors is None:
                self._read(deadline, self._ahead_of)
            else:
                self._read(deadline, partial(self._ahead_of_with, descriptors))

    def _ahead_of(self) -> int:
        data = self._socket.recv(_AHEAD_BYTES)
        self._ahead += data
        return len(data)

    def _ahead_of_with(self, descriptors: list[int]) -> int:
        # Room for one descriptor: the kernel closes what does not fit.
        data, ancillary, _, _ = self._socket.recvmsg(_AHEAD_BYTES, socket.CMSG_LEN(4), socket.MSG_CMSG_CLOEXEC)
        for _, kind, sent in ancillary:
            if kind == socket.SCM_RIGHTS:
                descriptors.extend(array.array("i", sent[: len(sent) - len(sent) % 4]))
        self._ahead += data
        return len(data)

    def _read(self, deadline: Deadline, read: Callable[[], int]) -> int:
        while True:
            try:
                got = read()
            except BlockingIOError:
                self._pump.wait(self._socket.fileno(), POLLIN, deadline)
            except OSError as error:
                raise Closed(str(error)) from None
            else:
                if got == 0:
                    raise Closed("it hung up")
                return got
