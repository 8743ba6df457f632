"""A class of any size, as reports."""

from fractions import Fraction
from pathlib import Path

import pytest

from grader.model import (
    Assignment,
    CellFault,
    Check,
    CheckResult,
    Course,
    Exercise,
    ExerciseResult,
    Isolation,
    Limits,
    Outcome,
    Provenance,
    Report,
    Status,
    WrittenAnswer,
)

PROVENANCE = Provenance("0.1.0", "ab" * 32, 7, "strict", "3.12.1", "2.4.6")


def made_report(student, outcomes, status=Status.GRADED, message="", texts=(), assignment="softmax"):
    """A report in which check number n of its one exercise, worth one point, ended with the n-th outcome."""
    checks = tuple(
        CheckResult(
            Check(f"check_{number}", "softmax", Fraction(1), "", public=False),
            outcome,
            "" if outcome is Outcome.PASSED else (texts[number] if texts else f"returned {number}.5 at [{number}]"),
        )
        for number, outcome in enumerate(outcomes)
    )
    result = ExerciseResult(Exercise("softmax", "", Fraction(len(checks))), checks)
    faults = (CellFault(2, "NameError", "no", 1),) if Outcome.ERRORED in outcomes else ()
    written = (WrittenAnswer(1, None),)
    exercises = (result,) if checks else ()
    return Report(assignment, student, status, f"{student}.ipynb", "", exercises, faults, written, PROVENANCE, message)


@pytest.fixture
def course():
    softmax = Assignment("softmax", "Convex weights", (Exercise("softmax", "Stable softmax", Fraction(2)),), (), Path())
    return Course("Numerics", Path(), 7, Isolation.STRICT, Limits(), (softmax,))
