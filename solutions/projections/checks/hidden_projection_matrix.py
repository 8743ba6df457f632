"""projection_matrix(X): the matrix P of the orthogonal projection on the span of the columns of X."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    conditioned_matrix,
    dependent_matrix,
    product_bound,
    projector_bound,
    repeating_matrix,
)

PROJECTOR = "the projector on the span of the columns"


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(1, hint="P = QQᵀ with an orthonormal basis Q of the span: (n, n), whatever the number of columns.")
def test_projection_matrix_projects_on_the_span(student, reference, rng):
    cases = [(conditioned_matrix(rng, n, d, 5),) for n, d in ((7, 3), (5, 4), (4, 1), (1, 1))]
    for (X,), P in answers(student.projection_matrix, cases):
        assert_close(P, reference.projection_matrix(X), bound=projector_bound(X), stating=PROJECTOR)


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(0.5, hint="Pᵀ = P, PP = P and PX = X: projecting at right angles, twice is once, and X stays.")
def test_projection_matrix_is_a_symmetric_projector(student, rng):
    cases = [(conditioned_matrix(rng, n, d, 5),) for n, d in ((6, 3), (5, 1))]
    for (X,), answer in answers(student.projection_matrix, cases):
        P = assert_answer(answer, (len(X), len(X))).astype(np.float64)
        bound = 4 * projector_bound(X)
        assert_agrees(P, P.T, bound=bound, stating="a symmetric matrix")
        assert_agrees(P @ P, P, bound=bound, stating="PP = P", part="product PP")
        assert_close(P @ X, X, bound=bound + product_bound(P, X), stating="PX = X", part="product PX")


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(0.5, hint="When the columns fill all of Rⁿ, nothing is left to project: P = I.")
def test_projection_matrix_on_the_whole_space(student, rng):
    cases = [(conditioned_matrix(rng, 4, 4, 5),), (dependent_matrix(rng, 3, 5, 3),), (dependent_matrix(rng, 2, 4, 2),)]
    for (X,), P in answers(student.projection_matrix, cases):
        assert_close(P, np.eye(len(X)), bound=projector_bound(X), stating="the identity, since the columns span Rⁿ")


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(
    0.5, hint="P depends on the span alone: longer, shorter, reordered or mixed columns have the same projector."
)
def test_projection_matrix_depends_on_the_span_alone(student, reference, rng):
    X = conditioned_matrix(rng, 6, 3, 5)
    mixed = X @ conditioned_matrix(rng, 3, 3, 3)
    others = [X[:, rng.permutation(3)], X * [64, 1, -1 / 64], mixed, 1e-100 * X, 1e-12 * X, 1e100 * X]
    expected = reference.projection_matrix(X)
    for (other,), P in answers(student.projection_matrix, [(other,) for other in others]):
        bound = projector_bound(X) + projector_bound(other)
        assert_close(P, expected, bound=bound, stating="the same projector for other columns with the same span")


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(
    1, hint="XᵀX has no inverse when columns are dependent; an orthonormal basis or the pseudo-inverse needs none."
)
def test_projection_matrix_of_dependent_columns(student, reference, rng):
    empty = conditioned_matrix(rng, 6, 3, 5)
    empty[:, rng.integers(2)] = 0  # not the last: whoever goes on from it must see it
    cases = [(repeating_matrix(rng, 7, 3),), (dependent_matrix(rng, 6, 4, 2),), (empty,), (np.ones((3, 3)),)]
    cases.append((dependent_matrix(rng, 4, 4, 2),))  # square, and its rows span another plane
    for (X,), P in answers(student.projection_matrix, cases):
        stating = f"{PROJECTOR}, some of which are dependent"
        assert_close(P, reference.projection_matrix(X), bound=projector_bound(X), stating=stating)


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(0.5, hint="XᵀX squares the condition number: work on X itself, by QR, the SVD or pinv(X).")
def test_projection_matrix_stays_accurate_when_ill_conditioned(student, reference, rng):
    cases = [(conditioned_matrix(rng, 2 * columns, columns, 1e6),) for columns in (3, 4, 5)]
    for (X,), P in answers(student.projection_matrix, cases):
        stating = "P to the accuracy that the condition 1e6 allows"
        assert_close(P, reference.projection_matrix(X), bound=projector_bound(X), stating=stating)


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_projection_matrix_keeps_the_precision(student, rng):
    X = np.vstack([np.eye(3), rng.integers(0, 2, size=(3, 3))])
    for (given,), P in answers(student.projection_matrix, [(X.astype(kind),) for kind in ("f8", "f4", "i8", "?")]):
        assert_dtype(P, np.float32 if given.dtype == np.float32 else np.float64)


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(
    0.5, hint="Begin with np.asarray, keep the name X, and do not normalise the caller's columns in place."
)
def test_projection_matrix_leaves_its_inputs_alone(student, rng):
    X = 3 * conditioned_matrix(rng, 5, 3, 3)
    assert_answer(assert_unmodified(student.projection_matrix, X), (5, 5))
    calls = [arguments(X), arguments(X.tolist()), arguments(X=X), arguments(X.copy(order="F"))]
    calls.append(arguments(np.repeat(X, 2, axis=0)[::2]))
    assert_same_answers(student.projection_matrix, calls, (5, 5), bound=2 * projector_bound(X))


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(0.5, hint="X has two dimensions; anything else is a ValueError.")
def test_projection_matrix_rejects_wrong_dimensions(student, rng):
    X = rng.normal(size=(5, 3))
    assert_shape(student.projection_matrix(X), (5, 5))
    assert_raises(ValueError, student.projection_matrix, X[0])
