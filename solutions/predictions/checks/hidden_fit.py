"""fit(X, y): least-squares weights, the shortest where there are many."""

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
    repeating_matrix,
)


@pytest.mark.exercise("fit")
@pytest.mark.points(1, hint="np.linalg.lstsq(X, y) minimises the norm of Xw − y; there is no intercept and no penalty.")
def test_fit_solves_least_squares(student, reference, rng):
    shapes = ((9, 3), (4, 4), (6, 1), (1, 1))
    cases = [(conditioned_matrix(rng, n, d, 5), rng.normal(size=n)) for n, d in shapes]
    for (X, y), w in answers(student.fit, cases):
        assert_close(w, reference.fit(X, y), bound=least_squares_bound(X, y), stating="the w that minimises ‖Xw − y‖")


@pytest.mark.exercise("fit")
@pytest.mark.points(
    1, hint="Dependent columns leave many best weights; lstsq and the pseudo-inverse choose the shortest."
)
def test_fit_has_minimum_norm_when_rank_deficient(student, reference, rng):
    repeating, wide = repeating_matrix(rng, 7, 4), conditioned_matrix(rng, 3, 6, 5)
    cases = [(X, rng.normal(size=len(X))) for X in (repeating, wide, np.ones((3, 3)), 2.0**-30 * repeating)]
    for (X, y), w in answers(student.fit, cases):
        expected, bound = reference.fit(X, y), least_squares_bound(X, y)
        assert_close(w, expected, bound=bound, stating="the shortest w that minimises ‖Xw − y‖")


@pytest.mark.exercise("fit")
@pytest.mark.points(1, hint="XᵀX squares the condition number: work on X itself, by lstsq, QR or the SVD.")
def test_fit_stays_accurate_when_ill_conditioned(student, reference, rng):
    cases = []
    for columns in (3, 4, 5):
        X = conditioned_matrix(rng, 2 * columns, columns, 1e6)
        cases.append((X, X @ rng.normal(size=columns)))
    for (X, y), w in answers(student.fit, cases):
        assert_close(
            w,
            reference.fit(X, y),
            bound=least_squares_bound(X, y),
            stating="w to the accuracy that the condition 1e6 allows",
        )


@pytest.mark.exercise("fit")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_fit_keeps_the_precision(student, rng):
    X, y = np.vstack([np.eye(3), rng.integers(0, 2, size=(3, 3))]), rng.integers(0, 2, size=6)
    for (X, _), w in answers(student.fit, [(X.astype(kind), y.astype(kind)) for kind in ("f8", "f4", "i8", "?")]):
        assert_dtype(w, np.float32 if X.dtype == np.float32 else np.float64)


@pytest.mark.exercise("fit")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names X and y.")
def test_fit_takes_lists_and_keywords(student, rng):
    X, y = conditioned_matrix(rng, 5, 3, 3), rng.normal(size=5)
    calls = [arguments(X, y), arguments(X.tolist(), y.tolist()), arguments(y=y, X=X)]
    calls.append(arguments(X.copy(order="F"), np.repeat(y, 2)[::2]))
    assert_same_answers(student.fit, calls, (3,), bound=2 * least_squares_bound(X, y))


@pytest.mark.exercise("fit")
@pytest.mark.points(0.5, hint="Centring or scaling X in place changes the caller's array.")
def test_fit_leaves_its_inputs_alone(student, rng):
    assert_answer(assert_unmodified(student.fit, rng.normal(size=(6, 3)), rng.normal(size=6)), (3,))


@pytest.mark.exercise("fit")
@pytest.mark.points(0.5, hint="Compare len(X) with len(y), and name both shapes in the ValueError.")
def test_fit_rejects_shapes_that_do_not_fit(student, rng):
    d, n, other = sorted(different_sizes(rng, 3))
    X = rng.normal(size=(n, d))
    assert_answer(student.fit(X, rng.normal(size=n)), (d,))
    assert_raises(ValueError, student.fit, X, rng.normal(size=other), mentions=(n, other))


@pytest.mark.exercise("fit")
@pytest.mark.points(0.5, hint="X has two dimensions and y one; anything else is a ValueError.")
def test_fit_rejects_wrong_dimensions(student, rng):
    X, y = rng.normal(size=(5, 3)), rng.normal(size=5)
    assert_shape(student.fit(X, y), (3,))
    assert_raises(ValueError, student.fit, X, y[:, None])
    assert_raises(ValueError, student.fit, X[:, 0], y)
