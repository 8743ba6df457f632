"""What a format is made from: a report, and what the course and the file know about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from grader.model import CheckResult, ExerciseResult, Outcome, Report


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student wrote something."""

    cell: int
    """Number of the code cell, counted from 1."""
    line: int
    """Line of the notebook file, as text, from 1."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A submission that has a report."""

    report: Report
    path: str
    """Of the notebook, as the command line named it."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """By exercise, as the course has them."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """By exercise: where the notebook defines it, as far as it does."""

    @property
    def name(self) -> str:
        """The submission in a word."""
        return f"{self.report.assignment}/{self.report.student}"

    def checks(self) -> Iterator[tuple[ExerciseResult, CheckResult]]:
        """All checks with their exercises, in the report's order."""
        for exercise in self.report.exercises:
            for check in exercise.checks:
                yield exercise, check

    def title(self, exercise: str) -> str:
        """The exercise's title, or its name."""
        return self.titles.get(exercise) or exercise


def told(check: CheckResult) -> str:
    """What the student is told about a check that did not pass."""
    if check.outcome is Outcome.NOT_RUN:
        return "This check was not run."
    return " ".join(part for part in (check.message, f"Hint: {check.check.hint}" if check.check.hint else "") if part)


def number(points: Fraction) -> float | int:
    """Points as a number of JSON: whole where they are whole."""
    return int(points) if points.denominator == 1 else float(points)
