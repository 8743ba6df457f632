"""Worked examples, small enough to check by hand, and the shapes of answers."""

import numpy as np
import pytest

from grader.checks import answers, assert_answer, assert_close, assert_false, assert_simplex, assert_true

LOG2, LOG3, LOG4 = np.log([2.0, 3.0, 4.0])
TABLE = np.array([[0.0, LOG2, LOG3], [LOG4, 0.0, 1.0]])
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(0.25, hint="exp(0) + exp(log 2) + exp(log 4) = 1 + 2 + 4, so the answer is log 7.")
def test_logsumexp_worked_example(student):
    assert_close(student.logsumexp(np.array([0.0, LOG2, LOG4])), np.log(7.0), bound=EXACT, stating="log(1 + 2 + 4)")


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(
    0.25, hint="The axis that is summed over is gone: scores of shape (2, 3) leave (2,), or (3,) for axis 0."
)
def test_logsumexp_loses_the_axis(student):
    of_rows, of_columns = np.log([1.0 + 2 + 3, 4 + 1 + np.e]), np.log([1.0 + 4, 2 + 1, 3 + np.e])
    for (_, axis), answer in answers(student.logsumexp, [(TABLE, -1), (TABLE, 0)]):
        of_each, what = (of_columns, "column") if axis == 0 else (of_rows, "row")
        assert_close(answer, of_each, bound=EXACT, stating=f"log Σ exp of each {what}")


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.25, hint="The exponentials of (0, log 2, log 3) are 1, 2 and 3; divide each by their sum, 6.")
def test_softmax_worked_example(student):
    weights = student.softmax(np.array([0.0, LOG2, LOG3]))
    assert_close(weights, [1 / 6, 2 / 6, 3 / 6], bound=EXACT, stating="(1, 2, 3)/6")


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.25, hint="There are as many weights as scores; along `axis` they sum to 1, and none is negative.")
def test_softmax_keeps_the_shape(student):
    for (_, axis), weights in answers(student.softmax, [(TABLE, -1), (TABLE, 0)]):
        assert_answer(weights, (2, 3))
        assert_simplex(weights, axis)


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.25, hint="Without the entry in the middle the exponentials are 1 and 3, and their sum is 4.")
def test_masked_softmax_worked_example(student):
    weights = student.masked_softmax(np.array([0.0, LOG2, LOG3]), np.array([True, False, True]))
    assert_close(weights, [1 / 4, 0, 3 / 4], bound=EXACT, stating="(1, 0, 3)/4")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.25, hint="There are as many weights as scores: a masked entry stays in its place, with weight 0.")
def test_masked_softmax_keeps_the_shape(student):
    mask = np.array([[True, True, False], [True, False, True]])
    weights = student.masked_softmax(TABLE, mask)
    assert_answer(weights, (2, 3))
    assert_simplex(weights)


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(0.25, hint="softmax((0, log 4)/2) = softmax((0, log 2)) = (1, 2)/3.")
def test_softmax_with_temperature_worked_example(student):
    weights = student.softmax_with_temperature(np.array([0.0, LOG4]), 2.0)
    assert_close(weights, [1 / 3, 2 / 3], bound=EXACT, stating="(1, 2)/3")


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(
    0.25, hint="There are as many weights as scores, and in each row they sum to 1 at every temperature."
)
def test_softmax_with_temperature_keeps_the_shape(student):
    for _, weights in answers(student.softmax_with_temperature, [(TABLE, 0.5), (TABLE, 4.0)]):
        assert_answer(weights, (2, 3))
        assert_simplex(weights)


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.25, hint="Convex weights are non-negative and sum to 1: both, not either.")
def test_is_convex_worked_example(student):
    cases = [(np.array(weights),) for weights in ([0.5, 0.25, 0.25], [0.5, 0.25, 0.5], [1.5, -0.25, -0.25])]
    for place, (_, answer) in enumerate(answers(student.is_convex, cases)):
        if place == 0:
            assert_true(answer, "(0.5, 0.25, 0.25) is non-negative and sums to 1")
        else:
            assert_false(answer, "the weights sum to 1.25" if place == 1 else "two weights are negative")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.25, hint="One answer for the whole vector, of whatever length: `return` a single True or False.")
def test_is_convex_answers_once(student):
    cases = [(np.array([0.25, 0.75]),), (np.full(4, 0.25),), (np.full(3, 0.5),)]
    for (weights,), answer in answers(student.is_convex, cases):
        if weights.sum() == 1:
            assert_true(answer, f"the {len(weights)} weights are positive and sum to 1")
        else:
            assert_false(answer, f"the {len(weights)} weights sum to {weights.sum():g}")


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.25, hint="0.5·(0, 0) + 0.25·(4, 0) + 0.25·(0, 8) = (1, 2).")
def test_convex_combination_worked_example(student):
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 8.0]])
    point = student.convex_combination(np.array([0.5, 0.25, 0.25]), corners)
    assert_close(point, [1.0, 2.0], bound=EXACT, stating="0.25·(4, 0) + 0.25·(0, 8) = (1, 2)")


@pytest.mark.exercise("convex_combination")
@pytest.mark.points(0.25, hint="Weights of shape (k,) and points of shape (k, d) combine to one point, of shape (d,).")
def test_convex_combination_gives_one_point(student):
    points = np.array([[1.0, 2.0, 3.0], [5.0, 6.0, 9.0]])
    point = student.convex_combination(np.array([0.75, 0.25]), points)
    assert_close(assert_answer(point, (3,)), [2.0, 3.0, 4.5], bound=EXACT, stating="0.75·(1, 2, 3) + 0.25·(5, 6, 9)")
