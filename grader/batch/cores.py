"""How many processors this process may use, and which."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def available_cores() -> int:
    """Cores that the scheduler gives us: a container's share may be smaller than the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        cores = min(cores, max(1, round(int(quota) / int(period))))  # `max` instead of a quota is no number
    return cores


def core_for(taken: Collection[int | None], processes: int) -> int | None:
    """The core for one more of `processes`, beside those `taken`; None to let the scheduler choose.

    A grading process and its sandbox take turns, thousands of times a second: on one core that costs a fifth less than
    when they wake each other from another. So each has a core to itself once there are as many as cores.
    """
    if not hasattr(os, "sched_getaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    if processes < len(cores):
        return None
    return min(cores, key=list(taken).count)


def take_core(place: int, processes: int) -> None:
    """Let this process, and all that it starts, run where the one at `place` (from 0) of so many `processes` runs."""
    taken: list[int | None] = []
    while len(taken) <= place:
        taken.append(core_for(taken, processes))
    settle_on(taken[-1])


def use_one_thread() -> None:
    """Let numpy compute in one thread; to be called before it is loaded.

    Small matrices gain nothing from more, and so sums come out the same on every machine.
    """
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))


def settle_on(core: int | None) -> None:
    """Let this process, and all that it starts, run on this core only, if it is given one that is still there."""
    if core is not None:
        with suppress(OSError):  # it has been taken away since; any other will do
            os.sched_setaffinity(0, {core})
