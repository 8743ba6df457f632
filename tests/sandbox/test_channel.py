"""Frames from a hostile sender: whatever arrives is a message of the protocol, or a violation, soon and in bounds."""

from __future__ import annotations

import array
import os
import random
import resource
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from grader.sandbox.answers import READER
from grader.sandbox.channel import Channel, Closed
from grader.sandbox.pump import Deadline, Late, Pump
from grader.worker import wire
from grader.worker.packing import Packer
from grader.worker.values import BUFFERS_MAX, ArrayNode, Node, Violation, unpack

SEED = 20261123
FRAMES = 100_000
BYTES_MAX = 1 << 20


@pytest.fixture
def pair() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    channel = Channel(ours, Pump({}))
    yield channel, theirs
    channel.close()
    theirs.close()


def whole(message: msgspec.Struct, buffers: list[memoryview] | None = None) -> bytes:
    return b"".join(bytes(part) for part in wire.frame(message, buffers or []))


def answer(value: Any) -> bytes:
    packer = Packer(BYTES_MAX)
    return whole(wire.Answer(7, 0, packer.pack(value)), packer.buffers)


VALUES: list[Any] = [
    None,
    -1,
    2**90,
    1.5,
    2j,
    "text",
    b"bytes",
    [1, [2, (3.0, {"a": None})]],
    np.arange(12.0).reshape(3, 4),
    [np.zeros((0, 3)), np.float32(2), np.array(["ab"]), np.array([True, False])],
]
REAL = [answer(value) for value in VALUES] + [
    whole(wire.Ready()),
    whole(wire.Copied()),
    whole(wire.CellDone(3, wire.ExceptionNode("ValueError", "text", ["ValueError"], [wire.FrameNode(1, 2, "f", "x")]))),
    whole(wire.CellsDone({"softmax": "function"})),
    whole(wire.Failed("no")),
]


def read(data: bytes) -> object:
    """What the trusted side makes of one frame that has arrived whole: the two steps that see a sender's bytes."""
    if len(data) < wire.PREFIX.size:
        raise Closed
    length, count = wire.PREFIX.unpack_from(data)
    if length > wire.HEADER_BYTES_MAX or count > BUFFERS_MAX:
        raise Violation("too large")
    start = wire.PREFIX.size
    if len(data) < start + 8 * count + length:
        raise Closed
    sizes = struct.unpack_from(f"<{count}Q", data, start)
    if sum(sizes) > BYTES_MAX:
        raise Violation("too large")
    start += 8 * count
    message = wire.parse(data[start : start + length], READER)
    buffers, start = [], start + length
    for size in sizes:
        buffers.append(bytearray(data[start : start + size]))
        start += size
    return unpack(message.value, buffers) if isinstance(message, wire.Answer) else message


def mutate(random_: random.Random, data: bytes) -> bytes:
    """A real frame with a few things wrong."""
    frame = bytearray(data)
    for _ in range(random_.randint(1, 4)):
        place = random_.randrange(len(frame)) if frame else 0
        match random_.randrange(8):
            case 0:
                del frame[place:]
            case 1:
                frame[place:place] = random_.randbytes(random_.randint(1, 16))
            case 2 if frame:
                frame[place] = random_.randrange(256)
            case 3 if frame:
                frame[place] ^= 1 << random_.randrange(8)
            case 4:
                frame[place : place + 8] = struct.pack("<Q", random_.choice([0, 1, 2**31, 2**62, 2**64 - 1]))
            case 5:
                del frame[place : place + random_.randint(1, 8)]
            case 6:
                frame += frame[place:]
            case _:
                frame[place:place] = bytes([random_.choice(b"\x90\x91\xdd\xdc\x81\xde\xdf\xc6\xdb\xc9")]) * 3
    return bytes(frame)


def generate(random_: random.Random) -> bytes:
    """A well-formed frame around a header of any shape."""

    def thing(depth: int) -> Any:
        kinds: list[Any] = [None, True, -1, 2**63, 1e308, "array", "Answer", "x" * 50, b"\xff" * 9, "<f8", "|O8", 2**62]
        if depth > 5 or random_.random() < 0.5:
            return random_.choice(kinds)
        if random_.random() < 0.5:
            return [thing(depth + 1) for _ in range(random_.randrange(6))]
        keys = ["type", "id", "index", "value", "exception", "refused", "changed", "number", "names", "problem"]
        return {random_.choice(keys): thing(depth + 1) for _ in range(random_.randrange(6))}

    message = thing(0)
    if isinstance(message, dict):
        message["type"] = random_.choice(["Answer", "CellDone", "CellsDone", "Ready", "Copied", "Failed", "Calls", "x"])
    elif random_.random() < 0.3:
        shape = [random_.choice([0, 1, 3, -1, 2**31, 2**62]) for _ in range(random_.randrange(4))]
        dtype = random_.choice(["<f8", "|O8", "|V8", "<U4", ">f8", "f8", "<M8[s]", "|b1", "<f16", "|S0", "<U9999999"])
        node = ["array", dtype, shape, random_.choice([0, 1, -1, 2**40]), random_.choice(["C", "F", "strided", "?"])]
        message = {"type": "Answer", "id": 7, "index": 0, "value": node}
    header = msgspec.msgpack.encode(message)
    buffers = [random_.randbytes(random_.choice([0, 1, 8, 24])) for _ in range(random_.randrange(3))]
    lengths = b"".join(struct.pack("<Q", len(buffer)) for buffer in buffers)
    return wire.PREFIX.pack(len(header), len(buffers)) + lengths + header + b"".join(buffers)


