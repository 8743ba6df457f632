"""Bounds of products and sums, from both sides: every order of summation passes, ten times the bound does not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from grader.checks import assert_close, gamma, product_bound, sum_bound
from grader.checks.tolerances import SLACK, float_type, power_of_two, unit_roundoff
from grader.errors import CheckFailed

SHAPES = [(1, 1), (1, 7), (7, 1), (4, 4), (9, 3), (3, 9), (5, 200)]


def test_the_unit_roundoff_is_half_of_eps():
    assert unit_roundoff() == 2.0**-53
    assert unit_roundoff("f4") == 2.0**-24


def test_gamma():
    assert gamma(0) == 0
    assert gamma(1) == pytest.approx(2.0**-53, rel=1e-15, abs=0)
    assert gamma(10, np.float32) == pytest.approx(10 * 2.0**-24, rel=1e-5, abs=0)
    assert gamma(10, np.float32) > 10 * 2.0**-24
    with pytest.raises(ValueError, match="bounds nothing"):
        gamma(2**24, np.float32)
    with pytest.raises(ValueError, match="bounds nothing"):
        gamma(-1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([np.zeros(2, "f4")], "f4"),
        ([np.zeros(2, "f4"), np.zeros(2, "f2")], "f4"),
        ([np.zeros(2, "f4"), np.zeros(2)], "f8"),
        ([np.zeros(2, int)], "f8"),
        ([np.zeros(2, "f4"), np.zeros(2, bool)], "f8"),
        ([[1, 2]], "f8"),
        ([np.zeros(2, "g")], "f8"),
    ],
)
def test_precision_in_which_numpy_computes(values, expected):
    assert float_type(*values) == np.dtype(expected)


@pytest.mark.parametrize("value", [1.0, 1.5, 2.0, 1e-300, 1e300, 1.7e308, 5e-324])
def test_scaling_by_a_power_of_two_is_exact(value):
    scale = power_of_two([0.0, -value])
    assert 1 <= value / scale < 2
    assert value / scale * scale == value
    assert power_of_two([0.0]) == power_of_two([np.inf]) == 1.0


def matmul(x, w):
    return x @ w


def loop(x, w):
    out = np.zeros(len(x), x.dtype)
    for j in range(len(w)):
        out += w[j] * x[:, j]
    return out


def backwards(x, w):
    return loop(x[:, ::-1], w[::-1])


def pairwise(x, w):
    return (x * w).sum(axis=1)


def einsum(x, w):
    return np.einsum("ij,j->i", x, w)


def exact(x, w):
    return np.array([math.fsum(row) for row in x.astype("f8") * w.astype("f8")])


STYLES = [matmul, loop, backwards, pairwise, einsum, exact]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("shape", SHAPES)
def test_products_pass_in_whatever_order_they_are_summed(rng, style, shape, dtype):
    for _ in range(20):
        x, w = rng.normal(size=shape).astype(dtype), rng.normal(size=shape[1]).astype(dtype)
        assert_close(style(x, w), matmul(x, w), bound=product_bound(x, w))


@pytest.mark.parametrize(
    ("left", "right"), [(1e-300, 1.0), (1e300, 1e-300), (1e150, 1e150), (1e-160, 1e-160), (1e300, 1.0)]
)
def test_products_pass_at_any_scale_and_errors_do_not(rng, left, right):
    x, w = rng.normal(size=(6, 4)) * left, rng.normal(size=4) * right
    bound = product_bound(x, w)
    assert np.isfinite(bound).all()
    assert (bound > 0).all()
    for style in STYLES[:-1]:
        assert_close(style(x, w), matmul(x, w), bound=bound)
    with pytest.raises(CheckFailed):
        assert_close(x @ w + 10 * bound, x @ w, bound=bound)


def test_the_bound_of_products_is_tight(rng):
    for dtype in ("f8", "f4"):
        x, w = rng.normal(size=(9, 5)).astype(dtype), rng.normal(size=5).astype(dtype)
        ratio = product_bound(x, w) / (np.abs(x).astype("f8") @ np.abs(w))
        assert ratio == pytest.approx(SLACK * gamma(5, dtype), rel=1e-9, abs=0)
        with pytest.raises(CheckFailed):
            assert_close((x @ w).astype("f8") + 10 * product_bound(x, w), x @ w, bound=product_bound(x, w))


def test_the_bound_of_products_follows_the_scale_of_both(rng):
    x, w = rng.normal(size=(6, 4)), rng.normal(size=4)
    bound = product_bound(x, w)
    assert product_bound(x * 2.0**990, w * 2.0**-990) == pytest.approx(bound, rel=1e-12, abs=0)
    assert product_bound(x * 2.0**-990, w * 2.0**990) == pytest.approx(bound, rel=1e-12, abs=0)
    assert product_bound(x * 2.0**-500, w * 2.0**500) == pytest.approx(bound, rel=1e-12, abs=0)


def test_the_bound_of_products_is_finite_where_the_product_is():
    x, w = np.array([[1e308, -1e308, 1e308]]), np.array([1.0, 1.0, 0.5])
    assert np.isfinite(product_bound(x, w)).all()


def test_products_of_matrices_and_batches(rng):
    a, b = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 4, 5))
    assert product_bound(a, b).shape == (2, 3, 5)
    assert_close(np.einsum("bij,bjk->bik", a, b), a @ b, bound=product_bound(a, b))
    with pytest.raises(ValueError, match="mismatch"):
        product_bound(a, a)


def test_sums_in_any_order(rng):
    for dtype in ("f8", "f4"):
        x = (rng.normal(size=(50, 3)) * 10.0 ** rng.integers(-3, 4, size=(50, 3))).astype(dtype)
        bound = sum_bound(x, axis=0)
        for total in (x.sum(axis=0), x[::-1].cumsum(axis=0)[-1], [math.fsum(column) for column in x.T]):
            assert_close(total, x.sum(axis=0), bound=bound)
        with pytest.raises(CheckFailed):
            assert_close(x.sum(axis=0).astype("f8") + 10 * bound, x.sum(axis=0), bound=bound)
    assert sum_bound([1e300, 1e300]) > 0
    assert sum_bound([5.0]) == 0
