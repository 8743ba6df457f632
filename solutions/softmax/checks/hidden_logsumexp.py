"""logsumexp(scores, axis): log Σ exp along an axis, for scores of any size."""

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
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    eighths,
    logsumexp_bound,
)


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(1, hint="The axis that is summed disappears from the shape; by default it is the last one.")
def test_logsumexp_along_each_axis(student, reference, rng):
    shapes_and_axes = [((5, 7), 0), ((5, 7), 1), ((4, 4), 0), ((4, 4), -1), ((2, 3, 4), 1), ((6,), 0), ((1, 1), 1)]
    cases = [(3 * rng.normal(size=shape), axis) for shape, axis in shapes_and_axes]
    cases += [(3 * rng.normal(size=shape),) for shape in ((4, 3), (3, 3), (2, 3, 2))]
    cases.append((3 * rng.normal(size=(2, 3, 4)), -3))
    for (scores, *axis), value in answers(student.logsumexp, cases):
        bound = logsumexp_bound(scores, *axis)
        assert_close(value, reference.logsumexp(scores, *axis), bound=bound, stating="log Σ exp(scores) along the axis")


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(1, hint="exp overflows beyond 709: with m the largest score, log Σ exp(s) = m + log Σ exp(s − m).")
def test_logsumexp_of_large_scores(student, reference, rng):
    cases = [(size * rng.uniform(-1, 1, size=(4, 6)),) for size in (1e4, 1e308)]
    cases += [(offset + rng.normal(size=(4, 6)),) for offset in (1e4, -1e4)]
    for (scores,), value in answers(student.logsumexp, cases):
        assert_close(
            value, reference.logsumexp(scores), bound=logsumexp_bound(scores), stating="a finite log Σ exp(scores)"
        )


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(
    0.5, hint="exp(−inf) = 0 adds nothing; where all scores are −inf the answer is −inf: mind −inf − (−inf)."
)
def test_logsumexp_with_minus_infinity(student, rng):
    scores = 3 * rng.normal(size=(4, 5))
    scores[0, 2] = scores[1, :4] = scores[2, 1:3] = scores[3] = -np.inf
    finite = [row[np.isfinite(row)] for row in scores[:3]]
    alone, bound = [], 2 * logsumexp_bound(scores)
    for (rows,), answer in answers(student.logsumexp, [*((row,) for row in finite), (scores[:3],), (scores,)]):
        if rows.ndim == 1:
            alone.append(float(assert_shape(answer, ())))
            continue
        value = assert_shape(answer, (len(rows),))
        assert_agrees(value[:3], alone, bound=bound[:3], stating="what the finite scores give by themselves")
        if len(rows) == 4:
            assert_equal(value[3:], [-np.inf], stating="−inf where all scores are −inf")


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(
    0.5, hint="log Σ exp(s + c) = c + log Σ exp(s): the logarithm of the sum, not the sum of logarithms."
)
def test_logsumexp_moves_with_its_scores(student, rng):
    scores = eighths(rng, (4, 5))
    first = None
    for (moved,), answer in answers(student.logsumexp, [(scores + c,) for c in (0.0, 16.0, -24.0)]):
        value = assert_answer(answer, (4,))
        first = value if first is None else first
        bound = logsumexp_bound(scores) + logsumexp_bound(moved)
        stating, part = "a move by c when c is added to every score", "move of the answer"
        assert_close(value - first, (moved - scores)[:, 0], bound=bound, stating=stating, part=part)


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(
    0.5, hint="float32 stays float32, float64 stays float64; integers and bools are computed in float64."
)
def test_logsumexp_keeps_the_precision(student, rng):
    scores = rng.integers(0, 3, size=(3, 4))
    for (scores,), value in answers(student.logsumexp, [(scores.astype(kind),) for kind in ("f8", "f4", "i8", "?")]):
        assert_dtype(value, np.float32 if scores.dtype == np.float32 else np.float64)


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names scores and axis.")
def test_logsumexp_takes_lists_and_keywords(student, rng):
    scores = rng.normal(size=(3, 4))
    calls = [arguments(scores, 0), arguments(scores.tolist(), 0), arguments(axis=0, scores=scores)]
    calls.append(arguments(scores.copy(order="F"), axis=-2))
    assert_same_answers(student.logsumexp, calls, (4,), bound=2 * logsumexp_bound(scores, 0))


@pytest.mark.exercise("logsumexp")
@pytest.mark.points(
    0.5, hint="scores -= scores.max() changes the caller's array; scores - scores.max() makes a new one."
)
def test_logsumexp_leaves_its_inputs_alone(student, rng):
    scores = rng.normal(size=(4, 5))
    first = assert_answer(assert_unmodified(student.logsumexp, scores, axis=0), (5,))
    again = student.logsumexp(scores, axis=0)
    assert_agrees(again, first, bound=0.0, stating="the same answer when asked again")
