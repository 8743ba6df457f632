"""fit_ridge(X, y, alpha): the w that minimises ‖Xw − y‖² + alpha‖w‖²."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_finite,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    assert_vanishes,
    conditioned_matrix,
    different_sizes,
    repeating_matrix,
    ridge_bound,
    ridge_gradient_bound,
)

MINIMISER = "the w that minimises ‖Xw − y‖² + alpha‖w‖²"


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(
    1.5, hint="At the minimum (XᵀX + alpha·I)w = Xᵀy: alpha itself, not alpha/n or alpha², and no intercept."
)
def test_fit_ridge_minimises_the_penalised_error(student, reference, rng):
    cases = []
    for n, d in ((9, 3), (4, 4), (3, 6), (1, 1)):
        X, y = conditioned_matrix(rng, n, d, 5), rng.normal(size=n)
        cases += [(X, y, 0.1), (X, y, 3)]
    X = repeating_matrix(rng, 7, 3)
    cases += [(X, rng.normal(size=7), 0.5), (X, rng.normal(size=7), 1e4)]
    for (X, y, alpha), w in answers(student.fit_ridge, cases):
        assert_close(w, reference.fit_ridge(X, y, alpha), bound=ridge_bound(X, y, alpha), stating=MINIMISER)


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(0.5, hint="Without a penalty ridge regression is least squares.")
def test_fit_ridge_without_penalty_is_least_squares(student, reference, rng):
    cases = [(conditioned_matrix(rng, n, d, 5), rng.normal(size=n), 0.0) for n, d in ((8, 3), (5, 5), (4, 1))]
    for (X, y, alpha), w in answers(student.fit_ridge, cases):
        assert_close(w, reference.fit(X, y), bound=ridge_bound(X, y, alpha), stating="the least-squares weights")


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(1, hint="np.linalg.solve(A, b) leaves a smaller error in A·w = b than np.linalg.inv(A) @ b does.")
def test_fit_ridge_solves_rather_than_inverts(student, rng):
    alpha = 1e-9
    cases = []
    for _ in range(8):
        X = conditioned_matrix(rng, 8, 4, 1e6)
        cases.append((X, X @ rng.normal(size=4), alpha))
    for (X, y, _), answer in answers(student.fit_ridge, cases):
        w = assert_shape(answer, (4,)).astype(np.float64)
        assert_finite(w)
        gradient = float(np.linalg.norm(X.T @ (y - X @ w) - alpha * w))
        assert_vanishes(gradient, bound=ridge_gradient_bound(X, y, alpha), what="‖Xᵀ(y − Xw) − alpha·w‖")


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(0.5, hint="alpha < 0 is a ValueError; alpha = 0 is not.")
def test_fit_ridge_rejects_a_negative_penalty(student, rng):
    X, y = conditioned_matrix(rng, 6, 3, 5), rng.normal(size=6)
    assert_answer(student.fit_ridge(X, y, 0.0), (3,))
    assert_raises(ValueError, student.fit_ridge, X, y, -0.25)
    assert_raises(ValueError, student.fit_ridge, X, y, alpha=-1e-6)


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(0.5, hint="np.eye(d) is float64 and makes the sum float64: np.eye(d, dtype=X.dtype) does not.")
def test_fit_ridge_keeps_the_precision(student, rng):
    X, y = np.vstack([np.eye(3), rng.integers(0, 2, size=(3, 3))]), rng.integers(0, 2, size=6)
    cases = [(X.astype(kind), y.astype(kind), 0.5) for kind in ("f8", "f4", "i8", "?")]
    for (X, _, _), w in answers(student.fit_ridge, cases):
        assert_dtype(w, np.float32 if X.dtype == np.float32 else np.float64)


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names X, y and alpha.")
def test_fit_ridge_takes_lists_and_keywords(student, rng):
    X, y = conditioned_matrix(rng, 5, 3, 3), rng.normal(size=5)
    calls = [arguments(X, y, 1.0), arguments(X.tolist(), y.tolist(), 1), arguments(alpha=1.0, y=y, X=X)]
    calls.append(arguments(X.copy(order="F"), np.repeat(y, 2)[::2], 1.0))
    assert_same_answers(student.fit_ridge, calls, (3,), bound=2 * ridge_bound(X, y, 1.0))


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(
    0.5, hint="Adding alpha to the diagonal in place, or centring X in place, changes what is not yours."
)
def test_fit_ridge_leaves_its_inputs_alone(student, rng):
    assert_answer(assert_unmodified(student.fit_ridge, rng.normal(size=(6, 3)), rng.normal(size=6), 0.5), (3,))


@pytest.mark.exercise("fit_ridge")
@pytest.mark.points(
    0.5, hint="Compare len(X) with len(y), and name both shapes in the ValueError; X has two dimensions and y one."
)
def test_fit_ridge_rejects_shapes_that_do_not_fit(student, rng):
    d, n, other = sorted(different_sizes(rng, 3))
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    assert_answer(student.fit_ridge(X, y, 0.5), (d,))
    assert_raises(ValueError, student.fit_ridge, X, rng.normal(size=other), 0.5, mentions=(n, other))
    assert_raises(ValueError, student.fit_ridge, X, y[:, None], 0.5)
    assert_raises(ValueError, student.fit_ridge, X[:, 0], y, 0.5)
