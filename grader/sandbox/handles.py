"""Handles of processes, some of which came from a process that lies."""

from __future__ import annotations

import contextlib
import os
import signal


def handle_of(process: int) -> int:
    """A handle of the process that has this number now; -1 when there is none."""
    try:
        return os.pidfd_open(process)
    except (OSError, OverflowError):
        return -1


def process_of(pidfd: int) -> int:
    """The number of the living process behind `pidfd`; -1 when it has ended, or when this is no such handle."""
    if pidfd < 0:
        return -1
    with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii", errors="replace") as lines:
        return next((int(line[4:]) for line in lines if line.startswith("Pid:")), -1)


def is_child_of(pidfd: int, parent: int) -> bool:
    """Whether `pidfd` is the handle of a living child of the process behind the handle `parent`.

    Whoever sends a handle may send that of another process instead: of one that has ended, so that the real one goes
    on, or of one that the sender may not kill, so that this side does.
    """
    process, expected = process_of(pidfd), process_of(parent)
    if process <= 0 or expected <= 0:
        return False
    found = _state_and_parent(process)
    if found is None:
        # /proc shows nobody else's processes here (hidepid): then there is no telling, and all would look like liars.
        return _state_and_parent(expected) is None and process_of(parent) == expected
    # Asked again: only while the process lives does its number mean itself.
    return found[0] not in "ZX" and found[1] == expected and process_of(pidfd) == process


def _state_and_parent(process: int) -> tuple[str, int] | None:
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            state, parent = file.read().rpartition(b")")[2].split()[:2]
    except OSError:
        return None
    return state.decode(), int(parent)


def kill(pidfd: int) -> None:
    """Kill the process behind `pidfd`, if it is one and still there."""
    with contextlib.suppress(OSError):  # ended already
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