def test_every_real_frame_is_read() -> None:
    for value, frame in zip(VALUES, REAL, strict=False):
        np.testing.assert_equal(read(frame), value)


def test_a_hundred_thousand_frames_are_read_or_refused_and_nothing_else() -> None:
    random_ = random.Random(SEED)
    outcomes = {"read": 0, "refused": 0}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(FRAMES):
        frame = generate(random_) if number % 2 else mutate(random_, random_.choice(REAL))
        try:
            read(frame)
            outcomes["read"] += 1
        except (Violation, Closed):
            outcomes["refused"] += 1
    assert min(outcomes.values()) > FRAMES // 100, outcomes
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 << 10, "memory in KiB"


def test_a_thousand_frames_through_a_live_socket() -> None:
    random_ = random.Random(SEED)
    for number in range(1_000):
        ours, theirs = socket.socketpair()
        channel = Channel(ours, Pump({}))
        frame = generate(random_) if number % 2 else mutate(random_, random_.choice(REAL))
        theirs.sendall(frame)
        theirs.close()
        try:
            received = channel.receive(READER, Deadline(5), bytes_max=BYTES_MAX)
            unpack(getattr(received.message, "value", None), received.buffers)
        except (Violation, Closed):
            pass
        finally:
            channel.close()


@pytest.mark.parametrize(
    "frame",
    [
        wire.PREFIX.pack(wire.HEADER_BYTES_MAX + 1, 0),
        wire.PREFIX.pack(10, BUFFERS_MAX + 1),
        wire.PREFIX.pack(1, 1) + struct.pack("<Q", 2**63) + b"\xc0",
        wire.PREFIX.pack(1, 2) + struct.pack("<QQ", BYTES_MAX, 1) + b"\xc0",
        wire.PREFIX.pack(100_000, 0) + b"\x91" * 100_000,
        wire.PREFIX.pack(5, 0) + b"\xdd\xff\xff\xff\xff",
    ],
    ids=["header", "count", "one buffer", "all buffers", "depth", "array length"],
)
def test_what_is_too_large_is_refused_before_it_is_read(pair: tuple[Channel, socket.socket], frame: bytes) -> None:
    channel, theirs = pair
    theirs.sendall(frame)
    with pytest.raises(Violation):
        channel.receive(READER, Deadline(5), bytes_max=BYTES_MAX)


@pytest.mark.parametrize(
    "node",
    [
        ArrayNode("<f8", (2**62, 0), 0),
        ArrayNode("<f8", (0, 2**62), 0),
        ArrayNode("<f8", (3,), 0),
        ArrayNode("<f8", (-1,), 0),
        ArrayNode("<f8", (1,) * 40, 0),
        ArrayNode("<f8", (1,), 5),
        ArrayNode("<f8", (1,), -1),
        ArrayNode("|O8", (1,), 0),
        ArrayNode("|V8", (1,), 0),
        ArrayNode(">f8", (1,), 0),
        ArrayNode("<M8[s]", (1,), 0),
        ArrayNode("<U2", (1,), 0),
    ],
)
def test_an_array_that_does_not_add_up_is_a_violation(node: Node) -> None:
    with pytest.raises(Violation):
        unpack(node, [bytearray(b"\xff" * 8)])


def test_bytes_that_are_no_bools_become_bools() -> None:
    array_ = unpack(ArrayNode("|b1", (3,), 0), [bytearray(b"\x00\x01\xff")])
    assert array_.view(np.uint8).tolist() == [0, 1, 1]


def test_a_slow_drip_does_not_reset_the_deadline(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair

    def drip() -> None:
        for byte in REAL[7]:
            try:
                theirs.send(bytes([byte]))
            except OSError:
                return
            time.sleep(0.05)

    thread = threading.Thread(target=drip)
    thread.start()
    start = time.monotonic()
    with pytest.raises(Late):
        channel.receive(READER, Deadline(0.3), bytes_max=BYTES_MAX)
    assert time.monotonic() - start < 2
    channel.close()
    thread.join()


def test_a_receiver_who_never_reads_does_not_block_the_sender(pair: tuple[Channel, socket.socket]) -> None:
    channel, _ = pair
    with pytest.raises(Late):
        channel.send(wire.Failed("x"), Deadline(0.3), [memoryview(bytes(32 << 20))])


def test_descriptors_that_nobody_asked_for_are_closed(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair
    before = len(list(Path("/proc/self/fd").iterdir()))
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [theirs.fileno()] * 20))]
    for with_descriptor in (False, True):
        theirs.sendmsg([REAL[-5]], rights)
        received = channel.receive(READER, Deadline(5), with_descriptor=with_descriptor)
        assert len(received.descriptors) == with_descriptor
        for descriptor in received.descriptors:
            os.close(descriptor)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_frame_cut_short_is_a_closed_channel(pair: tuple[Channel, socket.socket]) -> None:
    channel, theirs = pair
    theirs.sendall(REAL[8][:-1])
    theirs.shutdown(socket.SHUT_WR)
    with pytest.raises(Closed):
        channel.receive(READER, Deadline(5), bytes_max=BYTES_MAX)
