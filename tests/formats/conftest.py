"""A graded submission with every outcome, and texts that would like to be more than text."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.formats.graded import Graded, Place
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

HOSTILE = [
    "::error::x\n::set-output name=a::b\n\n::error::y\r::error::z\n",
    "%0A::error::",
    "<script>alert(1)</script>",
    "]]><x/>",
    "=cmd|' /C calc'!A0",
    "@everyone [a](javascript:alert(1)) ![i](http://x/y.png) | `b` **c**",
    "\x1b[2J\x00\x0b\ufffe\u202e",
    "##vso[task.setvariable]",
    "half a character \udcff",
]


@pytest.fixture
def graded():
    points = Fraction(1, 2)
    checks = [
        CheckResult(Check(f"is_{outcome}", "softmax", points, "Look again.", public=False), outcome, f"It {outcome}.")
        for outcome in Outcome
    ]
    report = Report(
        assignment="softmax",
        student="ann",
        status=Status.GRADED,
        file="ann.ipynb",
        sha256="ab" * 32,
        exercises=(ExerciseResult(Exercise("softmax", "", 6 * points), tuple(checks), "behaves as if it were odd"),),
        cells=(CellFault(3, "NameError", "name 'nump' is not defined", 2),),
        written=(WrittenAnswer(1, "text"), WrittenAnswer(2, None)),
        provenance=Provenance("0.1.0", "ab" * 32, 7, "strict", "3.12.1", "2.4.6"),
    )
    return Graded(report, "class/softmax/ann.ipynb", {"softmax": "Softmax"}, {"softmax": Place(5, 120)})


@pytest.fixture(params=HOSTILE)
def hostile(graded, request):
    """The same with this text wherever a student has a say."""
    text, report = request.param, graded.report
    exercise = report.exercises[0]
    checks = tuple(replace(each, message=text) for each in exercise.checks)
    report = replace(
        report,
        student=text,
        file=text,
        message=text,
        status=Status.NEEDS_REVIEW,
        exercises=(replace(exercise, checks=checks),),
        cells=(CellFault(0, text, text, None),),
    )
    return replace(graded, report=report, path=text)
