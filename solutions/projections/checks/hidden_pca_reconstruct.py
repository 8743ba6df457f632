"""pca_reconstruct(X, k): the rows of X from their mean and k principal components."""

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
    examples_with_spreads,
    pca_reconstruction_bound,
)

CLOSEST = "the mean plus the k components' part of every centred row"


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(1.5, hint="Add the mean to scores times components; k directions of the features, not of the rows.")
def test_pca_reconstruct_keeps_k_components(student, reference, rng):
    sizes = [
        (9, 3, (4, 2, 1), 1),
        (9, 3, (4, 2, 1), 2),
        (4, 4, (3, 1.5, 0.5), 2),
        (4, 6, (5, 2, 1), 1),
        (6, 4, (8, 4, 2, 1), 3),
    ]
    cases = [(examples_with_spreads(rng, n, d, spreads), k) for n, d, spreads, k in sizes]
    for (X, k), rebuilt in answers(student.pca_reconstruct, cases):
        expected, bound = reference.pca_reconstruct(X, k), pca_reconstruction_bound(X, k)
        assert_close(rebuilt, expected, bound=bound, stating=CLOSEST)


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(0.5, hint="With all components, and for rows on a line or a plane, nothing is lost.")
def test_pca_reconstruct_gives_back_what_fits(student, rng):
    cases = [(examples_with_spreads(rng, 8, 3, (4, 2, 1)), 3), (examples_with_spreads(rng, 5, 1, (2,)), 1)]
    cases += [(examples_with_spreads(rng, 7, 4, (2, 1)), 2), (examples_with_spreads(rng, 4, 6, (5, 2, 1)), 3)]
    for (X, k), rebuilt in answers(student.pca_reconstruct, cases):
        bound = pca_reconstruction_bound(X, k)
        assert_close(rebuilt, X, bound=bound, stating="X itself, since its centred rows have no more components")


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(
    0.5, hint="Subtract the mean of every column before, and add it after: data that move take it along."
)
def test_pca_reconstruct_moves_with_the_data(student, reference, rng):
    # Multiples of 2^-20, which no shift rounds.
    X = np.round(examples_with_spreads(rng, 8, 3, (4, 2, 1)) * 2**20) / 2**20
    here = reference.pca_reconstruct(X, 2)
    shifts = (np.zeros(3), rng.integers(5, 20, size=3), 1000 * rng.integers(-9, 10, size=3) + 1, np.full(3, 1e6))
    cases = [(X + shift, 2) for shift in shifts]
    for shift, ((moved, k), rebuilt) in zip(shifts, answers(student.pca_reconstruct, cases), strict=True):
        bound, stating = pca_reconstruction_bound(moved, k), f"{CLOSEST}, wherever the data lie"
        assert_close(rebuilt, here + shift, bound=bound, stating=stating)


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(0.5, hint="In other units the same points come back, in these units: no number is small by itself.")
def test_pca_reconstruct_of_tiny_and_huge_data(student, reference, rng):
    X = examples_with_spreads(rng, 7, 3, (4, 2, 1))
    cases = [(size * X, k) for size, k in ((1e-100, 2), (1e-12, 1), (1e12, 1), (1e100, 2))]
    for (scaled, k), rebuilt in answers(student.pca_reconstruct, cases):
        bound = pca_reconstruction_bound(scaled, k)
        assert_close(rebuilt, reference.pca_reconstruct(scaled, k), bound=bound, stating=CLOSEST)


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_pca_reconstruct_keeps_the_precision(student, rng):
    X = np.vstack([np.eye(3), rng.integers(0, 2, size=(4, 3))])
    cases = [(X.astype(kind), 2) for kind in ("f8", "f4", "i8", "?")]
    for (given, _), rebuilt in answers(student.pca_reconstruct, cases):
        assert_dtype(rebuilt, np.float32 if given.dtype == np.float32 else np.float64)


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(0.5, hint="X -= mean changes the caller's data; X - mean makes a new array. Lists are welcome too.")
def test_pca_reconstruct_leaves_its_inputs_alone(student, rng):
    X = examples_with_spreads(rng, 6, 3, (3, 1.5, 0.5))
    assert_answer(assert_unmodified(student.pca_reconstruct, X, 2), (6, 3))
    calls = [arguments(X, 2), arguments(X.tolist(), 2), arguments(k=2, X=X), arguments(X.copy(order="F"), k=2)]
    calls.append(arguments(np.repeat(X, 2, axis=0)[::2], 2))
    assert_same_answers(student.pca_reconstruct, calls, (6, 3), bound=2 * pca_reconstruction_bound(X, 2))


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(0.5, hint="X has two dimensions; anything else is a ValueError.")
def test_pca_reconstruct_rejects_wrong_dimensions(student, rng):
    X = examples_with_spreads(rng, 6, 3, (3, 1.5, 0.5))
    assert_shape(student.pca_reconstruct(X, 2), (6, 3))
    assert_raises(ValueError, student.pca_reconstruct, X[0], 1)
