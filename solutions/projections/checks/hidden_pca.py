"""pca(X, k): the first k principal components of the rows of X, the scores, and the shares of the variance."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_finite,
    assert_parts,
    assert_raises,
    assert_shape,
    assert_unmodified,
    examples_with_spreads,
    orthonormality_bound,
    pca_components_bound,
    pca_explained_bound,
    pca_scores_bound,
)

PARTS = ("components", "scores", "explained")
SHARE = "explained share"
DIRECTIONS = "the directions of largest variance of the centred rows, up to sign"
SHARES = "shares σ²/Σσ² of the variance, where the sum runs over all σ"


def draw(rng):
    """Examples and numbers of components: tall, square, wide and flat data; all of the components, some, one."""
    tall, square = examples_with_spreads(rng, 9, 3, (4, 2, 1)), examples_with_spreads(rng, 4, 4, (3, 1.5, 0.5))
    wide, flat = examples_with_spreads(rng, 4, 6, (5, 2, 1)), examples_with_spreads(rng, 7, 4, (2, 1))
    line = examples_with_spreads(rng, 5, 1, (3,))
    return [(tall, 3), (tall, 1), (square, 2), (wide, 3), (flat, 2), (line, 1)]


def parts_of(answer, X, k):
    """Components, scores and explained shares, of the right shapes, in float64."""
    shapes = ((k, X.shape[1]), (len(X), k), (k,))
    given = zip(assert_parts(answer, PARTS), shapes, (*PARTS[:2], SHARE), strict=True)
    return [assert_shape(value, shape, part).astype(np.float64) for value, shape, part in given]


def assert_components(components, expected, bound, stating=DIRECTIONS):
    """Rows that are as expected up to their signs; `bound` has one number a row."""
    signs = np.where(np.sum(components * expected, axis=1) < 0, -1.0, 1.0)[:, None]
    assert_close(signs * components, expected, bound=bound[:, None], stating=stating, part="components")


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="Components are rows, of length 1 and at right angles to one another.")
def test_pca_components_are_orthonormal(student, rng):
    for (X, k), answer in answers(student.pca, draw(rng)):
        components, *_ = parts_of(answer, X, k)
        products = components @ components.T
        bound = orthonormality_bound(X - X.mean(axis=0))
        stating = "orthonormal rows"
        assert_close(products, np.eye(k), bound=bound, stating=stating, part="products of components")


@pytest.mark.exercise("pca")
@pytest.mark.points(1, hint="The components are the first k right singular vectors of the centred data, as rows.")
def test_pca_finds_the_directions_of_largest_variance(student, reference, rng):
    for (X, k), answer in answers(student.pca, draw(rng)):
        components, *_ = parts_of(answer, X, k)
        expected, *_ = reference.pca(X, k)
        assert_components(components, expected, pca_components_bound(X, k))


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="Scores are the centred rows times the components: their signs go together.")
def test_pca_scores_are_coordinates_along_the_components(student, rng):
    for (X, k), answer in answers(student.pca, draw(rng)):
        components, scores, _ = parts_of(answer, X, k)
        expected, bound = (X - X.mean(axis=0)) @ components.T, pca_scores_bound(X)
        stating = "the centred rows times the returned components"
        assert_answer(scores, scores.shape, "scores")
        assert_agrees(scores, expected, bound=bound, stating=stating, part="scores")


@pytest.mark.exercise("pca")
@pytest.mark.points(1, hint="The share of a component is σ² over the sum of all σ², not of the k that are returned.")
def test_pca_explains_shares_of_the_total_variance(student, reference, rng):
    for (X, k), answer in answers(student.pca, draw(rng)):
        *_, explained = parts_of(answer, X, k)
        *_, expected = reference.pca(X, k)
        assert_close(explained, expected, bound=pca_explained_bound(X, k), stating=SHARES, part=SHARE)


@pytest.mark.exercise("pca")
@pytest.mark.points(
    1, hint="The covariance squares the spreads, and rounding drowns the small ones: take the SVD of the centred data."
)
def test_pca_keeps_small_components(student, reference, rng):
    cases = [
        (examples_with_spreads(rng, 8, d, (1, *more, 1e-7)), d) for d, more in ((2, ()), (3, (0.5,)), (3, (3e-7,)))
    ]
    for (X, k), answer in answers(student.pca, cases):
        components, _, explained = parts_of(answer, X, k)
        expected, _, shares = reference.pca(X, k)
        assert_components(
            components, expected, pca_components_bound(X, k), f"{DIRECTIONS}, down to 1e-7 of the largest"
        )
        assert_close(explained, shares, bound=pca_explained_bound(X, k), stating=SHARES, part=SHARE)


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="Subtract the mean of every column first: where the data lie is no variance.")
def test_pca_does_not_depend_on_where_the_data_lie(student, reference, rng):
    # Multiples of 2^-20, which no shift rounds.
    X = np.round(examples_with_spreads(rng, 8, 3, (4, 2, 1)) * 2**20) / 2**20
    expected, _, shares = reference.pca(X, 2)
    shifts = (np.zeros(3), rng.integers(5, 20, size=3), 1000 * rng.integers(-9, 10, size=3) + 1, np.full(3, 1e6))
    for (moved, k), answer in answers(student.pca, [(X + shift, 2) for shift in shifts]):
        components, _, explained = parts_of(answer, moved, k)
        stating = f"{DIRECTIONS}, wherever their mean is"
        assert_components(components, expected, pca_components_bound(moved, k), stating)
        stating = f"{SHARES}, wherever their mean is"
        assert_close(explained, shares, bound=pca_explained_bound(moved, k), stating=stating, part=SHARE)


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="In other units, components and shares stay as they are, and scores are in these units.")
def test_pca_of_tiny_and_huge_data(student, reference, rng):
    X = examples_with_spreads(rng, 7, 3, (4, 2, 1))
    cases = [(size * X, 2) for size in (1e-100, 1e-12, 1e12, 1e100)]
    for (scaled, k), answer in answers(student.pca, cases):
        components, scores, explained = parts_of(answer, scaled, k)
        expected, _, shares = reference.pca(scaled, k)
        assert_components(components, expected, pca_components_bound(scaled, k))
        along = (scaled - scaled.mean(axis=0)) @ components.T
        stating = "the centred rows times the returned components"
        assert_agrees(scores, along, bound=pca_scores_bound(scaled), stating=stating, part="scores")
        assert_close(explained, shares, bound=pca_explained_bound(scaled, k), stating=SHARES, part=SHARE)


@pytest.mark.exercise("pca")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_pca_keeps_the_precision(student, rng):
    X = np.vstack([np.eye(3), rng.integers(0, 2, size=(4, 3))])
    cases = [(X.astype(kind), 2) for kind in ("f8", "f4", "i8", "?")]
    for (given, _), answer in answers(student.pca, cases):
        for part, value in zip((*PARTS[:2], SHARE), assert_parts(answer, PARTS), strict=True):
            assert_dtype(value, np.float32 if given.dtype == np.float32 else np.float64, part)


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="X -= mean changes the caller's data; X - mean makes a new array. Lists are welcome too.")
def test_pca_leaves_its_inputs_alone(student, rng):
    X = examples_with_spreads(rng, 6, 3, (3, 1.5, 0.5))
    first, _, shares = parts_of(assert_unmodified(student.pca, X, 2), X, 2)
    assert_answer(first, (2, 3), "components")
    assert_finite(first, "components")
    calls = [arguments(X, 2), arguments(X.tolist(), 2), arguments(k=2, X=X), arguments(X.copy(order="F"), k=2)]
    calls.append(arguments(np.repeat(X, 2, axis=0)[::2], 2))
    stating = "the same for lists, keywords and other layouts as for plain arrays"
    for answer in student.pca.each(calls):
        components, _, explained = parts_of(answer, X, 2)
        assert_components(components, first, 2 * pca_components_bound(X, 2), stating)
        assert_agrees(explained, shares, bound=2 * pca_explained_bound(X, 2), stating=stating, part=SHARE)


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="X has two dimensions; anything else is a ValueError.")
def test_pca_rejects_wrong_dimensions(student, rng):
    X = examples_with_spreads(rng, 6, 3, (3, 1.5, 0.5))
    components, *_ = parts_of(student.pca(X, 1), X, 1)
    assert_answer(components, (1, 3), "components")
    assert_raises(ValueError, student.pca, X[0], 1)
