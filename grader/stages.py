"""Where a submission's time goes, stage by stage; nothing is measured unless somebody asks for it.

A stage inside of another is not counted twice: the outer one stands still meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

STAGES = {
    "read": "the file, and the notebook in it",
    "fork": "a new process from the warm one",
    "isolate": "its namespaces, limits and filters",
    "cells": "running the notebook",
    "copy": "parking it, and forking copies that answer",
    "calls": "the student's functions, and packing their values",
    "wire": "crossing the wall, both ways",
    "checks": "drawing inputs, references, comparing, diagnosis",
    "score": "points and written answers",
    "report": "YAML",
    "end": "ending the processes",
    "write": "files, by the main process meanwhile (CPU time)",
}
"""In the order of the walk."""

_NOTHING = nullcontext()


class Stages:
    """Measures nothing."""

    is_on = False

    def stage(self, name: str) -> AbstractContextManager[None]:
        """What happens inside belongs to this stage."""
        return _NOTHING

    def shift(self, seconds: float, of: str, to: str) -> None:
        """So much of one stage was another."""

    def take(self) -> dict[str, float]:
        """Seconds by stage since the last time."""
        return {}


class Stopwatch(Stages):
    """Measures, on the clock or on another one."""

    is_on = True

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock, self._since, self._open = clock, 0.0, list[str]()
        self._seconds = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What happens inside belongs to this stage."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def shift(self, seconds: float, of: str, to: str) -> None:
        """So much of one stage was another."""
        self._seconds[of] -= seconds
        self._seconds[to] += seconds

    def take(self) -> dict[str, float]:
        """Seconds by stage since the last time."""
        taken, self._seconds = self._seconds, dict.fromkeys(STAGES, 0.0)
        return taken

    def _turn(self) -> None:
        now = self._clock()
        if self._open:
            self._seconds[self._open[-1]] += now - self._since
        self._since = now
