"""Limits of time: CPU seconds first, and on the clock only what the process itself has waited."""

import os
import subprocess
import sys
import time

import pytest

from grader.sandbox import pump
from grader.sandbox.pump import Deadline, cpu_clock, queued


@pytest.fixture
def asleep():
    """The clock of a process that sleeps."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    handle = os.pidfd_open(process.pid)
    yield cpu_clock(handle)
    process.kill()
    process.wait()
    os.close(handle)


def test_who_waits_instead_of_computing_is_late(asleep):
    deadline = Deadline(0.05, 2.0, asleep)
    time.sleep(0.06)
    assert 0 < deadline.remaining() <= 0.05
    time.sleep(0.06)
    assert deadline.remaining() <= 0
    assert deadline.spent() >= 0.05


def test_who_waits_for_a_processor_is_not(asleep, monkeypatch):
    waited = iter([5.0, 5.0, 5.5, 5.5, 5.5, 5.5, 5.5])
    monkeypatch.setattr(pump, "queued", lambda clock: next(waited))
    deadline = Deadline(0.05, 2.0, asleep)
    time.sleep(0.06)
    assert deadline.remaining() > 0
    time.sleep(0.12)
    assert deadline.remaining() > 0
    assert deadline.spent() < 0.05


def test_a_machine_without_any_processor_left_ends_the_wait(asleep, monkeypatch):
    waited = iter([0.0, *[1e9] * 9])
    monkeypatch.setattr(pump, "queued", lambda clock: next(waited))
    deadline = Deadline(0.01, 2.0, asleep)
    time.sleep(0.02)
    assert deadline.remaining() <= 0.01 * 2.0 * (1 + pump.QUEUED_MAX)
    time.sleep(0.01 * 2.0 * (1 + pump.QUEUED_MAX))
    assert deadline.remaining() <= 0


def test_the_kernel_says_how_long_a_process_was_ready(asleep):
    assert 0 <= queued(asleep) < 60
    assert queued(-1) == 0.0
