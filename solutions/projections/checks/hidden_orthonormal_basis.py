"""orthonormal_basis(X, rtol): orthonormal columns Q with the span of X; any such basis is right."""

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
    assert_shape,
    assert_unmodified,
    conditioned_matrix,
    dependent_matrix,
    orthonormality_bound,
    projector_bound,
    repeating_matrix,
)


def draw(rng):
    """Columns of full rank: fewer than rows, as many, one, and more, which fill the space."""
    cases = [(conditioned_matrix(rng, n, d, 5),) for n, d in ((7, 3), (4, 4), (5, 1))]
    return [*cases, (dependent_matrix(rng, 3, 5, 3),)]


def basis(answer, rows, rank):
    """The answer as a basis of the right size."""
    return assert_shape(answer, (rows, rank)).astype(np.float64)


def assert_orthonormal(Q, X):
    bound = orthonormality_bound(X)
    assert_close(Q.T @ Q, np.eye(Q.shape[1]), bound=bound, stating="QᵀQ = I, orthonormal columns", part="product QᵀQ")


def assert_spans(Q, X, projector, bound):
    assert_close(Q @ Q.T, projector, bound=bound, stating="the projector on the span of X", part="product QQᵀ")


def thin_third(rng, rows, thickness):
    """Three columns of length about 1 in any order, one in the plane of the others but for a part `thickness` thick."""
    first, second, off = np.linalg.qr(rng.normal(size=(rows, 3)))[0].T
    columns = np.column_stack([first, second, (first + second + thickness * off) / np.sqrt(2)])
    return columns[:, rng.permutation(3)]


