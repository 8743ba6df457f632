"""in_span(X, v, tol): whether v is a combination of the columns of X, relative to the size of v."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_false,
    assert_raises,
    assert_true,
    assert_unmodified,
    conditioned_matrix,
    different_sizes,
    repeating_matrix,
)


def in_and_out(rng, X):
    """A unit vector in the span of X, and one that is off by a thousandth."""
    inside = X @ rng.normal(size=X.shape[1])
    inside = inside / np.linalg.norm(inside)
    off = rng.normal(size=len(X))
    for _ in range(2):  # once more, for what rounding has left
        off = off - X @ np.linalg.lstsq(X, off, rcond=None)[0]
    return inside, inside + 1e-3 * off / np.linalg.norm(off)


def assert_tells_apart(student, pairs):
    """Of each pair of (X, v), v lies in the span of X in the first and not in the second; all in one crossing."""
    cases = [case for pair in pairs for case in pair]
    for place, (_, answer) in enumerate(answers(student.in_span, cases)):
        if place % 2 == 0:
            assert_true(answer, "v is a combination of the columns")
        else:
            assert_false(answer, "v is off the span by a thousandth of its length, or more")


@pytest.mark.exercise("in_span")
@pytest.mark.points(1, hint="v lies in the span when the residual of its best combination is at most tol·‖v‖.")
def test_in_span_tells_inside_from_outside(student, rng):
    pairs = []
    for n, d in ((8, 3), (5, 4), (3, 1)):
        X = conditioned_matrix(rng, n, d, 5)
        pairs.append([(X, v) for v in in_and_out(rng, X)])
    whole = conditioned_matrix(rng, 4, 4, 5), rng.normal(size=4)
    assert_tells_apart(student, [*pairs, (whole, pairs[0][1])])


@pytest.mark.exercise("in_span")
@pytest.mark.points(0.5, hint="0 = 0·X[:, 0] + … lies in every span: mind 0/0 when you divide by ‖v‖.")
def test_in_span_of_the_zero_vector(student, rng):
    X = conditioned_matrix(rng, 6, 2, 5)
    _, outside = in_and_out(rng, X)
    assert_tells_apart(student, [((X, np.zeros(6)), (X, outside))])


@pytest.mark.exercise("in_span")
@pytest.mark.points(1, hint="Compare the residual with tol·‖v‖, not with tol: a tiny v is not in every span.")
def test_in_span_is_relative_to_the_size_of_v(student, rng):
    X = conditioned_matrix(rng, 7, 3, 5)
    inside, outside = in_and_out(rng, X)
    scales = (1e-100, 1e-12, 1e12, 1e100)
    assert_tells_apart(student, [((X, scale * inside), (X, scale * outside)) for scale in scales])


@pytest.mark.exercise("in_span")
@pytest.mark.points(0.5, hint="tol says how large the residual may be, compared with ‖v‖.")
def test_in_span_respects_its_tolerance(student, rng):
    X = conditioned_matrix(rng, 7, 3, 5)
    inside, near = in_and_out(rng, X)
    nearer, farther = (inside + share * (near - inside) for share in (1e-7, 1e-4))
    cases = [
        (arguments(X, near, 0.1), "v is off the span by a thousandth of its length, which tol allows"),
        (arguments(X=X, v=near, tol=0.02), "v is off the span by a thousandth of its length, which tol allows"),
        (arguments(X, nearer), "v is off the span by 1e-10 of its length, which the default tol of 1e-9 allows"),
        (arguments(X=X, v=near, tol=1e-5), "v is off the span by a thousandth of its length, more than tol allows"),
        (arguments(X, farther), "v is off the span by 1e-7 of its length, more than the default tol of 1e-9 allows"),
    ]
    for (_, reason), answer in zip(cases, student.in_span.each([call for call, _ in cases]), strict=True):
        (assert_false if "more than" in reason else assert_true)(answer, reason)


@pytest.mark.exercise("in_span")
@pytest.mark.points(0.5, hint="Repeated or dependent columns are no obstacle to lstsq, and add nothing to the span.")
def test_in_span_when_rank_deficient(student, rng):
    X, flat = repeating_matrix(rng, 6, 4), np.ones((3, 3))
    inside, outside = in_and_out(rng, X)
    thirds = np.array([1.0, 2.0, 4.0]) * rng.uniform(1, 2)
    assert_tells_apart(student, [((X, inside), (X, outside)), ((flat, np.full(3, 2.5)), (flat, thirds))])


@pytest.mark.exercise("in_span")
@pytest.mark.points(0.5, hint="v /= norm changes the caller's v; v / norm makes a new array. Lists are welcome too.")
def test_in_span_leaves_its_inputs_alone(student, rng):
    X = conditioned_matrix(rng, 6, 3, 5)
    inside, outside = (3 * v for v in in_and_out(rng, X))  # a unit vector would survive being normalised
    assert_true(assert_unmodified(student.in_span, X, inside), "v is a combination of the columns")
    assert_false(assert_unmodified(student.in_span, X.tolist(), outside.tolist()), "v is no combination of the columns")


@pytest.mark.exercise("in_span")
@pytest.mark.points(
    0.5, hint="Compare len(X) with len(v), and name both shapes in the ValueError; X has two dimensions and v one."
)
def test_in_span_rejects_shapes_that_do_not_fit(student, rng):
    d, n, other = sorted(different_sizes(rng, 3))
    X = rng.normal(size=(n, d))
    assert_true(student.in_span(X, X[:, 0]), "a column lies in the span of the columns")
    assert_raises(ValueError, student.in_span, X, rng.normal(size=other), mentions=(n, other))
    assert_raises(ValueError, student.in_span, X, X[:, :1])
    assert_raises(ValueError, student.in_span, X[:, 0], X[:, 0])
