"""How subjects are graded: mutants after the others, in less time and without diagnoses."""

from __future__ import annotations

import pytest

from grader.model import Course, Isolation, Limits
from grader.validate.trial_run import MUTANT_CALL_SECONDS, grade_subjects
from tests.validate.conftest import Kind, subject


class Idle:
    """An engine that finishes nothing."""

    def grade(self, submissions):
        yield from ()


@pytest.mark.parametrize("call_seconds", [5.0, 0.25])
def test_mutants_are_hurried_and_not_diagnosed(tmp_path, call_seconds):
    course = Course("C", tmp_path, 7, Isolation.NONE, Limits(call_seconds=call_seconds), ())
    opened = []

    def opening(course, assignments, count):
        opened.append((course.limits.call_seconds, course.diagnoses, assignments, count))
        return Idle()

    mutants = [subject(Kind.MUTANT, name, "softmax") for name in "ab"]
    grade_subjects(course, [*mutants, subject(Kind.BLANK, "blank")], opening, opened.append)
    hurried = min(call_seconds, MUTANT_CALL_SECONDS)
    assert opened == [(call_seconds, True, ["softmax"], 1), (hurried, False, ["softmax"], 2)]
