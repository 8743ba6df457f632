"""Frames over a blocking socket, for the worker side, which has nobody to be afraid of."""

from __future__ import annotations

import array
import os
import socket
import struct
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from .wire import PREFIX, frame, parse

Message = tuple[Any, list[bytearray], list[int]]
_PARTS_MAX = 512  # well below IOV_MAX
_TOGETHER_BYTES_MAX = 1 << 16
"""Small buffers are read at once and cut apart: reading each costs more than copying it."""


def send(
    channel: socket.socket,
    message: msgspec.Struct,
    buffers: Sequence[memoryview] = (),
    descriptors: Sequence[int] = (),
) -> None:
    """Send one frame whole."""
    parts = [memoryview(part) for part in frame(message, buffers) if len(part)]
    ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
    while parts:
        # Only where there are descriptors to send is there a system call for it (see `confine.seal`).
        few = parts[:_PARTS_MAX]
        is_plain = isinstance(channel, socket.socket) and not ancillary
        sent = os.writev(channel.fileno(), few) if is_plain else channel.sendmsg(few, ancillary)
        ancillary = []
        while parts and sent >= parts[0].nbytes:
            sent -= parts.pop(0).nbytes
        if sent:
            parts[0] = parts[0][sent:]


def receive(channel: socket.socket, reader: msgspec.msgpack.Decoder[Any], descriptors_max: int = 0) -> Message | None:
    """The next message with its buffers and descriptors; None when the other side hung up."""
    space = socket.CMSG_LEN(descriptors_max * 4) if descriptors_max else 0
    start, ancillary, _, _ = channel.recvmsg(PREFIX.size, space)
    if not start:
        return None
    descriptors = array.array("i")
    for _, _, data in ancillary:
        descriptors.frombytes(data)
    start += _exactly(channel, PREFIX.size - len(start))
    length, count = PREFIX.unpack(start)
    head = _exactly(channel, 8 * count + length)
    lengths = struct.unpack_from(f"<{count}Q", head)
    message = parse(memoryview(head)[8 * count :], reader)
    return message, _buffers(channel, lengths), list(descriptors)


def _buffers(channel: socket.socket, lengths: Sequence[int]) -> list[bytearray]:
    if sum(lengths) > _TOGETHER_BYTES_MAX:
        return [_exactly(channel, size) for size in lengths]
    together, start, buffers = _exactly(channel, sum(lengths)), 0, []
    for size in lengths:
        buffers.append(together[start : start + size])
        start += size
    return buffers


def _exactly(channel: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view, filled = memoryview(data), 0
    while filled < size:
        got = channel.recv_into(view[filled:])
        if got == 0:
            raise EOFError("the other side hung up in the middle of a message")
        filled += got
    return data


def flush_output() -> None:
    """Let the trusted side have what was printed before it has the reply."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: S112 - a student may have put anything there, or closed it
            continue
