"""Bounds of log-sum-exp, softmax and attention, from both sides."""

from __future__ import annotations

import decimal
import math
from decimal import Decimal

import numpy as np
import pytest
import scipy.special

from grader.checks import (
    assert_close,
    assert_simplex,
    attention_bound,
    attention_scores_bound,
    attention_weights_bound,
    gamma,
    logsumexp_bound,
    product_bound,
    softmax_bound,
)
from grader.checks.tolerances import SLACK
from grader.errors import CheckFailed

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def shifted(x):
    largest = x.max(axis=-1, keepdims=True)
    largest = np.where(np.isfinite(largest), largest, x.dtype.type(0))
    return (largest + np.log(np.exp(x - largest).sum(axis=-1, keepdims=True)))[..., 0]


def pairwise(x):
    return np.logaddexp.reduce(x, axis=-1)


def by_scipy(x):
    return scipy.special.logsumexp(x, axis=-1)


def shifted_by_the_first(x):
    first = x[..., :1]
    return (first + np.log(np.exp(x - first).sum(axis=-1, keepdims=True)))[..., 0]


def by_fsum(x):
    rows = x.astype("f8").reshape(-1, x.shape[-1])
    sums = [max(row) + math.log(math.fsum(math.exp(value - max(row)) for value in row)) for row in rows]
    return np.reshape(sums, x.shape[:-1])


def one_by_one(x):
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    total = np.zeros(x.shape[:-1], x.dtype)
    for j in range(x.shape[-1]):
        total = total + exponentials[..., j]
    return exponentials / total[..., None]


def softmax(x):
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def by_powers_of_two(x):
    exponentials = np.exp2((x - x.max(axis=-1, keepdims=True)) / x.dtype.type(np.log(2)))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def without_division(x):
    return np.exp(x - shifted(x)[..., None])


def by_sorting(x):
    order = np.argsort(x, axis=-1)
    return np.take_along_axis(softmax(np.take_along_axis(x, order, -1)), np.argsort(order, axis=-1), -1)


SIZES = [1e-3, 1.0, 30.0, 1e4]
SHAPES = [(1, 1), (5, 7), (4, 4), (2, 3, 40)]


@pytest.mark.parametrize("style", [shifted, pairwise, by_scipy, by_fsum])
@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("shape", SHAPES)
def test_logsumexp_passes_in_every_style(rng, style, shape, dtype):
    for size in SIZES:
        for _ in range(20):
            x = (rng.normal(size=shape) * size + rng.normal() * size).astype(dtype)
            assert_close(style(x), shifted(x), bound=logsumexp_bound(x))


@pytest.mark.parametrize("dtype", ["f8", "f4"])
def test_logsumexp_passes_where_another_shift_does_not_overflow(rng, dtype):
    for _ in range(100):
        x = rng.normal(size=(5, 7)).astype(dtype)
        assert_close(shifted_by_the_first(x), shifted(x), bound=logsumexp_bound(x))
        assert_close(np.log(np.exp(x).sum(axis=-1)), shifted(x), bound=logsumexp_bound(x))


@pytest.mark.parametrize("size", [*SIZES, 1e308])
def test_logsumexp_fails_at_ten_times_the_bound(rng, size):
    x = rng.uniform(-1, 1, size=(5, 7)) * size
    bound = logsumexp_bound(x)
    assert (bound < 1e-12 * (size + 10)).all()
    for sign in (10, -10):
        with pytest.raises(CheckFailed):
            assert_close(shifted(x) + sign * bound, shifted(x), bound=bound)


def test_logsumexp_with_minus_infinity(rng):
    x = rng.normal(size=(4, 6))
    x[:, :3] = -np.inf
    x[3] = -np.inf
    bound = logsumexp_bound(x, keepdims=True)
    assert bound.shape == (4, 1)
    assert bound[3] == 0
    assert_close(pairwise(x), shifted(x), bound=bound[:, 0])
    assert_close(bound[:3, 0], logsumexp_bound(x[:3, 3:]), bound=1e-14)


