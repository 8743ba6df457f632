"""One submission's process: runs the cells, then parks and hands out copies of itself that answer calls.

The parked process is the state as the notebook left it: whatever a call breaks, the next copy is whole again. It
answers calls itself only of functions that leave no trace.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
from typing import Any, NoReturn

import numpy as np

from . import linux
from .calls import answer_calls, answer_series
from .cells import make_namespace, run_cells
from .stream import receive, send
from .wire import Calls, Copied, Copy, RunCells, Spawn, ToChild, decoder

_reader = decoder(ToChild)


def serve(channel: socket.socket, limits: Spawn) -> NoReturn:
    """Answer the trusted side until it hangs up."""
    random.seed(limits.seed)
    np.random.seed(limits.seed % (1 << 32))
    namespace = make_namespace()
    while (message := receive(channel, _reader, descriptors_max=1)) is not None:
        request, buffers, descriptors = message
        if isinstance(request, RunCells):
            run_cells(request, namespace, channel)
            _regain_descriptors()
        elif isinstance(request, Copy):
            _copy(channel, descriptors[0], namespace, limits)
        elif isinstance(request, Calls):
            answer_series(channel, request, buffers, namespace, limits.value_bytes)
    os._exit(0)


def _regain_descriptors() -> None:
    """Raise the limit by the reserve: a notebook that left too many files open must still be able to be judged."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _copy(channel: socket.socket, descriptor: int, namespace: dict[str, Any], limits: Spawn) -> None:
    try:
        child = os.fork()
    except OSError:
        child = -1  # the trusted side sees its end close, with nobody having spoken
    if child == 0:
        channel.close()
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        # Undone for the copy: a student may wait for nothing, but subprocess and friends expect the default.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        own = socket.socket(fileno=descriptor)
        send(own, Copied())
        answer_calls(own, namespace, limits.value_bytes)
    os.close(descriptor)
