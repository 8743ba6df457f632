"""Assertions on where an answer lies: simplex, hull, right angles."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import (
    assert_between,
    assert_in_hull,
    assert_orthogonal,
    assert_simplex,
    gamma,
    hull_bound,
    simplex_bound,
)
from grader.checks.tolerances import SLACK
from grader.errors import CheckFailed


def message(assertion, *args, **kwargs):
    with pytest.raises(CheckFailed) as failure:
        assertion(*args, **kwargs)
    return failure.value.message


def test_simplex_along_either_axis(rng):
    weights = rng.dirichlet(np.ones(5), size=4)
    assert_simplex(weights)
    assert_simplex(weights.T, axis=0)
    assert_simplex(weights.astype("f4"))
    with pytest.raises(CheckFailed):
        assert_simplex(weights, axis=0)


def test_simplex_words():
    assert (
        message(assert_simplex, [0.5, 0.4])
        == "returned weights that sum to 0.9 along axis -1; expected sums of 1 (off by 0.1)."
    )
    assert (
        message(assert_simplex, [[0.5, 0.5], [1.25, -0.25]])
        == "returned -0.25 at [1, 1]; expected weights of at least 0."
    )
    assert message(assert_simplex, [np.nan, 1.0]) == "returned nan at [0]; expected weights of at least 0."
    assert message(assert_simplex, 1.0) == "returned a single number; expected weights along axis -1."
    assert "expected sums of 1" in message(assert_simplex, [[1.0, 0.0], [np.inf, 0.0]])
    assert message(assert_simplex, np.zeros((0, 3))) == "returned an empty array of shape (0, 3); expected numbers."


def test_simplex_bound_has_two_sides():
    off = simplex_bound(2)
    assert off == SLACK * gamma(4)
    assert_simplex([0.5, 0.5 + off / 2])
    with pytest.raises(CheckFailed):
        assert_simplex([0.5, 0.5 + 10 * off])
    assert_simplex([0.5, 0.6], bound=0.2)


def test_between():
    assert_between([[0.0, 1.0], [0.5, 1.5]], [0, 1], [0.5, 1.5], bound=0.0)
    assert "2 at [1], above the largest" in message(assert_between, [0.0, 2.0], 0.0, 1.0, bound=0.5)
    assert "nan at [0], below the smallest" in message(assert_between, [np.nan], 0.0, 1.0, bound=0.5)
    assert "shape (3,); expected one that fits shape (2,)" in message(
        assert_between, [0, 0, 0], [0, 0], [1, 1], bound=0.0
    )


@pytest.mark.parametrize("scale", [1e-300, 1e-8, 1.0, 1e8, 1e300])
@pytest.mark.parametrize(("corners", "dimensions"), [(1, 1), (1, 3), (2, 2), (4, 2), (3, 5), (8, 3)])
def test_convex_combinations_lie_in_the_hull_and_moved_ones_do_not(rng, corners, dimensions, scale):
    for _ in range(20):
        points = (rng.normal(size=(corners, dimensions)) + rng.normal(size=dimensions)) * scale
        inside = rng.dirichlet(np.ones(corners), size=3) @ points
        assert_in_hull(inside, points)
        assert_in_hull(inside[0], points)
        assert_in_hull(points, points)
        outward = points[0] + 0.01 * (points[0] - points.mean(axis=0)) + 1e-3 * scale
        far = points[np.argmax(points[:, 0])].copy()
        far[0] += 10 * hull_bound(points)
        with pytest.raises(CheckFailed):
            assert_in_hull(far, points)
        if corners <= dimensions:
            with pytest.raises(CheckFailed):  # off the flat hull, though perhaps between its coordinates
                assert_in_hull(outward, points)


def test_hull_sees_what_the_axes_do_not():
    triangle = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert_in_hull([0.5, 0.5], triangle)
    corner = message(assert_in_hull, [[0.2, 0.2], [0.75, 0.75]], triangle)
    assert corner.startswith("returned a point in row 1 that is ")
    assert "away from the convex hull" in corner
    assert "above the largest" in message(assert_in_hull, [1.5, 0.0], triangle)
    assert (
        message(assert_in_hull, [0.1, 0.1, 0.1], triangle) == "returned shape (3,); expected points of 2 coordinates."
    )
    assert "empty" in message(assert_in_hull, np.zeros((0, 2)), triangle)


def test_float32_combinations_are_judged_by_float32_rounding(rng):
    points = rng.normal(size=(4, 3)).astype("f4")
    assert_in_hull(rng.dirichlet(np.ones(4)).astype("f4") @ points, points)


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_orthogonal(rng, scale):
    basis, _ = np.linalg.qr(rng.normal(size=(6, 3)))
    x = basis[:, :2] * scale
    assert_orthogonal(x, basis[:, 2], bound=np.full(2, 1e-15 * scale))
    bad = basis[:, 2] + 1e-9 * basis[:, 1]
    said = message(assert_orthogonal, x, bad, bound=np.full(2, 1e-15 * scale))
    assert f"inner product with column 1 of X is {1e-9 * scale:.2g} in size" in said
    with pytest.raises(CheckFailed):
        assert_orthogonal(x, -bad, bound=np.full(2, 1e-15 * scale))
    assert_orthogonal(x, bad.astype("f4"), bound=np.full(2, 1e-15 * scale))
    assert "is nan in size" in message(assert_orthogonal, x, bad * np.nan, bound=np.full(2, 1e-15 * scale))
    assert message(assert_orthogonal, x, np.zeros((6, 1)), bound=1.0) == "returned shape (6, 1); expected shape (6,)."
