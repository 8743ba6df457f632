"""Bounds of solves, conjugate gradients and condition numbers, from both sides, and what they tell apart."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

from grader.checks import (
    assert_close,
    condition_bound,
    conditioned_matrix,
    definite_matrix,
    iterate_bound,
    iteration_residual_bound,
    solve_bound,
    solve_residual_bound,
)
from grader.errors import CheckFailed


def by_cholesky(a, b):
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(a), b)


def by_qr(a, b):
    q, r = np.linalg.qr(a)
    return scipy.linalg.solve_triangular(r, q.T @ b)


def by_eigenvectors(a, b):
    values, vectors = np.linalg.eigh(a)
    return vectors @ ((vectors.T @ b) / values)


def by_svd(a, b):
    u, s, vt = np.linalg.svd(a)
    return vt.T @ ((u.T @ b) / s)


def by_lstsq(a, b):
    return np.linalg.lstsq(a, b)[0]


def by_inverse_factor(a, b):
    inverse = np.linalg.inv(np.linalg.cholesky(a))
    return inverse.T @ (inverse @ b)


def by_inverse(a, b):
    return np.linalg.inv(a) @ b


def by_columns_of_the_inverse(a, b):
    return np.linalg.solve(a, np.eye(len(b), dtype=a.dtype)) @ b


STABLE = [by_cholesky, np.linalg.solve, by_qr, by_eigenvectors, by_svd, by_lstsq, by_inverse_factor]
INVERSES = [by_inverse, by_columns_of_the_inverse]


def system(rng, n, condition, kind="f8"):
    a = definite_matrix(rng, np.geomspace(1, 1 / condition, n)).astype(kind)
    return a, a @ rng.normal(size=n).astype(kind)


def left_by(style, a, b):
    """What is left of b, as a share of what may be left."""
    x = style(a, b).astype("f8")
    return np.linalg.norm(b.astype("f8") - a.astype("f8") @ x) / solve_residual_bound(a, b)


@pytest.mark.parametrize("style", STABLE)
def test_stable_solves_leave_little_whatever_the_condition(rng, style):
    for condition, kind in ((3, "f8"), (1e6, "f8"), (1e9, "f8"), (3, "f4"), (1e3, "f4")):
        for n in (1, 2, 4, 8):
            shares = [left_by(style, *system(rng, n, condition, kind)) for _ in range(6)]
            assert max(shares) <= 1


@pytest.mark.parametrize("style", INVERSES)
def test_an_explicit_inverse_leaves_too_much_where_the_condition_is_large(rng, style):
    for _ in range(20):
        assert left_by(style, *system(rng, 8, 3)) <= 1
        # One system may be kind to an inverse; a check looks at four.
        assert max(left_by(style, *system(rng, 8, 1e9)) for _ in range(4)) > 100


@pytest.mark.parametrize("scale", [2.0**-400, 1.0, 2.0**400])
def test_what_a_solve_may_leave_follows_the_scale_and_is_small(rng, scale):
    a, b = system(rng, 6, 1e6)
    bound = solve_residual_bound(a, b)
    assert 0 < bound < 1e-12 * np.linalg.norm(b)
    assert solve_residual_bound(a, b * scale) == pytest.approx(bound * scale, rel=1e-9, abs=0)
    assert solve_residual_bound(a * scale, b) == pytest.approx(bound, rel=1e-9)
    left = b - a @ (np.linalg.solve(a, b) * (1 + 1e-10))
    assert np.linalg.norm(left) > 10 * bound


def test_small_systems_solved_by_the_svd_are_within_the_bound_of_a_solve(rng):
    """LAPACK's singular values are as rough for n = 2 as for n = 20."""
    for n in (1, 2, 3, 4):
        for _ in range(50):
            a, b = system(rng, n, 10)
            assert_close(by_svd(a, b), np.linalg.solve(a, b), bound=solve_bound(a, b))


def steps_of(a, b, tol, most, carried=True):
    """Conjugate gradients; the residual is carried along, or computed anew."""
    x, r, p, steps = np.zeros_like(b), b, b, 0
    while np.linalg.norm(r) > tol * np.linalg.norm(b) and steps < most:
        alpha = (r @ r) / (p @ (a @ p))
        x = x + alpha * p
        after = r - alpha * (a @ p) if carried else b - a @ x
        p, r, steps = after + (after @ after) / (r @ r) * p, after, steps + 1
    return x, steps


