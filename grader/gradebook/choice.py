"""Which of a student's attempts counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction

from grader.config.late import Counting
from grader.gradebook.attempt import Attempt
from grader.gradebook.lateness import Lateness
from grader.model import Status

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One attempt, with what its lateness leaves."""

    attempt: Attempt
    lateness: Lateness | None
    """None without a deadline, and when the time is not known."""
    points: Fraction | None
    """None where the checks gave no score to rely on."""

    @property
    def is_accepted(self) -> bool:
        """Whether it came before the cut-off."""
        return self.lateness is None or self.lateness.accepted


def choose(candidates: Sequence[Candidate], counting: Counting) -> Candidate:
    """The attempt that counts; there must be one. What came after the cut-off counts only where nothing came before.

    Attempts stand in the order of their times where all are known, else of their numbers. Of equally good ones the
    earliest is the best: it carries the smallest lateness.
    """
    accepted = [each for each in candidates if each.is_accepted] or list(candidates)
    ordered = sorted(accepted, key=_order(accepted))
    if counting is Counting.FIRST:
        return ordered[0]
    if counting is Counting.LATEST:
        return ordered[-1]
    graded = [each for each in ordered if each.points is not None and each.attempt.status is Status.GRADED]
    return max(graded, key=lambda each: each.points or Fraction(0)) if graded else ordered[-1]


def _order(candidates: Sequence[Candidate]) -> _Order:
    return _Order(by_time=all(each.attempt.submitted is not None for each in candidates))


@dataclass(frozen=True, slots=True)
class _Order:
    by_time: bool

    def __call__(self, candidate: Candidate) -> tuple[datetime, int, str]:
        attempt = candidate.attempt
        time = attempt.submitted if self.by_time and attempt.submitted else _NEVER
        return time, attempt.number, attempt.handed_in_as
