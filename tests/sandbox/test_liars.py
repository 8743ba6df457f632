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
    session, _ = run(TAKE_OVER + thief + "seen = []\ndef f(): seen.append(1)")
    for _ in range(6):
        session.call("f", [Arguments()])
        session.renew()
    # The thread may lose the race; when it has won twice, there is no process left to win it in.
    assert session._child is None or all(answer.fault is None for answer in session.call("f", [Arguments()]))


def test_the_parked_process_cannot_speak_for_a_copy(run: Run) -> None:
    lie = """
def copy(channel, descriptor, namespace, limits):
    own = socket.socket(fileno=descriptor)
    stream.send(own, wire.Copied())
    calls.answer_calls(own, namespace, limits.value_bytes)
child._copy = copy
seen = []
def f(): seen.append(1)
"""
    session, _ = run(TAKE_OVER + lie)
    assert isinstance(session.call("f", [Arguments()])[0].fault, Crashed)


def test_answers_are_counted_over_all_calls(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.sandbox.copies.SUBMISSION_BYTES_MAX", 10 << 20)
    session, _ = run("import numpy as np\ndef f(): return np.zeros(1 << 19)\ndef g(): return 1")
    faults = [session.call("f", [Arguments()])[0].fault for _ in range(4)]
    assert [type(fault) for fault in faults] == [type(None), type(None), Crashed, Crashed]
    assert session.call("g", [Arguments()])[0].value == 1


def test_headers_are_counted_over_all_calls(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.sandbox.copies.SUBMISSION_HEADER_BYTES_MAX", 10_000)
    session, _ = run("def f(): return [None] * 4_000")
    faults = [session.call("f", [Arguments()])[0].fault for _ in range(3)]
    assert [type(fault) for fault in faults] == [type(None), type(None), Crashed]


def test_texts_of_answers_are_cut(run: Run) -> None:
    long = "x" * 10_000
    lie = f"""
long = {long!r}
frames = [wire.FrameNode(1, 1, long, long)] * 20
calls._answer = lambda number, index, *rest: wire.Answer(
    number, index, exception=wire.ExceptionNode("E", "t", [long] * 100, frames), changed=[long] * 100)
"""
    session, _ = run(TAKE_OVER + lie)
    (answer,) = session.call("f", [Arguments()])
    assert isinstance(answer.fault, Raised)
    assert sum(map(len, answer.fault.bases)) + sum(len(str(each)) for each in answer.changed) < 100_000
    assert sum(len(frame.source) + len(frame.function) for frame in answer.fault.frames) < 100_000
    session, _ = run(TAKE_OVER + f"calls._answer = lambda n, i, *rest: wire.Answer(n, i, refused={long!r})")
    assert len(str(session.call("f", [Arguments()])[0].fault)) < 10_000


def test_a_process_that_ends_after_all_cells_costs_one_more_cell_each_time(run: Run) -> None:
    lie = "cells._inventory = lambda namespace: os._exit(0)"
    _, faults = run(TAKE_OVER + lie, "x = 1", "y = 2")
    assert [(fault.index, fault.kind) for fault in faults] == [(0, "Crashed"), (1, "Crashed"), (2, "Crashed")]


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


def test_who_claims_to_leave_no_trace_harms_only_itself(run: Run) -> None:
    lie = "cells.stateless = lambda namespace: frozenset(namespace)\nseen = []\n"
    lie += "def f():\n    seen.append(1)\n    return len(seen)"
    session, _ = run(TAKE_OVER + lie)
    assert session.joins("f")
    assert [session.call("f", [Arguments()])[0].value for _ in range(3)] == [1, 2, 3]
    assert session.is_fresh, "so a check that it fails for that is not tried again"


def test_answers_to_questions_that_crossed_together_cannot_be_swapped(run: Run) -> None:
    lie = """
held = []
def swapped(channel, request, buffers, namespace, value_bytes):
    held.append(request.id)
    if len(held) == 2:
        for number in reversed(held):
            stream.send(channel, wire.Answer(number, 0, value=number))
child.answer_series = swapped
def g(): return 2
"""
    session, _ = run(TAKE_OVER + lie)
    answers = session.together([("f", [Arguments()]), ("g", [Arguments()])])
    assert [type(series[0].fault) for series in answers] == [Crashed]
    assert not session.joins("f")
