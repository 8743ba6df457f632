"""The worked examples of the notebook: small enough to check by hand."""

import numpy as np
import pytest

from grader.checks import answers, assert_close, assert_pair, assert_shape

A, B, X = np.array([[4.0, 2.0], [2.0, 3.0]]), np.array([2.0, 5.0]), [-0.5, 2.0]
BADLY_POSED = np.array([[1.0, 1.0], [1.0, 1.0001]])
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""
ROUGH = 1e-6
"""For numbers that are given to five digits: an allowance relative to them."""


@pytest.mark.exercise("solve_spd")
@pytest.mark.points(0.5, hint="With L from the worked example: z = (1, 2√2) from the top, then x = (−1/2, 2).")
def test_solve_spd_worked_example(student):
    assert_close(student.solve_spd(A, B), X, bound=EXACT, stating="x = (−1/2, 2), for which Ax = b")


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(0.5, hint="(0, 2, 4) is 2·(1, 3, 5) − (2, 4, 6), so the best weights are (2, −1).")
def test_solve_least_squares_qr_worked_example(student):
    features, y = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([0.0, 2.0, 4.0])
    w = student.solve_least_squares_qr(features, y)
    assert_close(w, [2.0, -1.0], bound=EXACT, stating="w = (2, −1), for which Xw = y")


@pytest.mark.exercise("conjugate_gradient")
@pytest.mark.points(0.5, hint="The system has two unknowns: two steps, and x = (−1/2, 2).")
def test_conjugate_gradient_worked_example(student):
    x, iterations = assert_pair(student.conjugate_gradient(A, B), ("solution x", "iterations"))
    assert_close(x, X, bound=EXACT, stating="x = (−1/2, 2), for which Ax = b", part="solution x")
    steps = int(assert_shape(iterations, (), "iterations"))
    assert 1 <= steps <= 3, f"returned iterations = {steps}; expected 2, one for each unknown."


@pytest.mark.exercise("condition_number")
@pytest.mark.points(0.5, hint="The singular values of diag(4, 1/2) are 4 and 1/2, so the condition number is 8.")
def test_condition_number_worked_example(student):
    cases = [(np.diag([4.0, 0.5]),), (BADLY_POSED,)]
    (_, diagonal), (_, badly_posed) = answers(student.condition_number, cases)
    assert_close(diagonal, 8.0, bound=EXACT, stating="4/0.5 = 8")
    assert_close(badly_posed, 40002.0, bound=40002 * ROUGH, stating="about 40002 for the badly posed example")


@pytest.mark.exercise("relative_error_bound")
@pytest.mark.points(0.5, hint="The condition number of diag(4, 1/2) is 8, so a residual of 1 % allows an error of 8 %.")
def test_relative_error_bound_worked_example(student):
    cases = [(np.diag([4.0, 0.5]), 0.01), (BADLY_POSED, 1e-4)]
    (_, diagonal), (_, badly_posed) = answers(student.relative_error_bound, cases)
    assert_close(diagonal, 0.08, bound=EXACT, stating="8·0.01 = 0.08")
    assert_close(badly_posed, 4.0002, bound=4 * ROUGH, stating="about 40002·0.0001 = 4.0002")
