"""Bounds of least squares, ridge, solves and projections, from both sides, and what they tell apart."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.linalg

from grader.checks import (
    assert_close,
    assert_orthogonal,
    least_squares_bound,
    orthogonality_bound,
    projector_bound,
    residual_bound,
    ridge_bound,
    ridge_gradient_bound,
    solve_bound,
)
from grader.errors import CheckFailed


def conditioned(rng, n, d, condition):
    """A matrix with singular values from 1 down to 1/condition."""
    rank = min(n, d)
    left, _ = np.linalg.qr(rng.normal(size=(n, rank)))
    right, _ = np.linalg.qr(rng.normal(size=(d, rank)))
    return left * np.geomspace(1, 1 / condition, rank) @ right.T


def by_lstsq(x, y):
    return np.linalg.lstsq(x, y, rcond=None)[0]


def by_pinv(x, y):
    return np.linalg.pinv(x) @ y


def by_svd(x, y):
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    r = int((s > 1e-11 * s[0]).sum()) if x.dtype == "f8" else int((s > 1e-5 * s[0]).sum())
    return vt[:r].T @ (u[:, :r].T @ y / s[:r])


def by_qr(x, y):
    q, r = np.linalg.qr(x)
    return np.linalg.solve(r, q.T @ y)


def by_reflections_on_the_stack(x, y):
    r = np.linalg.qr(np.column_stack([x, y]), mode="r")
    return scipy.linalg.solve_triangular(r[:-1, :-1] if len(r) > x.shape[1] else r[:, :-1], r[: x.shape[1], -1])


def by_normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def by_inverse(x, y):
    return np.linalg.inv(x.T @ x) @ x.T @ y


ANY_RANK = [by_lstsq, by_pinv, by_svd]
FULL_RANK = [*ANY_RANK, by_qr, by_reflections_on_the_stack]


@pytest.mark.parametrize("style", FULL_RANK)
@pytest.mark.parametrize(("condition", "dtype"), [(3, "f8"), (1e3, "f8"), (1e7, "f8"), (3, "f4"), (100, "f4")])
@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_stable_least_squares_pass(rng, style, condition, dtype, noise):
    for n, d in ((9, 3), (6, 5), (5, 1), (30, 8)):
        for _ in range(10):
            x = conditioned(rng, n, d, condition).astype(dtype)
            y = (x @ rng.normal(size=d) + noise * rng.normal(size=n)).astype(dtype)
            check_least_squares(style, x, y)
            # What is left of y is large here, and the weights are not.
            off = y - x @ by_svd(x, y)
            check_least_squares(style, x, (x @ rng.normal(size=d) + 100 * off).astype(dtype))


def check_least_squares(style, x, y):
    w, same = by_lstsq(x, y), style(x, y)
    assert_close(same, w, bound=least_squares_bound(x, y))
    assert_close(y - x @ same, y - x @ w, bound=residual_bound(x, y))
    assert_orthogonal(x, y - x @ same, bound=orthogonality_bound(x, y))


@pytest.mark.parametrize("style", [by_normal_equations, by_inverse])
def test_squared_condition_numbers_pass_where_they_are_harmless_and_fail_where_not(rng, style):
    for _ in range(50):
        x = conditioned(rng, 9, 3, 3)
        y = x @ rng.normal(size=3) + 0.5 * rng.normal(size=9)
        assert_close(style(x, y), by_lstsq(x, y), bound=least_squares_bound(x, y))
        x = conditioned(rng, 9, 3, 1e6)
        y = x @ rng.normal(size=3)
        with pytest.raises(CheckFailed):
            assert_close(style(x, y), by_lstsq(x, y), bound=least_squares_bound(x, y))


@pytest.mark.parametrize("style", ANY_RANK)
@pytest.mark.parametrize("dtype", ["f8", "f4"])
def test_minimum_norm_solutions_pass(rng, style, dtype):
    for n, d in ((3, 6), (7, 4), (5, 5)):
        for _ in range(20):
            x = conditioned(rng, n, d, 10).astype(dtype)
            x[:, 1] = x[:, 0]
            y = rng.normal(size=n).astype(dtype)
            assert_close(style(x, y), by_svd(x, y), bound=least_squares_bound(x, y))
            assert_close(y - x @ style(x, y), y - x @ by_svd(x, y), bound=residual_bound(x, y))


@pytest.mark.parametrize("scale", [1e-150, 1e-8, 1.0, 1e8, 1e150])
def test_errors_of_ten_times_the_bound_fail_at_any_scale(rng, scale):
    x = conditioned(rng, 9, 3, 3)
    y = (x @ rng.normal(size=3) + 0.5 * rng.normal(size=9)) * scale
    w, bound = by_svd(x, y), least_squares_bound(x, y)
    assert 0 < bound < 1e-12 * scale
    assert residual_bound(x, y) < 1e-12 * scale
    with pytest.raises(CheckFailed):
        assert_close(w + 10 * bound, w, bound=bound)
    slanted = by_svd(x, y) + 1e-11 * scale
    with pytest.raises(CheckFailed):
        assert_orthogonal(x, y - x @ slanted, bound=orthogonality_bound(x, y))
    assert least_squares_bound(x / scale, y) == pytest.approx(bound * scale, rel=1e-9, abs=0)
    assert orthogonality_bound(x / scale, y) * scale == pytest.approx(orthogonality_bound(x, y), rel=1e-9, abs=0)


def test_where_no_digit_is_certain_there_is_no_bound(rng):
    x, y = conditioned(rng, 6, 3, 1e7).astype("f4"), rng.normal(size=6).astype("f4")
    assert least_squares_bound(x, y) == np.inf
    assert ridge_bound(x, y, 0.0) == np.inf
    assert ridge_bound(conditioned(rng, 3, 6, 2), np.ones(3), 0.0) == np.inf
    assert solve_bound(np.ones((3, 3)), np.ones(3)) == np.inf
    assert least_squares_bound(np.zeros((4, 2)), np.ones(4)) == 0


def ridge_by_solve(x, y, alpha):
    return np.linalg.solve(x.T @ x + x.dtype.type(alpha) * np.eye(x.shape[1], dtype=x.dtype), x.T @ y)


def ridge_by_cholesky(x, y, alpha):
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(x.T @ x + alpha * np.eye(x.shape[1])), x.T @ y)


def ridge_by_lstsq(x, y, alpha):
    stacked = np.vstack([x, math.sqrt(alpha) * np.eye(x.shape[1])])
    return by_lstsq(stacked, np.append(y, np.zeros(x.shape[1])))


def ridge_by_pinv(x, y, alpha):
    stacked = np.vstack([x, math.sqrt(alpha) * np.eye(x.shape[1])])
    return by_pinv(stacked, np.append(y, np.zeros(x.shape[1])))


def ridge_by_svd(x, y, alpha):
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    return vt.T @ ((u.T @ y) * s / (s * s + alpha))


def ridge_by_inverse(x, y, alpha):
    return np.linalg.inv(x.T @ x + alpha * np.eye(x.shape[1])) @ x.T @ y


RIDGES = [ridge_by_solve, ridge_by_cholesky, ridge_by_lstsq, ridge_by_pinv, ridge_by_svd]


def gradient(x, y, alpha, w):
    return np.linalg.norm(x.T @ (y - x @ w) - alpha * w)


@pytest.mark.parametrize("style", RIDGES)
@pytest.mark.parametrize(("condition", "alpha"), [(3, 0.1), (3, 10.0), (3, 1e6), (3, 0.0), (1e4, 1e-6), (1e6, 1e-9)])
def test_stable_ridge_passes(rng, style, condition, alpha):
    for n, d in ((9, 3), (5, 5), (6, 1)):
        for _ in range(20):
            x = conditioned(rng, n, d, condition)
            y = x @ rng.normal(size=d) + rng.choice([0, 0.3]) * rng.normal(size=n)
            w = ridge_by_svd(x, y, alpha)
            assert_close(style(x, y, alpha), w, bound=ridge_bound(x, y, alpha))
            assert gradient(x, y, alpha, style(x, y, alpha)) <= ridge_gradient_bound(x, y, alpha)


@pytest.mark.parametrize("style", RIDGES)
def test_ridge_passes_for_wide_and_rank_deficient_matrices(rng, style):
    for n, d in ((3, 6), (7, 4)):
        for _ in range(20):
            x = conditioned(rng, n, d, 10)
            x[:, 1] = x[:, 0]
            y = rng.normal(size=n)
            assert_close(style(x, y, 0.5), ridge_by_svd(x, y, 0.5), bound=ridge_bound(x, y, 0.5))


def test_an_explicit_inverse_leaves_a_gradient_where_a_solve_leaves_none(rng):
    for _ in range(30):
        excess = 0.0
        for _ in range(8):
            x = conditioned(rng, 8, 4, 1e6)
            y = x @ rng.normal(size=4)
            excess = max(excess, gradient(x, y, 1e-9, ridge_by_inverse(x, y, 1e-9)) / ridge_gradient_bound(x, y, 1e-9))
        assert excess > 2


def test_ridge_in_float32_passes_and_ten_times_the_bound_fails(rng):
    for _ in range(30):
        x = conditioned(rng, 9, 3, 3).astype("f4")
        y = rng.normal(size=9).astype("f4")
        w = ridge_by_svd(x, y, np.float32(0.1))
        assert_close(ridge_by_solve(x, y, 0.1), w, bound=ridge_bound(x, y, 0.1))
        with pytest.raises(CheckFailed):
            assert_close(w.astype("f8") + 10 * ridge_bound(x, y, 0.1), w, bound=ridge_bound(x, y, 0.1))


def test_ridge_bounds_follow_the_scale(rng):
    x, y = conditioned(rng, 9, 3, 3), rng.normal(size=9)
    bound, steep = ridge_bound(x, y, 0.1), ridge_gradient_bound(x, y, 0.1)
    assert ridge_bound(x * 2.0**400, y * 2.0**500, 0.1 * 2.0**800) == pytest.approx(bound * 2.0**100, rel=1e-9, abs=0)
    assert ridge_gradient_bound(x * 2.0**400, y * 2.0**500, 0.1 * 2.0**800) == pytest.approx(
        steep * 2.0**900, rel=1e-9, abs=0
    )


@pytest.mark.parametrize("condition", [2, 1e6])
def test_solves(rng, condition):
    for n in (1, 3, 8):
        for _ in range(20):
            a = conditioned(rng, n, n, condition)
            b = a @ rng.normal(size=n)
            q, r = np.linalg.qr(a)
            x, bound = np.linalg.solve(a, b), solve_bound(a, b)
            assert_close(scipy.linalg.solve_triangular(r, q.T @ b), x, bound=bound)
            assert_close(by_svd(a, b), x, bound=bound)
            with pytest.raises(CheckFailed):
                assert_close(x + 10 * bound, x, bound=bound)


def test_projectors(rng):
    for condition in (2, 1e5):
        for _ in range(20):
            x = conditioned(rng, 7, 3, condition)
            x[:, 2] = x[:, 0] - x[:, 1]
            u, s, _ = np.linalg.svd(x, full_matrices=False)
            u = u[:, s > 1e-11 * s[0]]
            q, _ = np.linalg.qr(x[:, :2])
            assert_close(q @ q.T, u @ u.T, bound=projector_bound(x))
            assert_close(x @ np.linalg.pinv(x), u @ u.T, bound=projector_bound(x))
            with pytest.raises(CheckFailed):
                assert_close(u @ u.T + 10 * projector_bound(x), u @ u.T, bound=projector_bound(x))
