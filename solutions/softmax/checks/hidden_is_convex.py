"""is_convex(weights, tol): whether weights are non-negative and sum to 1."""

import numpy as np
import pytest

from grader.checks import (
    answers,
    arguments,
    assert_false,
    assert_true,
    assert_unmodified,
)


def assert_tells_apart(student, convex, others, reason):
    """`convex` are convex weights and `others` are not, for `reason`; all in one crossing."""
    cases = [(weights,) for weights in (*convex, *others)]
    for place, (_, answer) in enumerate(answers(student.is_convex, cases)):
        if place < len(convex):
            assert_true(answer, "the weights are non-negative and sum to 1")
        else:
            assert_false(answer, reason)


@pytest.mark.exercise("is_convex")
@pytest.mark.points(
    0.5, hint="Non-negative with sum 1 up to tol: a single weight of 1 and equal weights are convex as well."
)
def test_is_convex_accepts_convex_weights(student, rng):
    corner = np.eye(4)[rng.integers(4)]
    convex = [*rng.dirichlet(np.ones(5), size=3), corner, np.full(7, 1 / 7), np.ones(1), np.full(1000, 1e-3)]
    assert_tells_apart(student, convex, [np.full(3, 0.5)], "the weights sum to 1.5")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="Affine is not convex: no weight may be negative, even if the sum is 1.")
def test_is_convex_rejects_negative_weights(student, rng):
    convex = rng.dirichlet(np.ones(4))
    others = [np.append((1 + dip) * convex, -dip)[rng.permutation(5)] for dip in (0.5, 0.01, 1e-6)]
    assert_tells_apart(student, [convex], others, "one weight is negative")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="The sum may miss 1 on either side: compare its distance from 1, not the sum itself.")
def test_is_convex_rejects_other_sums(student, rng):
    convex = rng.dirichlet(np.ones(4))
    others = [factor * convex for factor in (0.5, 1.01, 1 + 1e-6, 1 - 1e-6)] + [np.zeros(3), np.ones(4)]
    assert_tells_apart(student, [convex], others, "the weights do not sum to 1")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="nan < 0 is False, and so is nan > tol: write comparisons that nan cannot pass.")
def test_is_convex_rejects_nan_and_infinity(student, rng):
    convex = rng.dirichlet(np.ones(4))
    place = rng.integers(4)
    others = [np.where(np.arange(4) == place, bad, convex) for bad in (np.nan, np.inf, -np.inf)]
    others.append(np.array([np.inf, -np.inf, 1.0]))
    assert_tells_apart(student, [convex], others, "one weight is not finite")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="tol is how far from 1 the sum may be.")
def test_is_convex_respects_its_tolerance(student, rng):
    convex = rng.dirichlet(np.ones(4))
    near = 1.001 * convex
    cases = [
        (arguments(near, 0.1), "the weights sum to 1.001, which tol allows"),
        (arguments(weights=near, tol=0.02), "the weights sum to 1.001, which tol allows"),
        (arguments((1 + 1e-10) * convex), "the weights sum to 1 + 1e-10, which the default tol of 1e-9 allows"),
        (arguments(weights=near, tol=1e-5), "the weights sum to 1.001, more than tol allows"),
        (arguments((1 + 1e-7) * convex), "the weights sum to 1 + 1e-7, more than the default tol of 1e-9 allows"),
    ]
    for (_, reason), answer in zip(cases, student.is_convex.each([call for call, _ in cases]), strict=True):
        (assert_false if "more than" in reason else assert_true)(answer, reason)


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="Begin with np.asarray(weights, dtype=float): lists and integers are weights too.")
def test_is_convex_takes_lists_and_integers(student, rng):
    convex = rng.dirichlet(np.ones(4)).tolist()
    assert_tells_apart(student, [convex, [0, 1, 0], np.array([1, 0]), [True, False]], [[1, 1]], "the weights sum to 2")


@pytest.mark.exercise("is_convex")
@pytest.mark.points(0.5, hint="Normalising or sorting in place changes the caller's weights.")
def test_is_convex_leaves_its_inputs_alone(student, rng):
    convex = rng.dirichlet(np.ones(5))
    assert_true(assert_unmodified(student.is_convex, convex), "the weights are non-negative and sum to 1")
    assert_false(assert_unmodified(student.is_convex, 2 * convex), "the weights sum to 2")
