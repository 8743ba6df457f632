"""softmax(scores, axis): convex weights, for scores of any size."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_agrees,
    assert_answer,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_finite,
    assert_same_answers,
    assert_shape,
    assert_simplex,
    assert_unmodified,
    eighths,
    softmax_bound,
)

DEFINITION = "exp(s) / Σ exp(s) along the axis"


@pytest.mark.exercise("softmax")
@pytest.mark.points(
    1, hint="Sum along the given axis, by default the last, with keepdims=True so that the division lines up."
)
def test_softmax_along_each_axis(student, reference, rng):
    shapes_and_axes = [((5, 7), 0), ((5, 7), 1), ((4, 4), 0), ((4, 4), -1), ((2, 3, 4), 1), ((6,), 0), ((1, 1), 1)]
    cases = [(3 * rng.normal(size=shape), axis) for shape, axis in shapes_and_axes]
    cases += [(3 * rng.normal(size=shape),) for shape in ((4, 3), (3, 3), (2, 3, 2))]
    for (scores, *axis), weights in answers(student.softmax, cases):
        bound = softmax_bound(scores, *axis)
        assert_close(weights, reference.softmax(scores, *axis), bound=bound, stating=DEFINITION)


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5, hint="Weights are non-negative and sum to 1 along the axis.")
def test_softmax_weights_are_convex(student, rng):
    for axis in (0, 1):
        cases = [(3 * rng.normal(size=shape),) for shape in ((5, 7), (4, 4))]
        for (scores,), weights in answers(student.softmax, cases, axis=axis):
            assert_answer(weights, scores.shape)
            assert_simplex(weights, axis=axis)


@pytest.mark.exercise("softmax")
@pytest.mark.points(
    0.5, hint="Subtract each row's maximum before exponentiating: the weights stay the same, and exp stays finite."
)
def test_softmax_of_large_scores(student, reference, rng):
    cases = [(size * rng.uniform(-1, 1, size=(5, 6)), 1) for size in (1e3, 1e4, 1e308)]
    cases += [(offset + rng.normal(size=(5, 6)), 1) for offset in (1e4, -1e4)]
    for (scores, axis), weights in answers(student.softmax, cases):
        assert_finite(weights, stating="finite weights")
        # Scores of 1e308 leave one weight of 1 and else 0, which needs no allowance.
        bound = softmax_bound(scores, axis, dividing=abs(scores).max() > 1e5)
        assert_close(weights, reference.softmax(scores, axis), bound=bound, stating=DEFINITION)


@pytest.mark.exercise("softmax")
@pytest.mark.points(
    0.5, hint="k equal scores far above the others share the weight: 1/k each, also at scores of 1e16 or −1e300."
)
def test_softmax_at_ties_of_any_size(student, rng):
    cases, expected = [], []
    for size in (1e16, -1e16, 1e300, -1e300):
        tied = rng.permutation(np.array([True, True, True, False, False]))
        cases.append((np.where(tied, size, size - abs(size) / 2),))
        expected.append(np.where(tied, 1 / 3, 0.0))
    for thirds, ((scores,), weights) in zip(expected, answers(student.softmax, cases), strict=True):
        bound = softmax_bound(scores, dividing=True)
        assert_close(weights, thirds, bound=bound, stating="1/3 for each of the three largest scores")


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5, hint="A score of −inf has the weight exp(−inf) = 0; the others share the rest.")
def test_softmax_with_minus_infinity(student, rng):
    scores = 3 * rng.normal(size=(3, 5))
    scores[0, 2] = scores[1, :4] = scores[2, 1:3] = -np.inf
    finite = np.isfinite(scores)
    expected = np.zeros(scores.shape)
    rows = [(row[kept],) for row, kept in zip(scores, finite, strict=True)]
    for place, ((given,), answer) in enumerate(answers(student.softmax, [*rows, (scores,)])):
        weights = assert_shape(answer, given.shape)
        if place < 3:
            expected[place, finite[place]] = weights
            continue
        assert_equal(np.where(finite, 0.0, weights), np.zeros(scores.shape), stating="weight 0 for scores of −inf")
        bound = 2 * softmax_bound(scores)
        assert_agrees(weights, expected, bound=bound, stating="what the finite scores get by themselves")


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5, hint="The factor exp(c) cancels: softmax(s + c) = softmax(s).")
def test_softmax_is_shift_invariant(student, rng):
    scores = eighths(rng, (4, 5))
    shifts = np.array([[0.0], [16.0], [-24.0]])[:, None]
    first, *others = (
        assert_answer(weights, (4, 5)) for _, weights in answers(student.softmax, [(s,) for s in scores + shifts])
    )
    for shift, weights in zip(shifts[1:], others, strict=True):
        bound = softmax_bound(scores) + softmax_bound(scores + shift)
        assert_agrees(
            weights, first.astype(np.float64), bound=bound, stating="the weights that these scores have unshifted"
        )


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5, hint="Reordering the scores reorders the weights: no entry may have a special place.")
def test_softmax_follows_permutations(student, rng):
    scores, order = rng.normal(size=(4, 6)), rng.permutation(6)
    (_, straight), (_, permuted) = answers(student.softmax, [(scores,), (scores[:, order],)])
    straight = assert_answer(straight, (4, 6)).astype(np.float64)
    bound = 2 * softmax_bound(scores)[:, order]
    assert_agrees(permuted, straight[:, order], bound=bound, stating="the weights in the scores' new order")


@pytest.mark.exercise("softmax")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_softmax_keeps_the_precision(student, rng):
    scores = rng.integers(0, 3, size=(3, 4))
    for (scores,), weights in answers(student.softmax, [(scores.astype(kind),) for kind in ("f8", "f4", "i8", "?")]):
        assert_dtype(weights, np.float32 if scores.dtype == np.float32 else np.float64)


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names scores and axis.")
def test_softmax_takes_lists_and_keywords(student, rng):
    scores = rng.normal(size=(3, 4))
    calls = [arguments(scores, 0), arguments(scores.tolist(), 0), arguments(axis=0, scores=scores)]
    calls.append(arguments(scores.copy(order="F"), axis=-2))
    assert_same_answers(student.softmax, calls, (3, 4), bound=2 * softmax_bound(scores, 0))


@pytest.mark.exercise("softmax")
@pytest.mark.points(
    0.5, hint="scores -= scores.max() changes the caller's array; scores - scores.max() makes a new one."
)
def test_softmax_leaves_its_inputs_alone(student, rng):
    scores = rng.normal(size=(4, 5))
    first = assert_answer(assert_unmodified(student.softmax, scores, axis=0), (4, 5))
    again = student.softmax(scores, axis=0)
    assert_agrees(again, first, bound=0.0, stating="the same weights when asked again")
