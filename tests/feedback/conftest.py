"""A report, and notebooks that go with it."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from grader.model import (
    Assignment,
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
    WrittenPart,
)

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def report():
    hidden = Check("large_scores", "softmax", Fraction(2), "Subtract the maximum.", public=False)
    shape = Check("keeps_shape", "softmax", Fraction(1), "", public=True)
    convex = Check("sums", "is_convex", Fraction(1), "", public=True)
    failed = CheckResult(hidden, Outcome.FAILED, "softmax(scores) returned nan; expected finite weights.")
    return Report(
        assignment="softmax",
        student="ann",
        status=Status.GRADED,
        file="ann.ipynb",
        sha256="",
        exercises=(
            ExerciseResult(
                Exercise("softmax", "", Fraction(3)), (CheckResult(shape, Outcome.PASSED), failed), "behaves as if odd"
            ),
            ExerciseResult(Exercise("is_convex", "", Fraction(1)), (CheckResult(convex, Outcome.ERRORED, "missing"),)),
        ),
        cells=(CellFault(2, "NameError", "name 'nump' is not defined", 1),),
        written=(WrittenAnswer(1, "Rows **sum** to 1.", Fraction(3, 2)), WrittenAnswer(2, None)),
        provenance=Provenance("0.1.0", "ab" * 32, 7, "strict", "3.12.1", "2.4.6"),
    )


@pytest.fixture
def assignment():
    exercises = (
        Exercise("softmax", "Stable softmax", Fraction(3)),
        Exercise("is_convex", "The simplex", Fraction(1)),
    )
    parts = (WrittenPart(1, "Shapes", Fraction(2), ""), WrittenPart(2, "Geometry", Fraction(2), ""))
    return Assignment("softmax", "Convex weights", exercises, parts, Path())


def notebook(*cells):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}).encode()


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1, "outputs": list(outputs)}


def text(source):
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def shown(**data):
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {key.replace("_", "/"): v for key, v in data.items()},
    }
