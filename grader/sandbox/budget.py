"""How much time calls of one notebook's functions may take, and how much they took."""

from __future__ import annotations

import dataclasses
from collections import Counter

from grader.errors import TimedOut
from grader.model import Answer, Limits
from grader.sandbox.series import Series

HANGS_AT_FULL_LIMIT = 2
"""How often a function may use up its whole limit; after that its calls get a short one."""
SHORT_SHARE = 0.25
"""Right answers take a hundredth of a limit that is set with care, so the short one docks nobody who is right."""


class Budget:
    """The time of all calls together, and which functions have wasted theirs."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.short = dataclasses.replace(limits, call_seconds=limits.call_seconds * SHORT_SHARE)
        """The limits of calls that are tried again if they hang."""
        self._hangs: Counter[str] = Counter()
        self.seconds_left = limits.notebook_seconds
        self.call_seconds: dict[str, float] = {}
        """How much of its limit a call of each function used up at most, on average over the calls of one series."""

    def limits_of(self, name: str, *, is_hurried: bool) -> Limits:
        """The limits of the next calls; short ones for whoever is tried again if it hangs, and for who hung often."""
        return self.short if is_hurried or self._hangs[name] >= HANGS_AT_FULL_LIMIT else self._limits

    def book(self, series: Series, answers: list[Answer], seconds: float, limits: Limits) -> None:
        """Count what a series took."""
        self.seconds_left -= seconds
        self.call_seconds[series.name] = max(seconds / len(answers), self.call_seconds.get(series.name, 0.0))
        self._hangs[series.name] += isinstance(answers[-1].fault, TimedOut) and limits is self._limits