@pytest.mark.parametrize("style", [softmax, one_by_one, by_sorting])
@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("shape", SHAPES)
def test_softmax_passes_in_every_style(rng, style, shape, dtype):
    for size in SIZES:
        for _ in range(20):
            x = (rng.normal(size=shape) * size).astype(dtype)
            assert_close(style(x), softmax(x), bound=softmax_bound(x, dividing=True))
            assert_simplex(style(x))


def test_softmax_passes_against_exact_arithmetic_where_gaps_are_wide(rng):
    """Rounding a gap of 600 changes its exponential by 600 roundings: the bound must know the gaps."""
    for _ in range(30):
        x = rng.uniform(-300, 300, size=8)
        with decimal.localcontext(prec=40):
            terms = [(Decimal(value) - Decimal(x.max())).exp() for value in x.tolist()]
            exact = [float(term / sum(terms)) for term in terms]
        assert_close(softmax(x), exact, bound=softmax_bound(x, dividing=True))


def test_the_softmax_bound_is_what_its_notes_say():
    x = np.array([0.0, -1.5])
    weights, u = softmax(x), 2.0**-53
    mean_gap = 1.5 * weights[1]
    expected = weights * SLACK * (gamma(6) + u * (np.array([0, 1.5]) + mean_gap))
    assert softmax_bound(x, dividing=True) == pytest.approx(expected, rel=1e-9, abs=0)
    assert (softmax_bound(x) > expected + weights * logsumexp_bound(x)).all()
    assert logsumexp_bound(x + 5) == pytest.approx(
        SLACK * gamma(5) * (1 + 5 + mean_gap + np.log(1 + np.exp(-1.5))), rel=1e-9, abs=0
    )


@pytest.mark.parametrize("style", [without_division, by_powers_of_two])
@pytest.mark.parametrize("dtype", ["f8", "f4"])
def test_softmax_by_way_of_logsumexp_is_as_good_as_its_scores(rng, style, dtype):
    for size in SIZES:
        for _ in range(50):
            x = (rng.normal(size=(5, 7)) * size).astype(dtype)
            assert_close(style(x), softmax(x), bound=softmax_bound(x))


def test_softmax_in_float32_for_scores_in_float64_passes(rng):
    for _ in range(200):
        x = rng.normal(size=(5, 7)) * 3
        assert_close(softmax(x).astype("f4"), softmax(x), bound=softmax_bound(x, dividing=True))


@pytest.mark.parametrize("size", [*SIZES, 1e308])
@pytest.mark.parametrize("dtype", ["f8", "f4"])
def test_softmax_fails_at_ten_times_the_bound(rng, size, dtype):
    x = (rng.uniform(-1, 1, size=(5, 7)) * min(size, np.finfo(dtype).max)).astype(dtype)
    x[:, 0] = x[:, 1]
    bound = softmax_bound(x, dividing=True)
    assert (bound <= (1e-12 if dtype == "f8" else 1e-4) * softmax(x) + 1e-30).all()
    with pytest.raises(CheckFailed):
        assert_close(softmax(x).astype("f8") + 10 * bound, softmax(x), bound=bound)


def test_softmax_along_another_axis_and_with_minus_infinity(rng):
    x = rng.normal(size=(4, 6))
    x[0] = -np.inf
    x[:, 5] = -np.inf
    bound = softmax_bound(x, axis=0, dividing=True)
    assert bound.shape == (4, 6)
    assert np.isfinite(bound).all()
    assert_close(bound[:, 1], softmax_bound(x[:, 1], dividing=True), bound=1e-20)


def test_an_unshifted_softmax_fails_on_ties_only_where_it_is_wrong():
    x = np.array([3.0, 3.0, 1.0]) + 1e17
    assert_close(softmax(x), [0.5, 0.5, 0.0] if x[2] < x[0] else np.ones(3) / 3, bound=softmax_bound(x, dividing=True))
    with pytest.raises(CheckFailed):
        assert_close(without_division(x), softmax(x), bound=softmax_bound(x, dividing=True))


