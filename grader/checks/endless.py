"""A check that computes without end is ended: it is broken then, and costs no other check its turn."""

from __future__ import annotations

import ctypes
import queue
import threading
import time
from typing import TypeVar

CHECK_SECONDS = 60.0
"""CPU seconds that the checks of one submission may take by themselves, students' code not counted, before one is
ended; they take a fraction of one."""
_LOOK_SECONDS = 1.0

_Answer = TypeVar("_Answer")


class EndlessCheck(BaseException):
    """Raised in a check at its limit. Not an Exception, so that no check takes it for a student's."""

    def __init__(self) -> None:
        super().__init__(f"The check had not ended after {CHECK_SECONDS:g} s of computing.")


def answer_of(outbox: queue.SimpleQueue[_Answer], checks: threading.Thread) -> _Answer:
    """What the thread of the checks puts there, however often one of them has to be ended for that."""
    if checks.ident is None or not hasattr(time, "pthread_getcpuclockid"):
        return outbox.get()
    clock = time.pthread_getcpuclockid(checks.ident)
    limit = time.clock_gettime(clock) + CHECK_SECONDS
    while True:
        try:
            return outbox.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            if time.clock_gettime(clock) < limit:
                continue
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(checks.ident), ctypes.py_object(EndlessCheck))
        limit += CHECK_SECONDS