def almost_parallel(rng, count, thickness):
    """Columns of length 1 that all point in almost the same direction."""
    common, *apart = np.linalg.qr(rng.normal(size=(count + 3, count + 1)))[0].T
    return np.column_stack([common + thickness * each for each in apart])


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(0.5, hint="QᵀQ = I: every column has length 1 and is at right angles to all others.")
def test_orthonormal_basis_has_orthonormal_columns(student, rng):
    for (X,), answer in answers(student.orthonormal_basis, draw(rng)):
        Q = basis(answer, len(X), min(X.shape))
        assert_orthonormal(Q, X)


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(1, hint="span(Q) = span(X): Q has as many columns as X has rank, and QQᵀ leaves every column of X.")
def test_orthonormal_basis_spans_the_columns(student, reference, rng):
    for (X,), answer in answers(student.orthonormal_basis, draw(rng)):
        Q = basis(answer, len(X), min(X.shape))
        assert_spans(Q, X, reference.projection_matrix(X), projector_bound(X))


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(1, hint="Dependent columns add nothing to the span: keep as many directions as X has rank.")
def test_orthonormal_basis_of_dependent_columns(student, reference, rng):
    empty = conditioned_matrix(rng, 6, 3, 5)
    empty[:, rng.integers(2)] = 0  # not the last: whoever goes on from it must see it
    low = dependent_matrix(rng, 5, 6, 2)
    cases = [(repeating_matrix(rng, 7, 4), 3), (thin_third(rng, 6, 0), 2), (empty, 2), (low, 2), (np.ones((4, 2)), 1)]
    cases.append((dependent_matrix(rng, 4, 4, 2), 2))  # square, and its rows span another plane
    given = answers(student.orthonormal_basis, [(X,) for X, _ in cases])
    for (X, rank), (_, answer) in zip(cases, given, strict=True):
        Q = basis(answer, len(X), rank)
        assert_orthonormal(Q, X)
        assert_spans(Q, X, reference.projection_matrix(X), projector_bound(X))


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(0.5, hint="Directions in which X is at most rtol times as large as in its largest do not count.")
def test_orthonormal_basis_respects_rtol(student, rng):
    size = 10.0 ** rng.uniform(-3, 3)
    X, thinner = size * thin_third(rng, 6, 1e-5), size * thin_third(rng, 6, 1e-8)
    calls = [arguments(X, 1e-2), arguments(X, 1e-8), arguments(X=X, rtol=1e-3), arguments(X), arguments(thinner)]
    expected = [(X, 1e-2, 2), (X, 1e-8, 3), (X, 1e-3, 2), (X, 1e-10, 3), (thinner, 1e-10, 3)]
    for (columns, rtol, rank), answer in zip(expected, student.orthonormal_basis.each(calls), strict=True):
        Q = basis(answer, 6, rank)
        bound = (rtol + orthonormality_bound(columns)) * np.linalg.norm(columns, 2)
        stating = "X, but for at most rtol of its size"
        assert_close(Q @ (Q.T @ columns), columns, bound=bound, stating=stating, part="product QQᵀX")


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(
    0.5, hint="Compare with the largest singular value, not with a number: a tiny X has a span as well."
)
def test_orthonormal_basis_of_tiny_and_huge_columns(student, reference, rng):
    whole, deficient = conditioned_matrix(rng, 6, 3, 5), repeating_matrix(rng, 6, 3)
    cases = [(1e-100 * whole, 3), (1e-12 * whole, 3), (1e12 * deficient, 2), (1e100 * deficient, 2)]
    given = answers(student.orthonormal_basis, [(X,) for X, _ in cases])
    for (X, rank), (_, answer) in zip(cases, given, strict=True):
        Q = basis(answer, 6, rank)
        assert_orthonormal(Q, X)
        assert_spans(Q, X, reference.projection_matrix(X), projector_bound(X))


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(
    0.5, hint="Almost parallel columns: Gram–Schmidt as on paper loses right angles; QR and the SVD of X do not."
)
def test_orthonormal_basis_stays_orthonormal_when_ill_conditioned(student, reference, rng):
    cases = [(almost_parallel(rng, columns, 1e-6),) for columns in (3, 4, 5)]
    cases.append((conditioned_matrix(rng, 6, 3, 1e6),))
    # Gram–Schmidt drops what more columns than rows leave over; a factor of XᵀX does not, and that tells the two apart.
    cases.append((dependent_matrix(rng, 3, 5, 3),))
    for (X,), answer in answers(student.orthonormal_basis, cases):
        Q = basis(answer, len(X), min(X.shape))
        assert_orthonormal(Q, X)
        assert_spans(Q, X, reference.projection_matrix(X), projector_bound(X))


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_orthonormal_basis_keeps_the_precision(student, rng):
    X = np.vstack([np.eye(3), rng.integers(0, 2, size=(3, 3))])
    for (given,), Q in answers(student.orthonormal_basis, [(X.astype(kind),) for kind in ("f8", "f4", "i8", "?")]):
        assert_dtype(Q, np.float32 if given.dtype == np.float32 else np.float64)


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(
    0.5, hint="Begin with np.asarray, keep the names X and rtol, and do not normalise the caller's columns in place."
)
def test_orthonormal_basis_leaves_its_inputs_alone(student, rng):
    X = 3 * conditioned_matrix(rng, 5, 3, 3)
    first = assert_answer(assert_unmodified(student.orthonormal_basis, X), (5, 3)).astype(np.float64)
    calls = [arguments(X.tolist()), arguments(rtol=1e-10, X=X), arguments(X.copy(order="F"))]
    calls.append(arguments(np.repeat(X, 2, axis=0)[::2]))
    stating = "the same span for lists, keywords and other layouts as for plain arrays"
    for answer in student.orthonormal_basis.each(calls):
        Q = basis(answer, 5, 3)
        assert_agrees(Q @ Q.T, first @ first.T, bound=2 * projector_bound(X), stating=stating, part="product QQᵀ")


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(0.5, hint="X has two dimensions; anything else is a ValueError.")
def test_orthonormal_basis_rejects_wrong_dimensions(student, rng):
    X = conditioned_matrix(rng, 5, 3, 3)
    assert_answer(student.orthonormal_basis(X), (5, 3))
    assert_raises(ValueError, student.orthonormal_basis, X[0])
