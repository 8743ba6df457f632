"""rbf_kernel(A, B, gamma) = exp(−gamma·‖a − b‖²) for every row a of A and every row b of B."""

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
    assert_quick,
    assert_raises,
    assert_same_answers,
    assert_shape,
    assert_unmodified,
    different_sizes,
    eighths,
    gamma,
    rbf_bound,
)

DEFINITION = "exp(−gamma·‖a − b‖²)"
TIMES = 12
"""Rows in a Python loop take as long as numpy's differences of all points, pairs take 20 to 100 times as long."""


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(
    1, hint="One row per point of A, one column per point of B: gamma times the squared distance, all of it negative."
)
def test_rbf_kernel_is_exp_of_the_squared_distance(student, reference, rng):
    shapes = (((5, 3), (4, 3), 0.5), ((3, 3), (3, 3), 2), ((1, 4), (6, 4), 0.1), ((4, 1), (2, 1), 1.5))
    cases = [(rng.normal(size=a), rng.normal(size=b), width) for a, b, width in shapes]
    # Far apart: what is left of the kernel is tiny, and then nothing.
    cases.append((np.array([[0.0], [3.0]]), np.array([[5.0], [100.0]]) + eighths(rng, (2, 1), 1), 4.0))
    for (A, B, width), K in answers(student.rbf_kernel, cases):
        assert_close(K, reference.rbf_kernel(A, B, width), bound=rbf_bound(A, B, width), stating=DEFINITION)


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(
    0.5,
    hint="‖a‖² + ‖b‖² − 2·aᵀb may come out negative for close points: subtract before squaring, or take at least 0.",
)
def test_rbf_kernel_is_never_above_one(student, rng):
    cases = []
    for size, width in ((1e6, 1.0), (3e4, 100.0), (1e3, 1.0)):
        A = size * (1 + rng.uniform(size=(12, 3)))
        cases.append((A, A + 1e-6 * rng.normal(size=(12, 3)), width))
    for (A, B, width), answer in answers(student.rbf_kernel, cases):
        K = assert_answer(answer, (12, 12))
        assert_finite(K, stating="values between 0 and 1")
        above = float(K.max()) - 1
        assert above <= gamma(8), f"returned 1 + {above:.2g}; expected no value above 1, since no ‖a − b‖² is negative."
        bound = np.diagonal(rbf_bound(A, B, width))
        assert_close(np.diagonal(K), np.ones(12), bound=bound, stating="1 for points that hardly differ")


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(0.5, hint="Every point is at distance 0 from itself, and as far from another as that one from it.")
def test_rbf_kernel_of_points_with_themselves(student, rng):
    cases = [(A, A, 0.25) for A in (rng.normal(size=(5, 3)), 10 + rng.normal(size=(4, 1)))]
    for (A, _, width), answer in answers(student.rbf_kernel, cases):
        K, bound = assert_answer(answer, (len(A), len(A))), rbf_bound(A, A, width)
        assert_close(np.diagonal(K), np.ones(len(A)), bound=np.diagonal(bound), stating="ones on the diagonal")
        assert_agrees(K, K.T, bound=2 * bound, stating="a symmetric matrix when B is A")


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(0.5, hint="Only differences of points matter: moving A and B together changes nothing.")
def test_rbf_kernel_keeps_when_all_points_move(student, rng):
    A, B, c = eighths(rng, (4, 3), 2), eighths(rng, (5, 3), 2), eighths(rng, 3, largest=16)
    (_, here), (_, there) = answers(student.rbf_kernel, [(A, B, 0.25), (A + c, B + c, 0.25)])
    bound = rbf_bound(A, B, 0.25) + rbf_bound(A + c, B + c, 0.25)
    assert_agrees(there, assert_answer(here, (4, 5)), bound=bound, stating="the same kernel when A and B move by c")


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(
    0.5, hint="gamma is per squared length: points s times as large with gamma/s² have the same kernel."
)
def test_rbf_kernel_in_any_unit_of_length(student, rng):
    A, B = rng.normal(size=(4, 3)), rng.normal(size=(5, 3))
    # Powers of two, which change no digit; the square of gamma is still a number.
    cases = [(A * s, B * s, 0.5 / s**2) for s in (1.0, 2.0**-20, 2.0**20, 2.0**-200, 2.0**200)]
    first, bound = None, 2 * rbf_bound(A, B, 0.5)
    for _, K in answers(student.rbf_kernel, cases):
        first = assert_answer(K, (4, 5)) if first is None else first
        assert_agrees(K, first, bound=bound, stating="the same kernel for s·A, s·B and gamma/s²")


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(0.5, hint="A[:, None, :] - B holds the differences of all pairs: let numpy do the loop.")
def test_rbf_kernel_of_a_thousand_points(student, reference, rng):
    A, B, some = rng.normal(size=(1000, 3)), rng.normal(size=(1000, 3)), rng.integers(1000, size=5)
    # A few points first: what a function imports at its first call is not what takes long with many.
    few = assert_answer(student.rbf_kernel(A[some], B[some], 0.5), (5, 5))
    K = assert_quick(
        student.rbf_kernel,
        A,
        B,
        0.5,
        yardstick=lambda: reference.rbf_kernel(A, B, 0.5),
        times=TIMES,
        stating="no Python loop over pairs of points",
    )
    among, bound = assert_shape(K, (1000, 1000))[some][:, some], 2 * rbf_bound(A[some], B[some], 0.5)
    assert_agrees(among, few, bound=bound, stating="the same kernel among a thousand points as among a few")


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(
    0.5, hint="float32 stays float32; integers and bools become float64 before they are subtracted: 0 − 1 may be 255."
)
def test_rbf_kernel_keeps_the_precision(student, rng):
    A, B = rng.permutation(np.eye(3, dtype=int)), rng.integers(0, 2, size=(5, 3))
    cases = [(A.astype(kind), B.astype(kind), 0.5) for kind in ("f8", "f4", "i8", "u1", "?")]
    first, bound = None, 2 * rbf_bound(A, B, 0.5)
    for (given, *_), K in answers(student.rbf_kernel, cases):
        first = assert_answer(K, (3, 5)) if first is None else first
        assert_dtype(K, np.float32 if given.dtype == np.float32 else np.float64)
        assert_agrees(K, first, bound=bound, stating="the same kernel for the same points of another type")
    # The square of 20 is more than a byte holds.
    cases = [((20 * A).astype(kind), (20 * B).astype(kind), 0.5 / 400) for kind in ("f8", "u1")]
    (_, first), (_, K) = answers(student.rbf_kernel, cases)
    expected = assert_shape(first, (3, 5))
    assert_agrees(K, expected, bound=bound, stating="the same kernel for the same points of another type")


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(0.5, hint="Begin with np.asarray, and keep the argument names A, B and gamma.")
def test_rbf_kernel_takes_lists_and_keywords(student, rng):
    A, B = rng.normal(size=(4, 3)), rng.normal(size=(5, 3))
    calls = [arguments(A, B, 0.5), arguments(A.tolist(), B.tolist(), 0.5), arguments(gamma=0.5, B=B, A=A)]
    calls.append(arguments(A.copy(order="F"), np.repeat(B, 2, axis=0)[::2], 0.5))
    calls.append(calls[0])
    assert_same_answers(student.rbf_kernel, calls, (4, 5), bound=2 * rbf_bound(A, B, 0.5))


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(0.5, hint="A -= B.mean(axis=0) changes the caller's points; A - B.mean(axis=0) makes new ones.")
def test_rbf_kernel_leaves_its_inputs_alone(student, rng):
    A, B = rng.normal(size=(4, 3)), rng.normal(size=(5, 3))
    assert_answer(assert_unmodified(student.rbf_kernel, A, B, 0.5), (4, 5))


@pytest.mark.exercise("rbf_kernel")
@pytest.mark.points(
    0.5, hint="Both arrays have two dimensions and as many columns: otherwise name both shapes in a ValueError."
)
def test_rbf_kernel_rejects_shapes_that_do_not_fit(student, rng):
    n, m, d, other = different_sizes(rng, 4)
    A, B = rng.normal(size=(n, d)), rng.normal(size=(m, d))
    assert_answer(student.rbf_kernel(A, B, 0.5), (n, m))
    assert_raises(ValueError, student.rbf_kernel, A, rng.normal(size=(m, other)), 0.5, mentions=(d, other))
    assert_raises(ValueError, student.rbf_kernel, A, B[:, :1], 0.5, mentions=(d, 1))
    assert_raises(ValueError, student.rbf_kernel, A[0], B, 0.5)
    assert_raises(ValueError, student.rbf_kernel, A, B[0], 0.5)
