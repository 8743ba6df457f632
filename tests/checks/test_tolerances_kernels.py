"""Bounds of kernels, kernel ridge regression, ensembles and responsibilities, from both sides; what they tell apart."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

from grader.checks import (
    assert_close,
    ensemble_bound,
    kernel_predict_bound,
    kernel_ridge_bound,
    rbf_bound,
    responsibilities_bound,
)
from grader.errors import CheckFailed
from tests.checks import answers_unifying as styles

WIDE = np.longdouble
KINDS = ("f8", "f4")

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def exact_kernel(a, b, width):
    return np.exp(-WIDE(width) * ((a.astype(WIDE)[:, None] - b.astype(WIDE)) ** 2).sum(axis=-1))


def assert_tight(expected, bound):
    """Ten times the bound off is refused, in every entry."""
    for place in np.ndindex(np.shape(expected)):
        off = np.array(expected, dtype=float)
        off[place] += 10 * np.broadcast_to(bound, off.shape)[place]
        with pytest.raises(CheckFailed):
            assert_close(off, expected, bound=bound)


def point_sets(rng, kind):
    for n, m, d, width, shift in ((4, 5, 3, 0.5, 0), (3, 3, 1, 2.0, 0), (2, 4, 20, 0.05, 0), (4, 3, 2, 1.0, 30)):
        yield (shift + rng.normal(size=(n, d))).astype(kind), (shift + rng.normal(size=(m, d))).astype(kind), width


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", styles.RIGHT["rbf_kernel"])
def test_kernels_of_every_style_are_within(rng, kind, style):
    for _ in range(20):
        for a, b, width in point_sets(rng, kind):
            exact = exact_kernel(a, b, width)
            assert_close(style(a, b, width), exact.astype(float).astype(kind), bound=rbf_bound(a, b, width))


def test_a_kernel_off_by_ten_bounds_is_not(rng):
    for a, b, width in point_sets(rng, "f8"):
        assert_tight(exact_kernel(a, b, width).astype(float), rbf_bound(a, b, width))
        assert np.all(rbf_bound(a, b, width) < 1e-10)


def test_no_kernel_is_off_by_more_than_one():
    far = np.array([[1e9], [1e9 + 1]])
    assert np.max(rbf_bound(far, far, 1.0)) < 1.01
    assert np.all(np.isfinite(rbf_bound(1e200 * far, far, 1.0)))


def systems(rng, n, alpha):
    x = (np.linspace(-1, 1, n) + rng.uniform(-0.4, 0.4, size=n) / n)[:, None]
    return x, (exact_kernel(x, x, 0.5).astype(float) + alpha * np.eye(n)) @ (1 + rng.uniform(-0.5, 0.5, size=n))


def refined(x, y, alpha):
    """Iterative refinement in longer numbers, and in the exact kernel."""
    system = exact_kernel(x, x, 0.5) + alpha * np.eye(len(x), dtype=WIDE)
    factor = scipy.linalg.cho_factor(system.astype(float))
    c = scipy.linalg.cho_solve(factor, y).astype(WIDE)
    for _ in range(30):
        c = c + scipy.linalg.cho_solve(factor, (y - system @ c).astype(float))
    return c.astype(float)


@pytest.mark.parametrize("style", styles.RIGHT["kernel_ridge_fit"])
def test_coefficients_of_every_style_are_within(rng, style):
    for n, alpha in ((5, 0.1), (12, 1e-6), (24, 1e-9), (24, 1e-10), (40, 1e-9)):
        x, y = systems(rng, n, alpha)
        assert_close(style(x, y, 0.5, alpha), refined(x, y, alpha), bound=kernel_ridge_bound(x, y, 0.5, alpha))


@pytest.mark.parametrize("style", styles.RIGHT["kernel_ridge_fit"])
def test_coefficients_in_single_precision_are_within(rng, style):
    for _ in range(10):
        x, y = (given.astype("f4") for given in systems(rng, 6, 0.5))
        expected = refined(x, y, 0.5).astype("f4")
        assert_close(style(x, y, 0.5, 0.5), expected, bound=kernel_ridge_bound(x, y, 0.5, 0.5))


def test_inverses_of_ordered_points_are_not(rng):
    for _ in range(10):
        x, y = systems(rng, 24, 1e-10)
        system = styles.rbf_by_rows(x, x, 0.5) + 1e-10 * np.eye(24)
        expected, bound = refined(x, y, 1e-10), kernel_ridge_bound(x, y, 0.5, 1e-10)
        for inverse in (np.linalg.inv(system), scipy.linalg.inv(system), scipy.linalg.solve(system, np.eye(24))):
            with pytest.raises(CheckFailed):
                assert_close(inverse @ y, expected, bound=bound)


def test_coefficients_off_by_ten_bounds_are_not(rng):
    x, y = systems(rng, 12, 1e-6)
    assert_tight(refined(x, y, 1e-6), kernel_ridge_bound(x, y, 0.5, 1e-6))
    assert kernel_ridge_bound(x, y, 0.5, 1.0) < 1e-11


def test_no_digit_is_certain_of_a_singular_system(rng):
    x = np.zeros((3, 2))
    assert kernel_ridge_bound(x, np.ones(3), 0.5, 0.0) == np.inf
    x, y = systems(rng, 24, 1.0)
    assert kernel_ridge_bound(x, y, 0.5, 1e-15) == np.inf


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", styles.RIGHT["kernel_predict"])
def test_predictions_of_every_style_are_within(rng, kind, style):
    for new, x, width in point_sets(rng, kind):
        c = (1e3 * rng.normal(size=len(x))).astype(kind)
        expected = (exact_kernel(new, x, width) @ c.astype(WIDE)).astype(kind)
        bound = kernel_predict_bound(x, c, new, width)
        assert_close(style(x, c, new, width), expected, bound=bound)
        if kind == "f8":
            assert_tight(expected, bound)
            assert np.all(bound < 1e-7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", styles.RIGHT["ensemble"])
def test_ensembles_of_every_style_are_within(rng, kind, style):
    for m, n in ((1, 3), (2, 2), (7, 4), (60, 2)):
        for scale in (1.0, 1e30):
            weights = rng.dirichlet(np.ones(m)).astype(kind)
            predictions = (scale * rng.normal(size=(m, n))).astype(kind)
            expected = (weights.astype(WIDE) @ predictions.astype(WIDE)).astype(kind)
            bound = ensemble_bound(predictions, weights)
            if kind == "f8" or abs(weights.astype(float).sum() - 1) < 1e-9 or style is not styles.ensemble_fsum:
                assert_close(style(predictions, weights), expected, bound=bound)
            if kind == "f8":
                assert_tight(expected, bound)
                assert np.all(bound <= 1e-12 * scale)


def exact_responsibilities(x, means, variances, priors):
    x, means, variances, priors = (given.astype(WIDE) for given in (x, means, variances, priors))
    s = np.log(priors) - np.log(variances) / 2 - (x[:, None] - means) ** 2 / (2 * variances)
    terms = np.exp(s - s.max(axis=1, keepdims=True))
    return terms / terms.sum(axis=1, keepdims=True)


def mixtures(rng, kind):
    for n, k, spread in ((4, 3, 2.0), (3, 1, 1.0), (2, 8, 5.0), (3, 2, 50.0)):
        given = spread * rng.normal(size=n), rng.normal(size=k), rng.uniform(0.1, 3, size=k), rng.dirichlet(np.ones(k))
        yield tuple(each.astype(kind) for each in given)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", styles.RIGHT["mixture_responsibilities"])
def test_responsibilities_of_every_style_are_within(rng, kind, style):
    for _ in range(10):
        for given in mixtures(rng, kind):
            expected, bound = exact_responsibilities(*given).astype(kind), responsibilities_bound(*given)
            assert_close(style(*given), expected, bound=bound)


def test_responsibilities_off_by_ten_bounds_are_not(rng):
    for given in list(mixtures(rng, "f8"))[:3]:
        bound = responsibilities_bound(*given)
        assert_tight(exact_responsibilities(*given).astype(float), bound)
        assert np.all(bound < 1e-11)


def test_a_prior_of_zero_leaves_nothing_to_chance(rng):
    bound = responsibilities_bound(np.zeros(1), np.zeros(2), np.ones(2), np.array([0.0, 1.0]))
    assert bound[0, 0] < 1e-290
    assert bound[0, 1] < 1e-13
