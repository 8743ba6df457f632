"""Calling a student's function, and describing what came of it.

Runs in the parked process where the function leaves no trace, and in a copy of it otherwise. Arguments are decoded anew
for each call, so a function that changes its inputs changes copies; that it did is part of the answer.
"""

from __future__ import annotations

import os
import socket
from typing import Any, NoReturn

import msgspec
import numpy as np

from .faults import describe
from .packing import Packer, Unsendable
from .stream import flush_output, receive, send
from .values import ArrayNode, Node, unpack
from .wire import Answer, Calls, Case, Fetch, ToChild, decoder

_MISSING = object()
_PIECE_BYTES = 1 << 16
"""Arrays are compared in pieces that stay in the processor's cache, as bytes: views compare byte by byte."""
_reader = decoder(ToChild)


def answer_calls(channel: socket.socket, namespace: dict[str, Any], value_bytes: int) -> NoReturn:
    """Answer calls until the trusted side hangs up."""
    while (message := receive(channel, _reader)) is not None:
        request, buffers, _ = message
        if isinstance(request, Calls):
            answer_series(channel, request, buffers, namespace, value_bytes)
        elif isinstance(request, Fetch):
            packer = Packer(value_bytes)
            answer = _answer(request.id, 0, namespace.get(request.name, _MISSING), packer)
            flush_output()
            send(channel, answer, packer.buffers)
    os._exit(0)


def answer_series(
    channel: socket.socket,
    request: Calls,
    buffers: list[bytearray],
    namespace: dict[str, Any],
    value_bytes: int,
) -> None:
    """One answer per case."""
    function = namespace.get(request.function, _MISSING)
    for index, case in enumerate(request.cases):
        answer, data = _call(request.id, index, function, case, buffers, value_bytes)
        flush_output()
        send(channel, answer, data)


def _call(
    number: int, index: int, function: Any, case: Case, buffers: list[bytearray], value_bytes: int
) -> tuple[Answer, list[memoryview]]:
    positional = [unpack(node, buffers) for node in case.positional]
    keyword = {name: unpack(node, buffers) for name, node in case.keyword.items()}
    packer = Packer(value_bytes)
    try:
        value = function(*positional, **keyword)
    except BaseException as error:  # student code may raise anything, SystemExit included
        answer = Answer(number, index, exception=describe(error))
    else:
        answer = _answer(number, index, value, packer)
    changed: list[int | str] = [
        place for place, node in enumerate(case.positional) if _changed(node, positional[place], buffers)
    ]
    changed += [name for name, node in case.keyword.items() if _changed(node, keyword[name], buffers)]
    if changed:
        answer = msgspec.structs.replace(answer, changed=changed)
    return answer, packer.buffers


def _answer(number: int, index: int, value: Any, packer: Packer) -> Answer:
    try:
        return Answer(number, index, value=packer.pack(value))
    except Unsendable as refusal:
        problem = str(refusal)
    except BaseException as error:  # student classes may raise from any method
        problem = f"something that could not be read ({type(error).__name__})"
    packer.buffers.clear()
    return Answer(number, index, refused=problem)


def _changed(node: Node, value: Any, buffers: list[bytearray]) -> bool:
    """Whether an argument differs from what was sent, bit for bit."""
    if isinstance(node, ArrayNode):
        if value.shape != node.shape or value.dtype.str != node.dtype:
            return True
        sent = buffers[node.buffer]
        if value.nbytes <= _PIECE_BYTES or not value.flags.c_contiguous:
            return bool(value.tobytes() != sent)
        data = value.reshape(-1).view(np.uint8)
        pieces = range(0, value.nbytes, _PIECE_BYTES)
        return any(data[at : at + _PIECE_BYTES].tobytes() != sent[at : at + _PIECE_BYTES] for at in pieces)
    if node is None or isinstance(node, bool | int | float | str):
        return False
    try:
        return _bytes(value) != _bytes(unpack(node, buffers))
    except BaseException:  # what was sent can be packed, so what cannot be is something else by now
        return True


def _bytes(value: Any) -> bytes:
    packer = Packer(1 << 30)
    node = packer.pack(value)
    return msgspec.msgpack.encode(node) + b"".join(packer.buffers)
