"""The worked examples of the notebook: small enough to check by hand."""

import numpy as np
import pytest

from grader.checks import assert_close

POINTS = np.array([[0.0], [1.0], [2.0]])
GAMMA = float(np.log(2.0))
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(
    0.5, hint="With gamma = log 2 the kernel is 2**(−|a − b|²): distances 0, 1 and 2 give 1, 1/2, 1/16."
)
def test_rbf_kernel_worked_example(student):
    expected = [[1, 1 / 2, 1 / 16], [1 / 2, 1, 1 / 2], [1 / 16, 1 / 2, 1]]
    assert_close(student.rbf_kernel(POINTS, POINTS, GAMMA), expected, bound=EXACT, stating="2**(−|a − b|²)")


@pytest.mark.exercise("kernel_ridge_fit")
@pytest.mark.points(0.5, hint="K·(1, 0, −1) = (15/16, 0, −15/16), so these targets have the coefficients (1, 0, −1).")
def test_kernel_ridge_fit_worked_example(student):
    c = student.kernel_ridge_fit(POINTS, np.array([15 / 16, 0.0, -15 / 16]), GAMMA, 0.0)
    assert_close(c, [1.0, 0.0, -1.0], bound=EXACT, stating="c = (1, 0, −1), for which Kc = y")


@pytest.mark.exercise("kernel_predict")
@pytest.mark.points(0.5, hint="At 0 the bumps around 0, 1 and 2 are 1, 1/2 and 1/16 high: 1·1 + 0·1/2 − 1·1/16.")
def test_kernel_predict_worked_example(student):
    prediction = student.kernel_predict(POINTS, np.array([1.0, 0.0, -1.0]), POINTS[:2], GAMMA)
    assert_close(prediction, [15 / 16, 0.0], bound=EXACT, stating="1 − 1/16 at 0, and 1/2 − 1/2 at 1")


@pytest.mark.exercise("ensemble")
@pytest.mark.points(0.5, hint="0.25·(0, 2, 4) + 0.75·(2, 2, 0) = (1.5, 2, 1).")
def test_ensemble_worked_example(student):
    mean = student.ensemble(np.array([[0.0, 2.0, 4.0], [2.0, 2.0, 0.0]]), np.array([0.25, 0.75]))
    assert_close(mean, [1.5, 2.0, 1.0], bound=EXACT, stating="0.25·(0, 2, 4) + 0.75·(2, 2, 0) = (1.5, 2, 1)")


@pytest.mark.exercise("mixture_responsibilities")
@pytest.mark.points(
    0.5, hint="At x = 0 the first component is e² times as likely as the second; at x = 1 they are equal."
)
def test_mixture_responsibilities_worked_example(student):
    x, means, variances, priors = np.array([0.0, 1.0]), np.array([0.0, 2.0]), np.ones(2), np.array([0.5, 0.5])
    likely = np.exp(2.0)
    expected = [[likely / (likely + 1), 1 / (likely + 1)], [1 / 2, 1 / 2]]
    weights = student.mixture_responsibilities(x, means, variances, priors)
    assert_close(weights, expected, bound=EXACT, stating="(e², 1)/(e² + 1) at x = 0, and (1, 1)/2 at x = 1")