def attend(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / q.dtype.type(math.sqrt(q.shape[-1]))
    scores = scores if mask is None else np.where(mask, scores, -np.inf)
    weights = softmax(scores)
    return scores, weights, weights @ v


def attend_otherwise(q, k, v, mask=None):
    root = q.dtype.type(q.shape[-1] ** -0.25)
    scores = np.einsum("...id,...jd->...ij", q * root, k * root)
    permitted = np.ones(scores.shape, bool) if mask is None else mask
    largest = scores.max(axis=-1, keepdims=True, where=permitted, initial=-np.inf)
    weights = np.exp(np.minimum(scores - largest, 0)) * permitted
    weights = (weights / weights.sum(axis=-1, keepdims=True)).astype(q.dtype)
    return scores, weights, sum(weights[..., j, None] * v[..., j, None, :] for j in range(v.shape[-2]))


@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("batch", [(), (2, 3)])
@pytest.mark.parametrize("size", [0.1, 1.0, 5.0])
def test_attention_in_other_styles_passes_and_errors_do_not(rng, dtype, batch, size):
    for _ in range(30):
        q, k, v = ((rng.normal(size=(*batch, n, d)) * size).astype(dtype) for n, d in ((4, 3), (5, 3), (5, 2)))
        mask = rng.random((4, 5)) < 0.7
        mask[:, 0] = True
        for masked in (None, mask):
            scores, weights, output = attend(q, k, v, masked)
            other = attend_otherwise(q, k, v, masked)
            if masked is None:
                assert_close(other[0], scores, bound=attention_scores_bound(q, k))
            bounds = attention_weights_bound(q, k, masked), attention_bound(q, k, v, masked)
            for right, same, bound in ((weights, other[1], bounds[0]), (output, other[2], bounds[1])):
                assert_close(same, right, bound=bound)
                with pytest.raises(CheckFailed):
                    assert_close(right.astype("f8") + 10 * bound, right, bound=bound)


def test_attention_passes_where_the_scores_cancel(rng):
    """Products of 1e6 that cancel leave scores with the rounding of 1e6, and the order of summation matters."""
    for _ in range(30):
        q, k, v = rng.normal(size=(4, 3)), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
        q, k = np.hstack([q, np.full((4, 2), 1e3)]), np.hstack([k, np.full((5, 1), 1e3), np.full((5, 1), -1e3)])
        orders = (range(5), (3, 4, 0, 1, 2))
        there, back = (sum(q[:, None, d] * k[:, d] for d in order) / math.sqrt(5) for order in orders)
        assert np.abs(there - back).max() > 1e-12
        assert_close(softmax(there), softmax(back), bound=attention_weights_bound(q, k))
        assert_close(softmax(there) @ v, softmax(back) @ v, bound=attention_bound(q, k, v))


def test_attention_bounds_are_what_their_notes_say(rng):
    q, k, v = rng.normal(size=(4, 3)), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    scores, weights, _ = attend(q, k, v)
    assert attention_scores_bound(q, k) == pytest.approx(
        SLACK * gamma(6) * np.abs(q) @ np.abs(k).T / math.sqrt(3), rel=1e-9, abs=0
    )
    assert (attention_weights_bound(q, k) > softmax_bound(scores)).all()
    moved = attention_weights_bound(q, k) @ np.abs(v)
    assert attention_bound(q, k, v) == pytest.approx(moved + product_bound(weights, v), rel=1e-9, abs=0)


def test_attention_bounds_are_small(rng):
    q, k, v = rng.normal(size=(4, 3)), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    assert attention_scores_bound(q, k).max() < 1e-13
    assert attention_weights_bound(q, k).max() < 1e-13
    assert attention_bound(q, k, v).max() < 1e-12
    assert attention_bound(100 * q, 100 * k, v).max() < 1e-9


def test_fully_masked_rows_have_a_bound(rng):
    q, k, v = rng.normal(size=(4, 3)), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    mask = np.zeros((4, 5), bool)
    assert attention_weights_bound(q, k, mask).max() < 1e-290
    assert attention_bound(q, k, v, mask).max() < 1e-290
