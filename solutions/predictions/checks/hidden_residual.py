"""residual(X, y) = y − X·fit(X, y): what the span of the columns cannot reach."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_orthogonal,
    assert_raises,
    assert_shape,
    assert_unmodified,
    conditioned_matrix,
    different_sizes,
    orthogonality_bound,
    repeating_matrix,
    residual_bound,
)


@pytest.mark.exercise("residual")
@pytest.mark.points(1, hint="Xᵀr = 0: y − Xw stands at right angles to every column when w solves least squares.")
def test_residual_is_orthogonal_to_the_columns(student, rng):
    shapes = ((9, 3), (7, 6), (5, 1))
    cases = [(conditioned_matrix(rng, n, d, 5), 3 + rng.normal(size=n)) for n, d in shapes]
    for (X, y), r in answers(student.residual, cases):
        assert_answer(r, y.shape)
        assert_orthogonal(X, r, bound=orthogonality_bound(X, y))


@pytest.mark.exercise("residual")
@pytest.mark.points(1, hint="The residual is y − Xw, in this order: what is left of y after the prediction.")
def test_residual_is_what_the_prediction_leaves(student, reference, rng):
    cases = [(conditioned_matrix(rng, n, d, 5), rng.normal(size=n)) for n, d in ((8, 3), (5, 5), (2, 1))]
    for (X, y), r in answers(student.residual, cases):
        assert_close(r, reference.residual(X, y), bound=residual_bound(X, y), stating="y − Xw with the best w")


@pytest.mark.exercise("residual")
@pytest.mark.points(
    0.5, hint="y = Xw lies in the span already: nothing is left of it. So it is when X is square and regular."
)
def test_residual_vanishes_in_the_span(student, rng):
    tall, square = conditioned_matrix(rng, 8, 3, 5), conditioned_matrix(rng, 4, 4, 5)
    assert_answer(student.residual(tall, rng.normal(size=8)), (8,))
    cases = [(tall, tall @ rng.normal(size=3)), (square, rng.normal(size=4))]
    for (X, y), r in answers(student.residual, cases):
        assert_close(r, np.zeros(len(y)), bound=residual_bound(X, y), stating="r = 0, since y lies in the span")


@pytest.mark.exercise("residual")
@pytest.mark.points(
    0.5, hint="Dependent columns span a smaller space, but the closest point of it is as unique as ever."
)
def test_residual_exists_when_rank_deficient(student, reference, rng):
    cases = [(repeating_matrix(rng, 7, 4), rng.normal(size=7)), (np.ones((5, 2)), rng.normal(size=5))]
    for (X, y), r in answers(student.residual, cases):
        length = np.linalg.norm(assert_answer(r, y.shape).astype(np.float64))
        assert_orthogonal(X, r, bound=orthogonality_bound(X, y))
        # Orthogonal it is too when more than the span was taken from y, as by all columns of an unpivoted Q.
        shortest, bound = np.linalg.norm(reference.residual(X, y)), np.sqrt(len(y)) * residual_bound(X, y)
        stating = "the distance of y from the span, and no shorter one"
        assert_close(length, shortest, bound=bound, stating=stating, part="length ‖r‖")


@pytest.mark.exercise("residual")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_residual_keeps_the_precision(student, rng):
    examples, targets = np.vstack([np.eye(3), rng.integers(0, 2, size=(4, 3))]), rng.integers(0, 2, size=7)
    cases = [(examples.astype(kind), targets.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (X, _), r in answers(student.residual, cases):
        assert_dtype(r, np.float32 if X.dtype == np.float32 else np.float64)


@pytest.mark.exercise("residual")
@pytest.mark.points(0.5, hint="y -= X @ w changes the caller's y; y - X @ w makes a new array.")
def test_residual_leaves_its_inputs_alone(student, rng):
    assert_answer(assert_unmodified(student.residual, rng.normal(size=(6, 3)), rng.normal(size=6)), (6,))


@pytest.mark.exercise("residual")
@pytest.mark.points(
    0.5, hint="Compare len(X) with len(y), and name both shapes in the ValueError; X has two dimensions and y one."
)
def test_residual_rejects_shapes_that_do_not_fit(student, rng):
    d, n, other = sorted(different_sizes(rng, 3))
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    assert_shape(student.residual(X, y), (n,))
    assert_raises(ValueError, student.residual, X, rng.normal(size=other), mentions=(n, other))
    assert_raises(ValueError, student.residual, X, y[:, None])
    assert_raises(ValueError, student.residual, X[:, 0], y)
