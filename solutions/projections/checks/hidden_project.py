"""project(X, y): the point of the span of the columns of X that is closest to y."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_orthogonal,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    conditioned_matrix,
    dependent_matrix,
    different_sizes,
    orthogonality_bound,
    repeating_matrix,
    residual_bound,
)

CLOSEST = "the point of the span that is closest to y"
MANY = 100_000
"""Rows: an (n, n) array of these would take 80 GB."""


@pytest.mark.exercise("project")
@pytest.mark.points(1, hint="ŷ = Q(Qᵀy) with an orthonormal basis Q of the span; there is no intercept.")
def test_project_finds_the_closest_point(student, reference, rng):
    cases = [(conditioned_matrix(rng, n, d, 5), rng.normal(size=n)) for n, d in ((9, 3), (6, 5), (5, 1))]
    for (X, y), point in answers(student.project, cases):
        assert_close(point, reference.project(X, y), bound=residual_bound(X, y), stating=CLOSEST)


@pytest.mark.exercise("project")
@pytest.mark.points(0.5, hint="y − ŷ stands at right angles to every column of X; otherwise a closer point exists.")
def test_project_leaves_an_orthogonal_residual(student, rng):
    cases = [(conditioned_matrix(rng, n, d, 5), 3 + rng.normal(size=n)) for n, d in ((9, 3), (7, 6), (5, 1))]
    for (X, y), answer in answers(student.project, cases):
        point = assert_answer(answer, y.shape).astype(np.float64)
        assert_orthogonal(X, y - point, bound=orthogonality_bound(X, y), part="difference y − ŷ")


@pytest.mark.exercise("project")
@pytest.mark.points(0.5, hint="What lies in the span is its own closest point; a regular square X spans everything.")
def test_project_leaves_the_span_where_it_is(student, rng):
    tall = conditioned_matrix(rng, 8, 3, 5)
    cases = [(tall, tall[:, 0]), (tall, tall @ rng.normal(size=3))]
    whole = (conditioned_matrix(rng, 4, 4, 5), dependent_matrix(rng, 3, 5, 3))
    cases += [(X, rng.normal(size=len(X))) for X in whole]
    for (X, y), point in answers(student.project, cases):
        assert_close(point, y, bound=residual_bound(X, y), stating="y itself, since it lies in the span")


@pytest.mark.exercise("project")
@pytest.mark.points(
    0.5, hint="XᵀX has no inverse when columns are dependent, but the closest point of the span is as unique as ever."
)
def test_project_on_dependent_columns(student, reference, rng):
    empty = conditioned_matrix(rng, 6, 3, 5)
    empty[:, rng.integers(2)] = 0  # not the last: whoever goes on from it must see it
    dependent = (repeating_matrix(rng, 7, 3), dependent_matrix(rng, 6, 4, 2), empty, np.ones((5, 2)))
    cases = [(X, rng.normal(size=len(X))) for X in dependent]
    for (X, y), point in answers(student.project, cases):
        assert_close(point, reference.project(X, y), bound=residual_bound(X, y), stating=CLOSEST)


@pytest.mark.exercise("project")
@pytest.mark.points(0.5, hint="XᵀX squares the condition number: work on X itself, by QR, the SVD or lstsq.")
def test_project_stays_accurate_when_ill_conditioned(student, reference, rng):
    cases = []
    for columns in (3, 4, 5):
        X = conditioned_matrix(rng, 2 * columns, columns, 1e6)
        # The last direction is the one that a squared condition number loses.
        thin = np.linalg.svd(X, full_matrices=False)[0][:, -1]
        cases.append((X, rng.normal(size=2 * columns) + 2 * thin))
    for (X, y), point in answers(student.project, cases):
        stating = f"{CLOSEST}, to the accuracy that the condition 1e6 allows"
        assert_close(point, reference.project(X, y), bound=residual_bound(X, y), stating=stating)


@pytest.mark.exercise("project")
@pytest.mark.points(
    0.5, hint="Compare with the largest singular value, not with a number: a tiny X has a span as well."
)
def test_project_of_tiny_and_huge_numbers(student, reference, rng):
    X, y = conditioned_matrix(rng, 6, 3, 5), rng.normal(size=6)
    sizes = ((1e-100, 1.0), (1e-12, 1e12), (1e100, 1.0), (1.0, 1e-100), (1.0, 1e100))
    for (wide, far), point in answers(student.project, [(size * X, length * y) for size, length in sizes]):
        assert_close(point, reference.project(wide, far), bound=residual_bound(wide, far), stating=CLOSEST)


@pytest.mark.exercise("project")
@pytest.mark.points(0.5, hint="Multiply Qᵀy first: Q(Qᵀy) needs no (n, n) array. Ask for full_matrices=False.")
def test_project_of_many_rows(student, rng):
    # Small whole numbers, of which sums and products are exact, so that the normal equations are as well.
    X, y = (rng.integers(-4, 5, size=shape, dtype=np.int8).astype(np.float64) for shape in ((MANY, 2), MANY))
    point = assert_shape(student.project(X, y), y.shape)
    square = X.T @ X
    smallest, largest = np.linalg.eigvalsh(square)
    expected = X @ np.linalg.solve(square, X.T @ y)
    bound = residual_bound(X, y, condition=np.sqrt(largest / smallest))
    assert_close(point, expected, bound=bound, stating=CLOSEST)


@pytest.mark.exercise("project")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_project_keeps_the_precision(student, rng):
    X, y = np.vstack([np.eye(3), rng.integers(0, 2, size=(3, 3))]), rng.integers(0, 2, size=6)
    cases = [(X.astype(kind), y.astype(kind)) for kind in ("f8", "f4", "i8", "?")]
    for (given, _), point in answers(student.project, cases):
        assert_dtype(point, np.float32 if given.dtype == np.float32 else np.float64)


@pytest.mark.exercise("project")
@pytest.mark.points(
    0.5, hint="Begin with np.asarray, keep the names X and y, and change neither: y -= … would be the caller's y."
)
def test_project_leaves_its_inputs_alone(student, rng):
    X, y = conditioned_matrix(rng, 5, 3, 3), rng.normal(size=5)
    assert_answer(assert_unmodified(student.project, X, y), (5,))
    calls = [arguments(X, y), arguments(X.tolist(), y.tolist()), arguments(y=y, X=X)]
    calls.append(arguments(X.copy(order="F"), np.repeat(y, 2)[::2]))
    assert_same_answers(student.project, calls, (5,), bound=2 * residual_bound(X, y))


@pytest.mark.exercise("project")
@pytest.mark.points(
    0.5, hint="Compare len(X) with len(y), and name both shapes in the ValueError; y has one dimension."
)
def test_project_rejects_shapes_that_do_not_fit(student, rng):
    d, n, other = sorted(different_sizes(rng, 3))
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    assert_answer(student.project(X, y), (n,))
    assert_raises(ValueError, student.project, X, rng.normal(size=other), mentions=(n, other))
    assert_raises(ValueError, student.project, X, y[:, None])
    assert_raises(ValueError, student.project, X[:, 0], y)