@pytest.mark.parametrize("carried", [True, False])
def test_what_iterations_leave(rng, carried):
    for n, condition, kind, tol in (
        (5, 3, "f8", 1e-10),
        (20, 1e5, "f8", 1e-10),
        (9, 10, "f8", 1e-2),
        (6, 3, "f4", 1e-3),
    ):
        for _ in range(8):
            a, b = system(rng, n, condition, kind)
            x, steps = steps_of(a, b, tol, 10 * n, carried)
            left = np.linalg.norm(b.astype("f8") - a.astype("f8") @ x)
            bound = iteration_residual_bound(a, b, tol, steps)
            assert left <= bound <= 2 * tol * np.linalg.norm(b)


def test_what_iterations_leave_follows_the_scale_and_the_tolerance(rng):
    a, b = system(rng, 6, 10)
    bound = iteration_residual_bound(a, b, 1e-10, 6)
    assert iteration_residual_bound(a * 2.0**300, b * 2.0**-300, 1e-10, 6) == pytest.approx(bound * 2.0**-300, abs=0)
    assert iteration_residual_bound(a, b, 1e-3, 6) > 1e6 * bound
    x, steps = steps_of(a, b, 1e-8, 60)
    early = iteration_residual_bound(a, b, 1e-10, steps)
    assert np.linalg.norm(b - a @ (x * (1 + 1e-9))) > early


def by_combination(a, b, steps):
    """The best combination of b, Ab, …, by an orthonormal basis of them: the iterate by its definition."""
    powers = [b]
    for _ in range(1, steps):
        powers.append(a @ powers[-1])
    basis, _ = np.linalg.qr(np.array(powers).T)
    return basis @ np.linalg.solve(basis.T @ a @ basis, basis.T @ b)


@pytest.mark.parametrize("carried", [True, False])
@pytest.mark.parametrize("kind", ["f8", "f4"])
def test_iterates_are_the_best_combinations(rng, carried, kind):
    for n in (4, 8, 12):
        for steps in (1, 2, 3):
            for _ in range(6):
                a, b = system(rng, n, 10, kind)
                x, _ = steps_of(a, b, 0.0, steps, carried)
                best = by_combination(a.astype("f8"), b.astype("f8"), steps)
                bound = iterate_bound(a, b, steps)
                assert_close(x.astype("f8"), best, bound=bound)
                with pytest.raises(CheckFailed):
                    assert_close(best + 10 * bound, best, bound=bound)


def test_iterates_of_other_numbers_of_steps_are_apart(rng):
    for _ in range(50):
        a, b = system(rng, 8, 10)
        for steps in (1, 2, 3):
            other, _ = steps_of(a, b, 0.0, steps + 1)
            assert np.linalg.norm(other - steps_of(a, b, 0.0, steps)[0]) > 1e6 * iterate_bound(a, b, steps)


def condition_by_svd(a):
    s = np.linalg.svd(a, compute_uv=False)
    return float(s[0] / s[-1])


def condition_by_norms(a):
    return float(np.linalg.norm(a, 2) * np.linalg.norm(np.linalg.inv(a), 2))


def condition_by_the_double_matrix(a):
    zero = np.zeros_like(a)
    values = np.linalg.eigvalsh(np.block([[zero, a], [a.T, zero]]))[len(a) :]
    return float(values[-1] / values[0])


def condition_by_the_square(a):
    values = np.linalg.eigvalsh(a.T @ a)
    return float(np.sqrt(values[-1] / max(values[0], 1e-300)))


@pytest.mark.parametrize("style", [condition_by_svd, condition_by_norms, condition_by_the_double_matrix])
def test_condition_numbers(rng, style):
    for condition, kind in ((1, "f8"), (10, "f8"), (1e6, "f8"), (1e9, "f8"), (10, "f4"), (1e3, "f4")):
        for n in (2, 3, 6):
            for _ in range(8):
                a = conditioned_matrix(rng, n, n, condition).astype(kind)
                exact = condition_by_svd(a.astype("f8"))
                bound = condition_bound(a) * exact
                assert abs(style(a) - exact) <= bound
                with pytest.raises(CheckFailed):
                    assert_close(exact + 10 * bound, exact, bound=bound)


def test_the_square_loses_the_condition_number(rng):
    for _ in range(50):
        excess = 0.0
        for n, condition in ((4, 1e7), (5, 1e8), (6, 1e9)):
            a = conditioned_matrix(rng, n, n, condition)
            exact = condition_by_svd(a)
            excess = max(excess, abs(condition_by_the_square(a) - exact) / (condition_bound(a) * exact))
        assert excess > 10


def test_of_singular_matrices_no_digit_is_certain(rng):
    assert condition_bound(np.ones((3, 3))) == np.inf
    assert condition_bound(conditioned_matrix(rng, 4, 4, 1e6).astype("f4")) == np.inf
    assert condition_bound(np.eye(3) * 2.0**500) == condition_bound(np.eye(3)) < 1e-12
