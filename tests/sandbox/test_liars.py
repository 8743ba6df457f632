"""Student code that has taken over its own process, and lies to the trusted side in the worker's name."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.errors import Crashed, Raised
from grader.model import Arguments
from grader.sandbox.handles import is_child_of, process_of
from tests.sandbox.conftest import LIMITS, Run

TAKE_OVER = """
import array, os, socket, sys, threading, time, types
calls, cells, child, stream, values, wire = (
    sys.modules["worker." + name] for name in ("calls", "cells", "child", "stream", "values", "wire"))
def f(): return 1
"""
SHORT = dataclasses.replace(LIMITS, notebook_seconds=1.0)


def answer(expression: str) -> str:
    """Source that makes every answer carry `expression` for a value."""
    return f"calls._answer = lambda number, index, value, packer: wire.Answer(number, index, value={expression})"


def test_a_child_that_stops_its_clock_does_not_stop_ours(run: Run) -> None:
    lie = "cells.time = types.SimpleNamespace(process_time=lambda: 0, monotonic=lambda: 0)"
    start = time.monotonic()
    run(TAKE_OVER + lie, *["time.sleep(2)"] * 30, limits=SHORT)
    assert time.monotonic() - start < 30


def test_long_texts_of_exceptions_are_cut(run: Run) -> None:
    lie = "cells.describe = lambda error: wire.ExceptionNode('E' * 999, 'x' * 4_000_000, [], [])"
    _, faults = run(TAKE_OVER + lie, "1/0")
    assert len(faults[0].message) <= 4_000
    assert len(faults[0].kind) <= 200
    session, _ = run(
        TAKE_OVER + "calls.describe = lambda error: wire.ExceptionNode('E' * 999, 'x' * 4_000_000, [], [])\n"
        "def f(): 1 / 0"
    )
    fault = session.call("f", [Arguments()])[0].fault
    assert isinstance(fault, Raised)
    assert len(fault.text) <= 4_000


def test_thousands_of_cells_that_raise_fit_in_a_report(run: Run) -> None:
    _, faults = run(*["raise ValueError('x' * 5000)"] * 1000)
    assert len(faults) == 1000
    assert len(faults[0].message) > 1_000
    assert sum(len(fault.message) for fault in faults) < 500_000


def test_a_series_of_large_headers_is_cut_off(run: Run) -> None:
    session, _ = run(TAKE_OVER + "large = values.BytesNode(bytes(3 << 20))\n" + answer("large"))
    answers = session.call("f", [Arguments()] * 40)
    assert len(answers) < 10
    assert isinstance(answers[-1].fault, Crashed)


def test_a_dict_of_colliding_keys_is_refused(run: Run) -> None:
    keys = "[values.IntegerNode(f'{((1 << 61) - 1) * (n << 10 | 1):x}') for n in range(100_000)]"
    session, _ = run(TAKE_OVER + answer(f"values.DictNode({keys}, [None] * 100_000)"))
    start = time.monotonic()
    assert isinstance(session.call("f", [Arguments()])[0].fault, Crashed)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("shape", ["(0, 1 << 39)", "(1 << 30, 0)", "(0, 5000, 5000)"])
def test_an_empty_array_of_an_impossible_shape_is_refused(run: Run, shape: str) -> None:
    lie = f"packer.buffers.append(memoryview(b'')) or values.ArrayNode('<U9999999', {shape}, 0)"
    session, _ = run(TAKE_OVER + answer(lie))
    assert isinstance(session.call("f", [Arguments()])[0].fault, Crashed)


def test_descriptors_that_were_not_asked_for_are_closed(run: Run) -> None:
    lie = """
def copy(channel, descriptor, namespace, limits):
    for byte in b"".join(bytes(part) for part in stream.frame(wire.Copied())):
        channel.sendmsg([bytes([byte])], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))])
child._copy = copy
"""
    session, _ = run(TAKE_OVER + lie)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        session.call("f", [Arguments()])
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_stolen_fork_ends_the_child_that_it_was_stolen_from(run: Run) -> None:
    thief = """
def thief():
    while True:
        try:
            if os.fork() == 0: time.sleep(1000)
        except OSError: pass
for _ in range(3): threading.Thread(target=thief, daemon=True).start()
"""
    session, _ = run(TAKE_OVER + thief)
    for _ in range(6):
        session.call("f", [Arguments()])
        session.renew()
    # The thread may lose the race; when it has won twice, there is no process left to win it in.
    assert session._child is None or all(answer.fault is None for answer in session.call("f", [Arguments()]))


def test_the_handle_of_another_process_is_no_handle_of_a_copy(run: Run) -> None:
    lie = """
pidfd_open = os.pidfd_open
os.pidfd_open = lambda pid: pidfd_open(os.getpid())
"""
    session, _ = run(TAKE_OVER + lie)
    assert isinstance(session.call("f", [Arguments()])[0].fault, Crashed)


def test_a_slow_copy_uses_up_the_time_for_calls(run: Run) -> None:
    lie = "copy = child._copy\ndef slow(*words):\n    time.sleep(3)\n    copy(*words)\nchild._copy = slow"
    session, _ = run(TAKE_OVER + lie, limits=SHORT)
    start = time.monotonic()
    for _ in range(10):
        session.call("f", [Arguments()])
        session.renew()
    assert time.monotonic() - start < 15


def test_only_a_living_child_is_a_child() -> None:
    ours = os.pidfd_open(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        theirs = os.pidfd_open(process.pid)
        assert is_child_of(theirs, ours)
        assert not is_child_of(ours, theirs)
        assert not is_child_of(ours, ours)
        process.kill()
    assert process_of(theirs) == -1
    assert not is_child_of(theirs, ours)
    null = os.open(os.devnull, os.O_RDONLY)
    assert not is_child_of(null, ours)
    for descriptor in (ours, theirs, null):
        os.close(descriptor)
