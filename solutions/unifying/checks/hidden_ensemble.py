"""ensemble(predictions, weights) = Σ weights[i]·predictions[i] over the models, for convex weights only."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_between,
    assert_close,
    assert_dtype,
    assert_each_raises,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    different_sizes,
    ensemble_bound,
    hull_bound,
)

DEFINITION = "the sum of weights[i]·predictions[i] over all models"


def exactly_convex(rng, m):
    """Random weights whose sum is 1 without any rounding."""
    return (1 + rng.multinomial(64 - m, np.ones(m) / m)) / 64


@pytest.mark.exercise("ensemble")
@pytest.mark.points(1, hint="weights @ predictions: one row per model, and one number per example comes out.")
def test_ensemble_is_the_weighted_mean(student, reference, rng):
    shapes = ((3, 5), (4, 4), (2, 1), (1, 6), (6, 2), (40, 3))
    cases = [(rng.normal(size=(m, n)), rng.dirichlet(np.ones(m))) for m, n in shapes]
    cases += [(1e300 * rng.normal(size=(3, 4)) / 4, rng.dirichlet(np.ones(3))), (rng.normal(size=(3, 4)), np.eye(3)[1])]
    for (predictions, weights), mean in answers(student.ensemble, cases):
        bound = ensemble_bound(predictions, weights)
        assert_close(mean, reference.ensemble(predictions, weights), bound=bound, stating=DEFINITION)


@pytest.mark.exercise("ensemble")
@pytest.mark.points(0.5, hint="A weighted mean lies between the lowest and the highest model, for every example.")
def test_ensemble_lies_between_its_models(student, rng):
    cases = [(5 + rng.normal(size=(m, 4)), rng.dirichlet(np.ones(m))) for m in (2, 3, 6)]
    for (predictions, _), answer in answers(student.ensemble, cases):
        mean = assert_answer(answer, (4,))
        bound = hull_bound(predictions, mean)
        assert_between(mean, predictions.min(axis=0), predictions.max(axis=0), bound=bound)


@pytest.mark.exercise("ensemble")
@pytest.mark.points(
    0.5, hint="Weights that do not sum to 1, nan among them, are a ValueError: do not divide, refuse them."
)
def test_ensemble_rejects_other_sums(student, rng):
    predictions, convex = rng.normal(size=(4, 3)), exactly_convex(rng, 4)
    assert_answer(student.ensemble(predictions, convex), (3,))
    # The negative ones tell who looks at no sum from who looks at nothing.
    others = [factor * convex for factor in (-1.0, 1.01, 0.5)]
    unknown = np.where(np.arange(4) == rng.integers(4), np.nan, convex)  # nor does a sum that is nan equal 1
    cases = [(arguments(predictions, weights), ()) for weights in (*others, unknown)]
    assert_each_raises(ValueError, student.ensemble, cases)


@pytest.mark.exercise("ensemble")
@pytest.mark.points(0.5, hint="A negative weight is a ValueError even if the sum is 1: check both.")
def test_ensemble_rejects_negative_weights(student, rng):
    predictions, convex = rng.normal(size=(4, 3)), exactly_convex(rng, 3)
    assert_answer(student.ensemble(predictions, np.append(convex, 0.0)), (3,))
    # The other sum tells who looks at no sign from who looks at nothing.
    assert_raises(ValueError, student.ensemble, predictions, np.append(-convex, 0.0))
    weights = np.append(1.01 * convex, -0.01)[rng.permutation(4)]
    assert_raises(ValueError, student.ensemble, predictions, weights)


@pytest.mark.exercise("ensemble")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_ensemble_keeps_the_precision(student, rng):
    predictions, weights = rng.integers(0, 2, size=(4, 3)), rng.permutation([1, 0, 0, 0])
    cases = [(predictions.astype(kind), weights.astype(kind)) for kind in ("f8", "f4", "i8", "u1", "?")]
    first, bound = None, 2 * ensemble_bound(predictions, weights)
    for (given, _), mean in answers(student.ensemble, cases):
        first = assert_shape(mean, (3,)) if first is None else first
        assert_dtype(mean, np.float32 if given.dtype == np.float32 else np.float64)
        assert_agrees(mean, first, bound=bound, stating="the same mean for the same numbers of another type")


@pytest.mark.exercise("ensemble")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names predictions and weights.")
def test_ensemble_takes_lists_and_keywords(student, rng):
    predictions, weights = rng.normal(size=(4, 3)), exactly_convex(rng, 4)
    calls = [arguments(predictions, weights), arguments(predictions.tolist(), weights.tolist())]
    calls.append(arguments(weights=weights, predictions=predictions))
    calls.append(arguments(predictions.copy(order="F"), np.repeat(weights, 2)[::2]))
    calls.append(calls[0])
    assert_same_answers(student.ensemble, calls, (3,), bound=2 * ensemble_bound(predictions, weights))


@pytest.mark.exercise("ensemble")
@pytest.mark.points(0.5, hint="predictions *= … and weights /= … change the caller's arrays.")
def test_ensemble_leaves_its_inputs_alone(student, rng):
    predictions, weights = rng.normal(size=(4, 3)), exactly_convex(rng, 4)
    assert_answer(assert_unmodified(student.ensemble, predictions, weights), (3,))


@pytest.mark.exercise("ensemble")
@pytest.mark.points(0.5, hint="predictions is (m, n) and weights is (m,): otherwise name both shapes in a ValueError.")
def test_ensemble_rejects_shapes_that_do_not_fit(student, rng):
    m, n, other = different_sizes(rng, 3)
    predictions, weights = rng.normal(size=(m, n)), exactly_convex(rng, m)
    assert_shape(student.ensemble(predictions, weights), (n,))
    cases = [
        (arguments(predictions, exactly_convex(rng, other)), (m, other)),
        (arguments(predictions, np.ones(1)), (m, 1)),  # not for every model
        (arguments(predictions, np.full((m, m), 1 / m**2)), ()),
        (arguments(predictions[:, 0], weights), ()),
    ]
    assert_each_raises(ValueError, student.ensemble, cases)
