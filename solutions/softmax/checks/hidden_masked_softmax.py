"""masked_softmax(scores, mask, axis): convex weights over the permitted entries only."""

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
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    different_sizes,
    eighths,
    softmax_bound,
)


def random_mask(rng, shape, axis=-1):
    """Some entries masked, some permitted, along every line of `axis` that is longer than 1."""
    length = shape[axis]
    lines = [rng.permutation(length) < rng.integers(1, max(length, 2)) for _ in range(int(np.prod(shape)) // length)]
    moved = np.moveaxis(np.empty(shape), axis, -1).shape
    return np.moveaxis(np.reshape(lines, moved), -1, axis)


def masked_bound(scores, mask, axis=-1):
    return softmax_bound(np.where(mask, scores, -np.inf).astype(scores.dtype), axis)


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(1, hint="Exponentials of the permitted scores, divided by their own sum along the axis.")
def test_masked_softmax_along_each_axis(student, reference, rng):
    shapes_and_axes = [((5, 7), 0), ((5, 7), 1), ((4, 4), 0), ((4, 4), -1), ((2, 3, 4), 1), ((6,), 0)]
    cases = [(3 * rng.normal(size=shape), random_mask(rng, shape, axis), axis) for shape, axis in shapes_and_axes]
    cases += [(3 * rng.normal(size=shape), random_mask(rng, shape)) for shape in ((4, 3), (3, 3))]
    for (scores, mask, *axis), weights in answers(student.masked_softmax, cases):
        expected, bound = reference.masked_softmax(scores, mask, *axis), masked_bound(scores, mask, *axis)
        assert_close(weights, expected, bound=bound, stating="the softmax over the permitted entries")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(
    0.5, hint="exp(−1e9) is a stopgap: put −inf in the masked places, or multiply the exponentials by the mask."
)
def test_masked_softmax_gives_masked_entries_zero(student, rng):
    scores = 3 * rng.normal(size=(5, 6))
    mask = random_mask(rng, scores.shape)
    cases = [(scores, mask), (scores - 1e12, mask)]
    for _, answer in answers(student.masked_softmax, cases):
        weights = assert_answer(answer, scores.shape)
        assert_equal(np.where(mask, 0.0, weights), np.zeros(mask.shape), stating="weight exactly 0 where masked")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.5, hint="Where nothing is permitted every weight is 0: mind 0/0 and −inf − (−inf).")
def test_masked_softmax_of_fully_masked_rows(student, rng):
    scores = 3 * rng.normal(size=(4, 5))
    mask = random_mask(rng, scores.shape)
    empty = rng.permutation(4) < 2
    mask[empty] = False
    weights = assert_answer(student.masked_softmax(scores, mask), scores.shape)
    expected = np.where(empty[:, None], 0.0, weights)
    assert_finite(weights, stating="finite weights, 0 where all is masked")
    assert_agrees(weights, expected, bound=0.0, stating="weights of 0 where all is masked")
    nothing = assert_shape(student.masked_softmax(scores, np.zeros(scores.shape, bool)), scores.shape)
    assert_equal(nothing, np.zeros(scores.shape), stating="weights of 0 where all is masked")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(
    0.5, hint="A mask may have fewer axes than the scores, or axes of length 1: np.broadcast_to spreads it."
)
def test_masked_softmax_broadcasts_the_mask(student, rng):
    scores = rng.normal(size=(2, 4, 5))
    masks = [random_mask(rng, shape) for shape in ((5,), (4, 5), (2, 1, 5), (1, 4, 5))]
    cases = [(scores, spread) for mask in masks for spread in (np.broadcast_to(mask, scores.shape).copy(), mask)]
    full = None
    for place, ((_, mask), answer) in enumerate(answers(student.masked_softmax, cases)):
        if place % 2 == 0:
            full = assert_answer(answer, scores.shape)
        else:
            bound = 2 * masked_bound(scores, np.broadcast_to(mask, scores.shape))
            assert_agrees(answer, full, bound=bound, stating="what the mask spread to the shape of the scores gives")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.5, hint="Masked scores must not matter at all: take the maximum over the permitted entries only.")
def test_masked_softmax_ignores_masked_scores(student, rng):
    scores = 3 * rng.normal(size=(4, 6))
    mask = random_mask(rng, scores.shape)
    cases = [(scores, mask)] + [(np.where(mask, scores, other), mask) for other in (1e4, 1e308, -1e308, -np.inf)]
    first = None
    for _, answer in answers(student.masked_softmax, cases):
        weights = assert_answer(answer, scores.shape)
        first = weights.astype(np.float64) if first is None else first
        bound = 2 * masked_bound(scores, mask)
        assert_agrees(weights, first, bound=bound, stating="the same weights whatever the masked scores are")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.5, hint="Subtract the largest permitted score: exp overflows beyond 709 and vanishes below −745.")
def test_masked_softmax_of_large_scores(student, rng):
    scores, mask = eighths(rng, (4, 5)), random_mask(rng, (4, 5))
    shifts = [0.0, 1e4, -1e4, 1e4 * rng.permutation(4)[:, None]]  # the last one moves every row by another size
    first = None
    for (shifted, _), answer in answers(student.masked_softmax, [(scores + c, mask) for c in shifts]):
        weights = assert_answer(answer, scores.shape)
        first = weights if first is None else first
        bound = masked_bound(scores, mask) + masked_bound(shifted, mask)
        assert_agrees(weights, first, bound=bound, stating="the weights that these scores have unshifted")


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_masked_softmax_keeps_the_precision(student, rng):
    scores, mask = rng.integers(0, 3, size=(3, 4)), random_mask(rng, (3, 4))
    cases = [(scores.astype(kind), mask) for kind in ("f8", "f4", "i8", "?")]
    for (scores, _), weights in answers(student.masked_softmax, cases):
        assert_dtype(weights, np.float32 if scores.dtype == np.float32 else np.float64)


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.5, hint="Begin with np.asarray for both, and keep the argument names scores, mask and axis.")
def test_masked_softmax_takes_lists_and_keywords(student, rng):
    scores, mask = rng.normal(size=(3, 4)), random_mask(rng, (3, 4), axis=0)
    calls = [arguments(scores, mask, 0), arguments(scores.tolist(), mask.tolist(), 0)]
    calls.append(arguments(axis=0, mask=mask, scores=scores.copy(order="F")))
    assert_same_answers(student.masked_softmax, calls, (3, 4), bound=2 * masked_bound(scores, mask, 0))


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(
    0.5, hint="scores[~mask] = -np.inf changes the caller's scores; np.where(mask, scores, -np.inf) does not."
)
def test_masked_softmax_leaves_its_inputs_alone(student, rng):
    scores = rng.normal(size=(4, 5))
    assert_answer(assert_unmodified(student.masked_softmax, scores, random_mask(rng, scores.shape)), scores.shape)


@pytest.mark.exercise("masked_softmax")
@pytest.mark.points(0.5, hint="np.broadcast_to(mask, scores.shape) raises the ValueError; name both shapes in it.")
def test_masked_softmax_rejects_masks_that_do_not_fit(student, rng):
    rows, columns, other = different_sizes(rng, 3)
    scores = rng.normal(size=(rows, columns))
    assert_shape(student.masked_softmax(scores, random_mask(rng, (rows, columns))), scores.shape)
    assert_raises(ValueError, student.masked_softmax, scores, np.ones((rows, other), bool), mentions=(columns, other))
    # Scores that could be spread to the shape of the mask: the weights would have another shape than the scores.
    assert_raises(ValueError, student.masked_softmax, scores[:1], np.ones((other, columns), bool), mentions=(1, other))
