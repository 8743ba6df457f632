"""No result, no points; no declared check, no score; and points that add up."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from grader.errors import ConfigurationError
from grader.model import Assignment, Check, CheckResult, Exercise, Outcome
from grader.scoring import Unaccountable, score, verify_points

ASSIGNMENT = Assignment(
    "softmax",
    "Convex weights",
    (Exercise("softmax", "Softmax", Fraction(3)), Exercise("is_convex", "Convexity", Fraction(1))),
    (),
    Path("solutions/softmax"),
)
SHAPE = Check("keeps_shape", "softmax", Fraction(1), "", public=True)
STABLE = Check("stays_finite", "softmax", Fraction(2), "", public=False)
CONVEX = Check("knows_the_simplex", "is_convex", Fraction(1), "", public=False)
DECLARED = [CONVEX, STABLE, SHAPE]
PASSED = [CheckResult(check, Outcome.PASSED) for check in (SHAPE, STABLE, CONVEX)]


def test_all_passed():
    softmax, is_convex = score(ASSIGNMENT, DECLARED, PASSED)
    assert (softmax.exercise.name, softmax.earned) == ("softmax", 3)
    assert [result.check.name for result in softmax.checks] == ["stays_finite", "keeps_shape"]
    assert (is_convex.exercise.name, is_convex.earned) == ("is_convex", 1)


def test_a_missing_result_was_not_run():
    softmax, is_convex = score(ASSIGNMENT, DECLARED, PASSED[1:])
    assert softmax.checks[1] == CheckResult(SHAPE, Outcome.NOT_RUN)
    assert (softmax.earned, is_convex.earned) == (2, 1)


def test_no_results_at_all():
    results = [result for exercise in score(ASSIGNMENT, DECLARED, []) for result in exercise.checks]
    assert [(each.outcome, each.earned) for each in results] == [(Outcome.NOT_RUN, 0)] * 3


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.PASSED])
def test_only_a_pass_earns(outcome):
    softmax, _ = score(ASSIGNMENT, DECLARED, [PASSED[0], CheckResult(STABLE, outcome)])
    assert softmax.earned == 1


WRONG = {
    "undeclared": (
        DECLARED,
        [*PASSED, CheckResult(replace(SHAPE, name="invented"), Outcome.PASSED)],
        "stray: invented",
    ),
    "more points": (DECLARED, [CheckResult(replace(SHAPE, points=Fraction(9)), Outcome.PASSED)], "stray: keeps_shape"),
    "doubled": (DECLARED, [*PASSED, PASSED[0]], "doubled: keeps_shape"),
    "contradicting": (DECLARED, [*PASSED, CheckResult(SHAPE, Outcome.FAILED)], "doubled: keeps_shape"),
    "declared twice": ([*DECLARED, SHAPE], PASSED, "doubled: keeps_shape"),
    "no exercise": ([*DECLARED, replace(SHAPE, name="x", exercise="gone")], PASSED, "stray: x"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_accounted_for_is_no_score(case):
    declared, results, told = WRONG[case]
    with pytest.raises(Unaccountable, match=told):
        score(ASSIGNMENT, declared, results)


def test_points_that_add_up():
    verify_points(ASSIGNMENT, DECLARED)


FAULTY = {
    "no check": (DECLARED[1:], "solutions/softmax/checks: Exercise `is_convex` has no check. Mark a check with"),
    "no file": (
        DECLARED[1:],
        '@pytest.mark.exercise("is_convex"); files of checks are called public_*.py or hidden_*.py.',
    ),
    "too few points": (
        [CONVEX, replace(STABLE, points=Fraction(5, 2))],
        "exercise `softmax`: It is worth 3 points, but its checks add up to 2.5.",
    ),
    "unknown exercise": (
        [*DECLARED, replace(SHAPE, name="x", exercise="sofmax")],
        "checks, test_x: There is no exercise `sofmax`. Exercises of this assignment: softmax, is_convex.",
    ),
    "one name twice": ([*DECLARED, SHAPE], "checks, test_keeps_shape: Two checks have this name."),
    "one name in two files": (
        [CONVEX, replace(STABLE, place="hidden_a.py, line 4"), replace(STABLE, place="public_b.py, line 31")],
        "checks/public_b.py, line 31, test_stays_finite: Two checks have this name: this one, and that of hidden_a.py",
    ),
    "unknown exercise in a file": (
        [*DECLARED, replace(SHAPE, name="x", exercise="sofmax", place="public_b.py, line 9")],
        "solutions/softmax/checks/public_b.py, line 9, test_x: There is no exercise `sofmax`.",
    ),
    "no points": ([*DECLARED, replace(SHAPE, name="x", points=Fraction(0))], "A check cannot be worth 0 points."),
    "negative": ([*DECLARED, replace(SHAPE, name="x", points=Fraction(-1))], "A check cannot be worth -1 points."),
    "no decimal": ([*DECLARED, replace(SHAPE, name="x", points=Fraction(1, 3))], "A check cannot be worth 1/3 points."),
}


@pytest.mark.parametrize("case", FAULTY)
def test_points_that_do_not(case):
    declared, told = FAULTY[case]
    with pytest.raises(ConfigurationError) as caught:
        verify_points(ASSIGNMENT, declared)
    assert told in str(caught.value)


def test_all_faults_at_once():
    with pytest.raises(ConfigurationError) as caught:
        verify_points(ASSIGNMENT, [replace(SHAPE, exercise="gone", points=Fraction(0))])
    assert len(caught.value.faults) == 4
