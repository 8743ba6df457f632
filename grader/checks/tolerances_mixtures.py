"""How far a right answer may be from the reference: ensembles of models, and responsibilities of a mixture."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, Array, absolute_product, float_type, gamma
from grader.checks.tolerances_softmax import softmax_bound


def ensemble_bound(predictions: npt.ArrayLike, weights: npt.ArrayLike) -> Array:
    """Bound, entry by entry, of the rounding error of a convex combination of predictions.

    Parameters
    ----------
    predictions : array_like
        One row per model, shape (m, n).
    weights : array_like
        Convex, shape (m,) [-].

    Returns
    -------
    ndarray of float64
        Shape (n,), in the unit of the predictions.

    Notes
    -----
    γ_{3m+1} |w||P|: γ_m for the products and their sum. Who divides by the sum of the weights computes it with γ_{m−1},
    and it misses 1 by γ_m since the weights were rounded when they were drawn; the division adds one more. The result
    is `SLACK` times that, and what may underflow.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, section 3.5, equation (3.13).
    """
    dtype, count = float_type(predictions, weights), len(np.asarray(weights))
    underflow = SLACK * count * float(np.finfo(dtype).smallest_subnormal)
    return absolute_product(weights, predictions, SLACK * gamma(3 * count + 1, dtype)) + underflow


def responsibilities_bound(
    x: npt.ArrayLike, means: npt.ArrayLike, variances: npt.ArrayLike, priors: npt.ArrayLike
) -> Array:
    """Bound, entry by entry, of the rounding error of the responsibilities of a Gaussian mixture in one dimension.

    Parameters
    ----------
    x : array_like
        Observations, shape (n,).
    means, variances, priors : array_like
        Of the components, shape (k,); variances more than 0, in squared units of x, and priors at least 0.

    Returns
    -------
    ndarray of float64
        Shape (n, k) [-].

    Notes
    -----
    Responsibilities are the softmax of s_j = log π_j − ½log(2πv_j) − (x − μ_j)²/(2v_j), and a score is off by at most

        γ_8 (|log π_j| + ½|log v_j| + 1 + (|x| + |μ_j|)²/(2v_j)):

    three roundings for the root of v_j and the division by it, twice because of the square, and two for the sum of the
    three terms; |x| + |μ_j| instead of |x − μ_j| admits the square multiplied out. The result is `softmax_bound` with
    these errors, `SLACK` times each.

    References
    ----------
    Higham, op. cit., section 3.1; for the softmax see `softmax_bound`.
    """
    dtype = float_type(x, means, variances, priors)
    points, mu, v, prior = (np.asarray(value, dtype=np.float64) for value in (x, means, variances, priors))
    with np.errstate(over="ignore", divide="ignore"):
        log_prior, log_variance = np.log(prior), np.log(v)
        scores = log_prior - log_variance / 2 - (points[:, None] - mu) ** 2 / (2 * v)
        reach = (np.abs(points)[:, None] + np.abs(mu)) ** 2 / (2 * v)
    size = np.where(prior > 0, np.abs(log_prior), 0.0) + np.abs(log_variance) / 2 + 1 + reach
    error = np.where(np.isfinite(scores), SLACK * gamma(8, dtype) * size, 0.0)
    return softmax_bound(scores.astype(dtype), axis=1, score_error=error)
