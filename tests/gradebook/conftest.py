"""A course of two assignments, attempts by the line, and gradebooks of them."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from grader.config.late import Policy
from grader.gradebook import Attempt, build
from grader.model import Assignment, Exercise, Status, WrittenPart, whose

EXERCISES = (Exercise("softmax", "Stable softmax", Fraction(6)), Exercise("logsumexp", "Stable sums", Fraction(5, 2)))
PARTS = (WrittenPart(1, "Shapes", Fraction(4), "R"), WrittenPart(2, "Geometry", Fraction(3), "R"))


@pytest.fixture
def assignments():
    return [Assignment(name, name.title(), EXERCISES, PARTS, Path(name)) for name in ("softmax", "attention")]


@pytest.fixture
def attempt():
    def make(student, *points, assignment="softmax", status=Status.GRADED, at=None, message="", written=(), blank=()):
        earned = [Fraction(each) for each in points or (6, "2.5")]
        names = [exercise.name for exercise in EXERCISES][: len(earned)]
        owner, attempt = whose(student)
        return Attempt(
            assignment,
            owner,
            attempt,
            student,
            status,
            message,
            dict(zip(names, earned, strict=True)),
            dict(enumerate(written, 1)),
            Fraction(17, 2),
            f"{student}.ipynb",
            "ab" * 32,
            frozenset(blank),
            None if at is None else datetime.fromisoformat(at).astimezone(UTC),
        )

    return make


@pytest.fixture
def book(assignments):
    def make(attempts, policy=None):
        return build(assignments, policy or Policy(), attempts)

    return make
