"""What the page says is what the reports say, and a correlation only where it means something."""

import numpy as np
import pytest

from grader.model import Outcome, Status
from grader.overview.picture import picture, point_biserial
from tests.overview.conftest import made_report

P, F, E, T = Outcome.PASSED, Outcome.FAILED, Outcome.ERRORED, Outcome.TIMED_OUT


def nowhere(assignment, student):
    return ""


def test_shares_and_outcomes(course):
    reports = [made_report("a", [P, P]), made_report("b", [P, F]), made_report("c", [E, F]), made_report("d", [P, T])]
    found = picture(course, reports, nowhere).assignments[0]
    assert (found.students, found.mean, found.median, found.possible) == (4, 1.0, 1.0, 2.0)
    (exercise,) = found.exercises
    assert (exercise.share, exercise.full, exercise.none, exercise.title) == (0.5, 1, 1, "Stable softmax")
    first, second = exercise.checks
    assert (first.share, second.share) == (0.75, 0.25)
    assert [(each.text, each.count) for each in second.outcomes] == [("failed", 2), ("timed out", 1)]
    assert [(each.text, each.count) for each in found.faults] == [("NameError", 1)]
    assert found.cut_off == 1
    assert found.missing[0].count == 4


def test_messages_that_differ_in_numbers_are_one(course):
    texts = ["off by 0.41 at [3]", "off by 1e-07 at [12]", "returned nan"]
    reports = [made_report(str(number), [F], texts=[text]) for number, text in enumerate(texts)]
    (check,) = picture(course, reports, nowhere).assignments[0].exercises[0].checks
    assert [(each.text, each.count) for each in check.messages] == [("off by 0.41 at [3]", 2), ("returned nan", 1)]


def test_who_was_not_graded_counts_nowhere_and_is_named(course):
    reports = [
        made_report("a", [P]),
        made_report("b", [], Status.NOT_GRADABLE, "It is empty."),
        made_report("c", [F], Status.NEEDS_REVIEW, "Broken checks."),
    ]
    found = picture(course, reports, nowhere)
    assert len(found.assignments[0].scores) == 1
    assert [(each.student, each.reason) for each in found.review] == [("b", "It is empty."), ("c", "Broken checks.")]
    assert [each.score for each in found.students] == [1.0, None, None]


def test_the_order_of_reports_does_not_show(course):
    reports = [made_report(str(number), [P, F] if number % 3 else [F, P]) for number in range(12)]
    one, other = (picture(course, each, nowhere) for each in (reports, reports[::-1]))
    assert one.assignments[0].exercises == other.assignments[0].exercises


def test_discrimination_is_the_correlation():
    draw = np.random.default_rng(3)
    scores = draw.normal(size=40)
    passed = scores + draw.normal(size=40) > 0
    expected = np.corrcoef(passed, scores)[0, 1]
    assert point_biserial(passed.tolist(), scores.tolist()) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("passed", "scores"),
    [([True] * 20, list(range(20))), ([False] * 20, list(range(20))), ([True, False] * 10, [1.0] * 20), ([], [])],
)
def test_no_discrimination_where_nothing_varies(passed, scores):
    assert point_biserial(passed, scores) is None


def test_no_discrimination_of_a_few():
    assert point_biserial([True, False, True], [3.0, 1.0, 2.0]) is None
