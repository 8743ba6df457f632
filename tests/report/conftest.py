"""Reports to render."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.model import (
    CellFault,
    Check,
    CheckResult,
    Exercise,
    ExerciseResult,
    Outcome,
    Provenance,
    Report,
    Status,
    WrittenAnswer,
)


def made_report():
    """A graded report with all that a report can hold."""
    shape = Check("keeps_shape", "softmax", Fraction(2), "Look at keepdims.", public=True)
    large = Check("large_scores_stay_finite", "softmax", Fraction(5, 2), "Subtract each row's maximum.", public=False)
    results = (
        CheckResult(shape, Outcome.PASSED),
        CheckResult(large, Outcome.FAILED, "softmax returned nan for scores of shape (5, 7); expected finite weights."),
    )
    return Report(
        assignment="softmax",
        student="student-017",
        status=Status.GRADED,
        file="student-017.ipynb",
        sha256="12e4" * 16,
        exercises=(ExerciseResult(Exercise("softmax", "Stable softmax", Fraction(9, 2)), results),),
        cells=(CellFault(3, "NameError", "name 'nump' is not defined", 2), CellFault(5, "TimedOut", "too slow", None)),
        written=(WrittenAnswer(1, "Rows sum to 1.\n\nColumns do not.\n"), WrittenAnswer(2, None)),
        provenance=Provenance("0.1.0", "ab" * 32, 20261123, "strict", "3.12.1", "2.4.6"),
    )


@pytest.fixture
def report():
    return made_report()


@pytest.fixture
def not_gradable(report):
    return replace(
        report, status=Status.NOT_GRADABLE, message="It is empty. Save it again.", exercises=(), cells=(), written=()
    )
