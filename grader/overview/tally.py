"""Counting one assignment's reports, one after the other: ten thousand need not be held at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from grader.model import Check, CheckResult, Outcome, Report, Status
from grader.points import total

MESSAGE_CHARACTERS = 300
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@dataclass(slots=True)
class CheckTally:
    """One check over the class."""

    check: Check
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    """How it ended for those who did not pass."""
    messages: Counter[str] = field(default_factory=Counter)
    """Messages of those who did not pass, alike but for their numbers."""
    examples: dict[str, str] = field(default_factory=dict)
    """One whole message for each of these."""
    passed: list[bool] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    """What the same students earned by all other checks."""

    def add(self, result: CheckResult, score: tuple[int, int]) -> None:
        """Count one student's; the score is a numerator and a denominator, to be rounded once, in the end."""
        above, below = score
        if result.outcome is Outcome.PASSED:
            own, parts = result.check.points.as_integer_ratio()
            self.passed.append(True)
            self.rest.append((above * parts - own * below) / (below * parts))
        else:
            self.passed.append(False)
            self.rest.append(above / below)
            self.outcomes[result.outcome] += 1
        if result.message:
            alike = _NUMBER.sub("#", result.message)[:MESSAGE_CHARACTERS]
            self.messages[alike] += 1
            self.examples.setdefault(alike, result.message[:MESSAGE_CHARACTERS])


@dataclass(slots=True)
class Tally:
    """One assignment over the class."""

    scores: list[Fraction] = field(default_factory=list)
    possible: Fraction = Fraction(0)
    checks: dict[str, CheckTally] = field(default_factory=dict)
    earned: defaultdict[str, list[Fraction]] = field(default_factory=lambda: defaultdict(list))
    """By exercise: the share of its points that each student earned."""
    diagnoses: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    faults: Counter[str] = field(default_factory=Counter)
    """Students with a cell that ended so, by the exception's name."""
    missing: Counter[int] = field(default_factory=Counter)
    """Written answers that are not there, by part."""
    cut_off: int = 0
    """Students who met a limit of time, memory or processes somewhere."""

    def add(self, report: Report) -> Fraction | None:
        """Count one student's; the score. What was not graded counts nowhere: there is no score to rely on."""
        if report.status is not Status.GRADED:
            return None
        earned = [result.earned for result in report.exercises]
        score = total(earned)
        ratio = score.as_integer_ratio()
        self.possible = report.possible
        self.scores.append(score)
        for result, points in zip(report.exercises, earned, strict=True):
            self.earned[result.exercise.name].append(points / (result.exercise.points or 1))
            if result.diagnosis:
                self.diagnoses[result.exercise.name][result.diagnosis] += 1
            for check in result.checks:
                tally = self.checks.get(check.check.name)
                if tally is None:
                    tally = self.checks[check.check.name] = CheckTally(check.check)
                tally.add(check, ratio)
        self.faults.update({fault.kind for fault in report.cells})
        self.missing.update(answer.part for answer in report.written if answer.text is None)
        self.cut_off += _met_a_limit(report)
        return score


def _met_a_limit(report: Report) -> bool:
    kinds = {fault.kind for fault in report.cells}
    return bool(kinds & {"TimedOut", "Crashed", "MemoryError"}) or any(
        check.outcome is Outcome.TIMED_OUT for result in report.exercises for check in result.checks
    )
