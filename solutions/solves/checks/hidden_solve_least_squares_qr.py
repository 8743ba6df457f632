"""solve_least_squares_qr(X, y): the w that minimises ‖Xw − y‖, from X = QR and Rw = Qᵀy."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    conditioned_matrix,
    different_sizes,
    least_squares_bound,
)

MINIMISER = "the w that minimises ‖Xw − y‖"


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(1.5, hint="X = QR leaves the triangular system Rw = Qᵀy: Qᵀ, not Q⁻¹, and no intercept.")
def test_solve_least_squares_qr_minimises_the_residual(student, reference, rng):
    shapes = ((9, 3), (7, 6), (4, 4), (6, 1), (1, 1))
    cases = [(2 * conditioned_matrix(rng, n, d, 5), rng.normal(size=n)) for n, d in shapes]
    for (X, y), w in answers(student.solve_least_squares_qr, cases):
        expected = reference.solve_least_squares_qr(X, y)
        assert_close(w, expected, bound=least_squares_bound(X, y), stating=MINIMISER)


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(1, hint="XᵀX squares the condition number: take the QR decomposition of X itself.")
def test_solve_least_squares_qr_stays_accurate_when_ill_conditioned(student, reference, rng):
    cases = []
    for columns in (4, 5, 6):
        X = conditioned_matrix(rng, 2 * columns, columns, 1e6)
        cases.append((X, X @ rng.normal(size=columns)))
    for (X, y), w in answers(student.solve_least_squares_qr, cases):
        expected, bound = reference.solve_least_squares_qr(X, y), least_squares_bound(X, y)
        assert_close(w, expected, bound=bound, stating="w to the accuracy that the condition 1e6 allows")


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(0.5, hint="Whether X has full rank does not depend on its size: a fixed small number says nothing.")
def test_solve_least_squares_qr_at_any_size(student, reference, rng):
    sizes = ((1e-100, 1), (1e100, 1), (1, 1e-100), (1, 1e100), (1e-100, 1e-100))
    cases = [(size_X * conditioned_matrix(rng, 6, 3, 5), size_y * rng.normal(size=6)) for size_X, size_y in sizes]
    for (X, y), w in answers(student.solve_least_squares_qr, cases):
        expected = reference.solve_least_squares_qr(X, y)
        assert_close(w, expected, bound=least_squares_bound(X, y), stating=MINIMISER)


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_solve_least_squares_qr_keeps_the_precision(student, rng):
    X, y = np.vstack([np.eye(3), rng.integers(0, 2, size=(3, 3))]), rng.integers(0, 2, size=6)
    cases = [(X.astype(kind), y.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (X, _), w in answers(student.solve_least_squares_qr, cases):
        assert_shape(w, (3,))
        assert_dtype(w, np.float32 if X.dtype == np.float32 else np.float64)


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names X and y.")
def test_solve_least_squares_qr_takes_lists_and_keywords(student, rng):
    X, y = conditioned_matrix(rng, 5, 3, 3), rng.normal(size=5)
    calls = [arguments(X, y), arguments(X.tolist(), y.tolist()), arguments(y=y, X=X)]
    calls.append(arguments(X.copy(order="F"), np.repeat(y, 2)[::2]))
    assert_same_answers(student.solve_least_squares_qr, calls, (3,), bound=2 * least_squares_bound(X, y))


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(0.5, hint="Orthogonalising the columns in place changes the caller's X: work on a copy.")
def test_solve_least_squares_qr_leaves_its_inputs_alone(student, rng):
    X, y = rng.normal(size=(6, 3)), rng.normal(size=6)
    assert_answer(assert_unmodified(student.solve_least_squares_qr, X, y), (3,))
    w = assert_unmodified(student.solve_least_squares_qr, X.astype(np.float32), y.astype(np.float32))
    assert_answer(w, (3,))


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(0.5, hint="Compare len(X) with len(y), and name both shapes in the ValueError.")
def test_solve_least_squares_qr_rejects_shapes_that_do_not_fit(student, rng):
    d, n, other = sorted(different_sizes(rng, 3))
    X = rng.normal(size=(n, d))
    assert_answer(student.solve_least_squares_qr(X, rng.normal(size=n)), (d,))
    assert_raises(ValueError, student.solve_least_squares_qr, X, rng.normal(size=other), mentions=(n, other))


@pytest.mark.exercise("solve_least_squares_qr")
@pytest.mark.points(0.5, hint="X has two dimensions and y one; anything else is a ValueError.")
def test_solve_least_squares_qr_rejects_wrong_dimensions(student, rng):
    X, y = rng.normal(size=(5, 3)), rng.normal(size=5)
    assert_shape(student.solve_least_squares_qr(X, y), (3,))
    assert_raises(ValueError, student.solve_least_squares_qr, X, y[:, None])
    assert_raises(ValueError, student.solve_least_squares_qr, X[:, 0], y)
