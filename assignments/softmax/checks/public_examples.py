"""Worked examples: small enough to check by hand."""

import numpy as np
import pytest

from grader.checks import answers, assert_close, assert_false, assert_true

LOG2, LOG3, LOG4 = np.log([2.0, 3.0, 4.0])
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(0.5, hint="exp(0) + exp(log 2) + exp(log 3) = 1 + 2 + 3, so the answer is log 6.")
def test_logsumexp_worked_example(student):
    assert_close(student.logsumexp(np.array([0.0, LOG2, LOG3])), np.log(6.0), bound=EXACT, stating="log(1 + 2 + 3)")


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5, hint="The exponentials of (0, log 2, log 3) are 1, 2 and 3; divide each by their sum, 6.")
def test_softmax_worked_example(student):
    weights = student.softmax(np.array([0.0, LOG2, LOG3]))
    assert_close(weights, [1 / 6, 2 / 6, 3 / 6], bound=EXACT, stating="(1, 2, 3)/6")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.5, hint="Without the entry in the middle the exponentials are 1 and 3, and their sum is 4.")
def test_masked_softmax_worked_example(student):
    weights = student.masked_softmax(np.array([0.0, LOG2, LOG3]), np.array([True, False, True]))
    assert_close(weights, [1 / 4, 0, 3 / 4], bound=EXACT, stating="(1, 0, 3)/4")


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(0.5, hint="softmax((0, log 4)/2) = softmax((0, log 2)) = (1, 2)/3.")
def test_softmax_with_temperature_worked_example(student):
    weights = student.softmax_with_temperature(np.array([0.0, LOG4]), 2.0)
    assert_close(weights, [1 / 3, 2 / 3], bound=EXACT, stating="(1, 2)/3")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="Convex weights are non-negative and sum to 1: both, not either.")
def test_is_convex_worked_example(student):
    cases = [(np.array(weights),) for weights in ([0.5, 0.25, 0.25], [0.5, 0.25, 0.5], [1.5, -0.25, -0.25])]
    for place, (_, answer) in enumerate(answers(student.is_convex, cases)):
        if place == 0:
            assert_true(answer, "(0.5, 0.25, 0.25) is non-negative and sums to 1")
        else:
            assert_false(answer, "the weights sum to 1.25" if place == 1 else "two weights are negative")


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.5, hint="0.5·(0, 0) + 0.25·(4, 0) + 0.25·(0, 8) = (1, 2).")
def test_convex_combination_worked_example(student):
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 8.0]])
    point = student.convex_combination(np.array([0.5, 0.25, 0.25]), corners)
    assert_close(point, [1.0, 2.0], bound=EXACT, stating="0.25·(4, 0) + 0.25·(0, 8) = (1, 2)")
