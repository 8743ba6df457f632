"""softmax_with_temperature(scores, temperature, axis): softmax(scores / T), from one-hot to uniform."""

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
    eighths,
    softmax_bound,
)


def scaled_bound(scores, temperature, axis=-1):
    """For answers that divide before they subtract as well as for those that divide after."""
    return softmax_bound(scores / temperature, axis)


def gaps_bound(scores, temperature):
    """For answers that subtract before they divide, where dividing first may overflow."""
    with np.errstate(over="ignore"):
        return softmax_bound((scores - scores.max(axis=-1, keepdims=True)) / temperature, dividing=True)


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(1, hint="Divide by the temperature inside the exponential: exp(s/T) / Σ exp(s/T) along the axis.")
def test_softmax_with_temperature_divides_the_scores(student, reference, rng):
    shapes_and_axes = [((5, 7), 0), ((5, 7), 1), ((4, 4), 0), ((4, 4), -1), ((2, 3, 4), 1), ((6,), 0)]
    cases = [(3 * rng.normal(size=shape), float(rng.uniform(0.5, 4)), axis) for shape, axis in shapes_and_axes]
    cases += [(rng.normal(size=(3, 3)), 0.25), (rng.normal(size=(4, 3)), 3)]
    cases.append((rng.normal(size=(4, 3)) + 2000 * rng.permutation(4)[:, None], 1.0))  # rows far from each other
    for (scores, temperature, *axis), weights in answers(student.softmax_with_temperature, cases):
        expected = reference.softmax_with_temperature(scores, temperature, *axis)
        bound = scaled_bound(scores, temperature, *axis)
        assert_close(weights, expected, bound=bound, stating="softmax(scores / T) along the axis")


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(
    0.5, hint="As T falls to 0 the largest score gets all the weight, and equal largest scores share it."
)
def test_softmax_with_temperature_near_zero_picks_the_largest(student, rng):
    scores = rng.permuted(np.tile([2.0, 2.0, 1.0, -1.0, 0.5], (3, 1)), axis=1) + eighths(rng, ())
    halves = np.where(scores == scores.max(), 0.5, 0.0)
    for (_, temperature), weights in answers(student.softmax_with_temperature, [(scores, 1e-6), (scores, 1e-300)]):
        bound = gaps_bound(scores, temperature)
        assert_close(weights, halves, bound=bound, stating="1/2 for each of the two largest scores")


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(0.5, hint="As T grows the scores matter less and less: every one of k entries gets 1/k.")
def test_softmax_with_temperature_grows_uniform(student, rng):
    cases = [(10 * rng.normal(size=(3, 4)), temperature) for temperature in (1e20, 1e300)]
    cases.append((rng.normal(size=(3, 4)), 0.5))
    for (scores, temperature), weights in answers(student.softmax_with_temperature, cases):
        if temperature > 1:
            assert_close(weights, np.full((3, 4), 0.25), bound=softmax_bound(0 * scores), stating="1/4 for each")
        else:
            assert_answer(weights, (3, 4))


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(
    0.5, hint="Subtract the maximum first and divide then: s/T overflows where (s − max)/T is harmless."
)
def test_softmax_with_temperature_at_extremes(student, rng):
    gaps = np.array([0.0, -0.5, -2.0, -4.0])
    big, order = 2.0**996, rng.permutation(4)
    tied = np.where(np.arange(4) == order[0], 3e12, 7e12)
    # The scores are exact, and so are their gaps: only the order of operations can go wrong.
    cases = [(big * gaps[order], big), (tied, 1e-300), (-tied, 1e-300), (1e-300 * gaps[order], 1e-300)]
    exponentials = np.exp(gaps[order])
    alone = np.where(np.arange(4) == order[0], 1.0, 0.0)
    expected = [exponentials / exponentials.sum(), (1 - alone) / 3, alone, exponentials / exponentials.sum()]
    given = answers(student.softmax_with_temperature, cases)
    for right, ((scores, temperature), weights) in zip(expected, given, strict=True):
        bound = gaps_bound(scores, temperature)
        assert_close(weights, right, bound=bound, stating="softmax(scores / T), with nothing overflowing")


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(0.5, hint="T must be positive: 0 and negative temperatures are a ValueError.")
def test_softmax_with_temperature_rejects_what_is_not_positive(student, rng):
    scores = rng.normal(size=(3, 4))
    assert_answer(student.softmax_with_temperature(scores, 0.5), (3, 4))
    for temperature in (0.0, -1.0):
        assert_raises(ValueError, student.softmax_with_temperature, scores, temperature)


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_softmax_with_temperature_keeps_the_precision(student, rng):
    scores = rng.permuted(np.tile([0, 1, 2, 5], (3, 1)), axis=1)
    cases = [(scores.astype(kind), 2.0) for kind in ("f8", "f4", "i8", "?")]
    first, bound = None, 2 * scaled_bound(scores.astype(float), 2.0)
    for (given, _), weights in answers(student.softmax_with_temperature, cases):
        first = assert_shape(weights, (3, 4)) if first is None else first
        assert_dtype(weights, np.float32 if given.dtype == np.float32 else np.float64)
        if given.dtype == np.int64:  # the quotients of integers are no integers
            assert_agrees(weights, first, bound=bound, stating="the same weights for the same scores as floats")


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names scores, temperature and axis.")
def test_softmax_with_temperature_takes_lists_and_keywords(student, rng):
    scores = rng.normal(size=(3, 4))
    calls = [
        arguments(scores, 2.0, 0),
        arguments(scores.tolist(), 2, 0),
        arguments(axis=0, temperature=2.0, scores=scores),
    ]
    assert_same_answers(student.softmax_with_temperature, calls, (3, 4), bound=2 * scaled_bound(scores, 2.0, 0))


@pytest.mark.exercise("softmax_with_temperature")
@pytest.mark.points(0.5, hint="scores /= temperature changes the caller's array; scores / temperature makes a new one.")
def test_softmax_with_temperature_leaves_its_inputs_alone(student, rng):
    weights = assert_unmodified(student.softmax_with_temperature, rng.normal(size=(4, 5)), 0.5)
    assert_answer(weights, (4, 5))
