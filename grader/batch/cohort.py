"""How a class did on one assignment: the numbers of the table at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from statistics import median

from grader.model import Status
from grader.points import total
from grader.report import Summary


@dataclass(frozen=True, slots=True)
class Cohort:
    """All reports of one assignment. Points of submissions that were not graded count nowhere."""

    assignment: str
    summaries: tuple[Summary, ...]

    @property
    def graded(self) -> tuple[Summary, ...]:
        """Those with a score to rely on."""
        return tuple(each for each in self.summaries if each.status is Status.GRADED)

    @property
    def possible(self) -> Fraction:
        """Points of the assignment."""
        return max((each.possible for each in self.graded), default=Fraction(0))

    @property
    def mean(self) -> Fraction:
        """Mean score; there must be one."""
        return total(each.score for each in self.graded) / len(self.graded)

    @property
    def median(self) -> Fraction:
        """Median score; there must be one."""
        return Fraction(median(each.score for each in self.graded))

    @property
    def shares(self) -> tuple[tuple[str, Fraction], ...]:
        """For each exercise, the share of its points that the class earned [-]."""
        earned: dict[str, Fraction] = {}
        possible: dict[str, Fraction] = {}
        for exercise in (exercise for each in self.graded for exercise in each.exercises):
            earned[exercise.name] = earned.get(exercise.name, Fraction(0)) + exercise.earned
            possible[exercise.name] = possible.get(exercise.name, Fraction(0)) + exercise.possible
        return tuple((name, earned[name] / possible[name]) for name in earned if possible[name])


def cohorts(summaries: Iterable[Summary], order: Sequence[str]) -> tuple[Cohort, ...]:
    """One cohort per assignment that has reports, in the order of the course."""
    ordered = sorted(summaries, key=lambda each: (order.index(each.assignment), each.student))
    return tuple(Cohort(name, tuple(group)) for name, group in groupby(ordered, key=lambda each: each.assignment))
