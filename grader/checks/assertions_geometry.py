"""What a check can assert about where an answer lies: in the simplex, in a hull, at right angles to a span."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import numpy.typing as npt

from grader.checks.arrays import Array, as_floats, as_numbers, as_points, at, first, of_part, spelt
from grader.checks.tolerances import COARSEST, SLACK, absolute_product, float_type, gamma, power_of_two
from grader.checks.tolerances_softmax import simplex_bound
from grader.errors import CheckFailed
from grader.model import Value


def assert_simplex(value: Value, axis: int = -1, *, bound: npt.ArrayLike | None = None, part: str = "") -> None:
    """Weights are non-negative and sum to 1 along `axis`, to within `bound` (by default `simplex_bound`)."""
    array = as_numbers(value, part)
    weights = as_points(array, part)
    if not -weights.ndim <= axis < weights.ndim:
        raise CheckFailed(f"returned {spelt(weights.shape)}{of_part(part)}; expected weights along axis {axis}.")
    negative = ~(weights >= 0)
    if negative.any():
        place = first(negative)
        raise CheckFailed(f"returned {weights[place]:.6g}{of_part(part)}{at(place)}; expected weights of at least 0.")
    sums = weights.sum(axis=axis)
    allowed = simplex_bound(weights.shape[axis], float_type(array)) if bound is None else _fitting(bound, sums, part)
    wrong = ~(np.abs(sums - 1) <= allowed)
    if wrong.any():
        place = first(wrong)
        raise CheckFailed(
            f"returned weights{of_part(part)} that sum to {sums[place]:.6g}{at(place)} along axis {axis}; "
            f"expected sums of 1 (off by {abs(sums[place] - 1):.2g})."
        )


def assert_between(
    value: Value, low: npt.ArrayLike, high: npt.ArrayLike, *, bound: npt.ArrayLike, part: str = ""
) -> None:
    """Low ≤ value ≤ high, entry by entry, to within `bound`; low and high broadcast to the answer's shape."""
    points = as_points(value, part)
    allowed, low, high = (_fitting(limit, points, part) for limit in (bound, low, high))
    below, above = ~(points >= low - allowed), ~(points <= high + allowed)
    if (below | above).any():
        place = first(below | above)
        side = "below the smallest" if below[place] else "above the largest"
        raise CheckFailed(
            f"returned {points[place]:.6g}{of_part(part)}{at(place)}, {side} of that coordinate among the points "
            "combined; expected convex combinations."
        )


def assert_in_hull(value: Value, points: npt.ArrayLike, *, bound: float | None = None, part: str = "") -> None:
    """Each row of the answer, or the answer itself if it is one point, lies in the convex hull of the rows of `points`.

    `points` has shape (k, d), the answer (d,) or (m, d). `bound` is the largest distance in any coordinate that is
    still rounding; by default `hull_bound(points)`.
    """
    corners = np.asarray(points, dtype=np.float64)
    array = as_numbers(value, part)
    answers = as_points(array, part)
    if answers.ndim not in (1, 2) or answers.shape[-1] != corners.shape[1]:
        raise CheckFailed(
            f"returned {spelt(answers.shape)}{of_part(part)}; expected points of {corners.shape[1]} coordinates."
        )
    allowed = hull_bound(points, array) if bound is None else bound
    assert_between(answers, corners.min(axis=0), corners.max(axis=0), bound=allowed, part=part)
    for row, point in enumerate(np.atleast_2d(answers)):
        distance = hull_distance(corners, point)
        if not distance <= allowed:
            place = f" in row {row}" if answers.ndim == 2 else ""
            raise CheckFailed(
                f"returned a point{of_part(part)}{place} that is {distance:.2g} away from the convex hull of the "
                "points combined; expected one inside."
            )


def hull_bound(points: npt.ArrayLike, answer: npt.ArrayLike | None = None) -> float:
    """How far rounding may carry a convex combination of `points` out of their hull.

    Parameters
    ----------
    points : array_like
        Corners, shape (k, d).
    answer : array_like, optional
        The combination, for its precision.

    Returns
    -------
    float
        Bound of the distance in any coordinate, in the unit of `points`.

    Notes
    -----
    The weights sum to 1 within γ_{2k}, the product adds γ_k a|V| ≤ γ_k max|V|, and deciding membership in d + 1
    equations rounds once more: γ_{3k+d+1} max|V|. The result is `SLACK` times that.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, section 3.5.
    """
    corners = np.asarray(points)
    dtype = float_type(corners) if answer is None else float_type(answer)
    count, dimensions = corners.shape
    size = float(np.max(np.abs(corners.astype(np.float64)), initial=0.0))
    return SLACK * gamma(3 * count + dimensions + 1, dtype) * size


def load_late() -> None:
    """Load what checks of hulls would load when they first run: for who has time before."""
    import_module("scipy.optimize")


def hull_distance(corners: Array, point: Array) -> float:
    """Largest absolute coordinate of `point` minus the convex combination nearest to it by least squares."""
    # Imported late: scipy.optimize takes longer to load than all the rest, and only checks of hulls need it.
    from scipy.optimize import nnls

    scale = max(power_of_two(corners), power_of_two(point))
    centre = corners.mean(axis=0)
    system = np.vstack([(corners - centre).T / scale, np.ones(len(corners))])
    weights, _ = nnls(system, np.append((point - centre) / scale, 1.0))
    total = weights.sum()
    if not total > 0:
        return float(np.inf)
    return float(np.max(np.abs((weights / total) @ corners - point)))


def assert_orthogonal(x: npt.ArrayLike, value: Value, *, bound: npt.ArrayLike, part: str = "") -> None:
    """The answer r is orthogonal to every column of X: |Xᵀr| ≤ bound, column by column.

    X has shape (n, d), the answer (n,), the bound (d,); `orthogonality_bound(X, y)` is the one for least squares.
    """
    matrix = np.asarray(x, dtype=np.float64)
    array = as_numbers(value, part)
    if array.shape != matrix.shape[:1]:
        raise CheckFailed(f"returned {spelt(array.shape)}{of_part(part)}; expected {spelt(matrix.shape[:1])}.")
    residual = as_floats(array)
    scale_x, scale_r = power_of_two(matrix), power_of_two(residual)
    with np.errstate(all="ignore"):
        products = np.abs((matrix / scale_x).T @ (residual / scale_r)) * scale_r * scale_x
        own = absolute_product(matrix.T, residual, gamma(len(matrix)))
        allowed = np.asarray(bound, dtype=np.float64) * _coarser(array, x) + own
        wrong = ~(products <= allowed)
    if wrong.any():
        column = first(wrong)[0]
        raise CheckFailed(
            f"returned a vector{of_part(part)} whose inner product with column {column} of X is {products[column]:.2g} "
            f"in size, where rounding explains at most {allowed[column]:.2g}; expected one orthogonal to every column."
        )


def _coarser(array: Array, given: npt.ArrayLike) -> float:
    if float_type(array) == COARSEST and float_type(given) != COARSEST:
        return float(np.finfo(COARSEST).eps / np.finfo(np.float64).eps)
    return 1.0


def _fitting(limit: npt.ArrayLike, answer: Array, part: str) -> Array:
    """The limit in the shape of the answer; where it does not fit, the answer has the wrong shape."""
    try:
        return np.broadcast_to(np.asarray(limit, dtype=np.float64), answer.shape)
    except ValueError:
        expected = spelt(np.shape(limit))
        raise CheckFailed(
            f"returned {spelt(answer.shape)}{of_part(part)}; expected one that fits {expected}."
        ) from None
