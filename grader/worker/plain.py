"""A student's own notebook in an ordinary process: no sandbox, no copies, on any system.

Never used to grade. Frames come over standard input and go over what was standard output; what the notebook prints
goes where nobody reads it.
"""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Sequence
from typing import cast

import numpy as np

from .calls import answer_calls
from .cells import make_namespace, run_cells
from .shell import make_shell
from .stand_in import install as install_stand_in
from .stream import receive, send
from .wire import Ready, RunCells, ToChild, decoder

_CHUNK_BYTES = 1 << 20


class Pipes:
    """Two pipes that look like the socket which frames go over elsewhere."""

    def __init__(self, source: int, target: int) -> None:
        self._source, self._target = source, target

    def sendmsg(self, parts: Sequence[memoryview], _ancillary: object = None) -> int:
        """Write the beginning of the first part; says how much of it."""
        return os.write(self._target, parts[0][:_CHUNK_BYTES])

    def recvmsg(self, size: int, _space: int) -> tuple[bytes, list[tuple[int, int, bytes]], int, None]:
        """Read up to `size` bytes; nothing comes beside them."""
        return os.read(self._source, size), [], 0, None

    def recv_into(self, view: memoryview) -> int:
        """Read into `view`; says how much."""
        data = os.read(self._source, min(len(view), _CHUNK_BYTES))
        view[: len(data)] = data
        return len(data)


def main(seed: int, value_bytes: int) -> None:
    """Run the cells that the other side sends, then answer calls until it hangs up."""
    channel = cast("socket.socket", Pipes(os.dup(0), os.dup(1)))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    install_stand_in()
    make_shell()
    random.seed(seed)
    np.random.seed(seed % (1 << 32))
    namespace = make_namespace()
    send(channel, Ready())
    message = receive(channel, decoder(ToChild))
    if message is not None and isinstance(message[0], RunCells):
        run_cells(message[0], namespace, channel)
        answer_calls(channel, namespace, value_bytes)
