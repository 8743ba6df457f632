"""The messages that cross the wall.

A frame is two little-endian 32-bit numbers (length of the header, count of buffers), one 64-bit length per buffer, the
header in msgpack, then the buffers as they are: arrays never pass through the serialiser. Everything has a bound, which
the reader checks before it allocates. Both sides use this module; the trusted side must never need more of a sender's
good will than it takes to find these types in the header.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import msgspec

from .values import Node, Violation

HEADER_BYTES_MAX = 4 << 20
PREFIX = struct.Struct("<II")
OWN_PID = 0x5E1FC0DE
"""Stands in the seccomp program where the child's own process number goes."""


class Prepare(msgspec.Struct, tag=True, frozen=True):
    """To the zygote, once: what every child gets."""

    isolation: str
    program: bytes
    """The seccomp filter; empty for none."""
    readable: list[str]
    """What Landlock leaves a child to read; empty where the root holds nothing else anyway."""
    modules: list[str]
    """What to import before the first child."""


class Spawn(msgspec.Struct, tag=True, frozen=True):
    """To the zygote, with three descriptors: the child's channel, standard output, standard error."""

    seed: int
    memory_bytes: int
    disk_bytes: int
    value_bytes: int
    cpu_seconds: int
    threads: int
    open_files: int


class Twin(msgspec.Struct, tag=True, frozen=True):
    """To the zygote, with one descriptor: fork another zygote, which serves whoever holds the other end."""

    core: int | None
    """Where it runs, with all that it forks; None to let the scheduler choose."""


class CellSource(msgspec.Struct, array_like=True, frozen=True):
    """One code cell; `number` as in `In [number]`."""

    number: int
    source: str


class RunCells(msgspec.Struct, tag=True, frozen=True):
    """To a child: run these in order."""

    cells: list[CellSource]
    cell_seconds: float
    notebook_seconds: float
    clock_factor: float


class Copy(msgspec.Struct, tag=True, frozen=True):
    """To a parked child, with one descriptor: fork a copy that serves calls on that channel."""


class Case(msgspec.Struct, array_like=True, frozen=True):
    """The arguments of one call."""

    positional: list[Node]
    keyword: dict[str, Node]


class Calls(msgspec.Struct, tag=True, frozen=True):
    """To a copy, or to the parked child where the function leaves no trace: call it once per case and answer each."""

    id: int
    function: str
    cases: list[Case]


class Fetch(msgspec.Struct, tag=True, frozen=True):
    """To a copy: answer with the value of a name."""

    id: int
    name: str


class Prepared(msgspec.Struct, tag=True, frozen=True):
    """From the zygote."""


class Spawned(msgspec.Struct, tag=True, frozen=True):
    """From the zygote, with a pidfd of the child."""


class Ready(msgspec.Struct, tag=True, frozen=True):
    """From a child before any student code, with its seccomp listener where there is one."""


class Failed(msgspec.Struct, tag=True, frozen=True):
    """The sandbox could not be made; never about student code."""

    problem: str


class FrameNode(msgspec.Struct, array_like=True, frozen=True):
    """One step of a traceback; `cell` is None outside the notebook."""

    cell: int | None
    line: int
    function: str
    source: str


class ExceptionNode(msgspec.Struct, array_like=True, frozen=True):
    """An exception that student code raised, as text."""

    kind: str
    text: str
    bases: list[str]
    frames: list[FrameNode]
    line: int | None = None
    """Line in the cell, for an exception of a cell."""


class CellDone(msgspec.Struct, tag=True, frozen=True):
    """From a child: the cell ended, with an exception or without."""

    number: int
    exception: ExceptionNode | None = None


class CellsDone(msgspec.Struct, tag=True, frozen=True):
    """From a child: all cells ended and left these names behind, each a `function` or a `value`."""

    names: dict[str, str]
    stateless: list[str] = []
    """Functions that leave no trace, whatever they are called with; none where something else runs beside them."""


class Copied(msgspec.Struct, tag=True, frozen=True):
    """From a copy, before anything else; the kernel tells the trusted side which process said it."""


class Answer(msgspec.Struct, tag=True, frozen=True):
    """From a copy, or from the parked child: what one call came to. At most one of `exception` and `refused` is set."""

    id: int
    index: int
    value: Node = None
    exception: ExceptionNode | None = None
    refused: str | None = None
    changed: list[int | str] = []
    """Arguments that hold other values after the call: positions or keywords."""


ToZygote = Prepare | Spawn | Twin
ToChild = RunCells | Copy | Calls | Fetch
FromZygote = Prepared | Spawned | Failed
FromChild = Ready | Failed | CellDone | CellsDone | Copied | Answer

_encoder = msgspec.msgpack.Encoder()


def decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """A decoder that accepts only messages of `kind`, a union of the types above."""
    return msgspec.msgpack.Decoder(kind)


def parse(header: bytes | bytearray | memoryview, reader: msgspec.msgpack.Decoder[Any]) -> Any:
    """The message in `header`. Raises `Violation` when it is none."""
    try:
        return reader.decode(header)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise Violation(f"not a message: {str(error)[:200]}") from None


def frame(message: msgspec.Struct, buffers: Sequence[memoryview] = ()) -> list[bytes | memoryview]:
    """The parts of one frame, ready for `sendmsg`."""
    header = _encoder.encode(message)
    lengths = struct.pack(f"<{len(buffers)}Q", *(buffer.nbytes for buffer in buffers))
    return [PREFIX.pack(len(header), len(buffers)) + lengths + header, *buffers]
