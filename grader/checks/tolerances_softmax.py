"""How far a right answer may be from the reference: log-sum-exp, softmax, and attention, which is made of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, Array, absolute_product, float_type, gamma, product_bound, unit_roundoff


def logsumexp_bound(scores: npt.ArrayLike, axis: int = -1, *, keepdims: bool = False) -> Array:
    """Bound of the rounding error of log Σ exp(scores).

    Parameters
    ----------
    scores : array_like
        Any shape with at least one axis [-]; finite or −inf.
    axis : int
        The axis that is summed.
    keepdims : bool
        Whether that axis stays, with length 1.

    Returns
    -------
    ndarray of float64
        Shape of `scores` without `axis` [-]; 0 where all scores are −inf and the answer, −inf, is exact.

    Notes
    -----
    With m the largest score, d_i = x_i − m, and D = Σ a_i |d_i| the gaps' mean under the softmax weights a: rounding
    d_i changes exp(d_i) by the relative amount |d_i|u, thus the sum by Du; the n exponentials and additions change it
    by at most γ_{n+2}; log turns relative into absolute errors, and adding m rounds once more. Adding one score at a
    time with `logaddexp` rounds n times at the size of the result. Both stay below

        γ_{n+3} (1 + |m| + D + log Σ exp(d)),

    and so does the unshifted formula where it does not overflow. The result is `SLACK` times that.

    References
    ----------
    P. Blanchard, D. J. Higham and N. J. Higham, Accurately computing the log-sum-exp and softmax functions,
    IMA J. Numer. Anal. 41 (2021) 2311-2330, doi:10.1093/imanum/draa038: its rounding error analysis of the shifted
    formula, here with the gaps' mean D where they may all be as large as the largest.
    """
    bound = _logsumexp_error(_shift(scores, axis))
    return bound if keepdims else np.squeeze(bound, axis=axis)


def softmax_bound(
    scores: npt.ArrayLike, axis: int = -1, *, score_error: npt.ArrayLike = 0.0, dividing: bool = False
) -> Array:
    """Bound, entry by entry, of the rounding error of exp(scores) / Σ exp(scores).

    Parameters
    ----------
    scores : array_like
        Any shape with at least one axis [-]; finite or −inf, which gives weight 0.
    axis : int
        The axis along which the weights sum to 1.
    score_error : array_like
        How far the scores themselves may be off [-], where they were computed; broadcasts to the scores' shape.
    dividing : bool
        True admits only answers that divide by Σ exp: these are accurate at any size of the scores, with ties of 1e300
        too. False admits exp(x − logsumexp(x)) as well, whose error is that of scores off by `logsumexp_bound(x)`.

    Returns
    -------
    ndarray of float64
        Shape of `scores` [-].

    Notes
    -----
    A weight a_i with gap d_i = x_i − max x has at most the relative error

        γ_{n+4} + u(|d_i| + D),   D = Σ a_j |d_j|:

    rounding d_i changes exp(d_i) by |d_i|u, the normalising sum by Du + γ_{n+2}, and exp and the division add the
    rest. Errors δ in the scores multiply weights by at most exp(δ_i + max δ). Weights below tiny/eps,
    1e-292 in float64, count as nothing: guards that clip the gaps at −700 are welcome. The result is `SLACK` times
    that.

    References
    ----------
    Blanchard, Higham and Higham, op. cit., who find shifted formulas as accurate as unshifted ones, and the variant
    without a division less so; the terms in |d_i| and D above follow from the derivation in the notes.
    """
    return _softmax_error(_shift(scores, axis), score_error, dividing=dividing)


def simplex_bound(count: int, dtype: npt.DTypeLike = np.float64) -> float:
    """Bound of how far the computed sum of `count` computed weights may be from 1.

    Parameters
    ----------
    count : int
        Number of weights in one sum.
    dtype : dtype_like
        Precision of the weights.

    Returns
    -------
    float
        Bound of |Σa − 1| [-].

    Notes
    -----
    Normalised weights are e_i/s with s = (1 + θ_{n−1}) Σe and one rounding each; summing them again adds γ_{n−1}. No
    score enters: wrong exponentials still sum to 1 after a right division. The result is `SLACK`·γ_{2n}.

    References
    ----------
    Higham, op. cit., sections 3.1 and 4.2.
    """
    return SLACK * gamma(2 * count, dtype)


def attention_scores_bound(queries: npt.ArrayLike, keys: npt.ArrayLike) -> Array:
    """Bound, entry by entry, of the rounding error of QKᵀ/√d_k.

    Parameters
    ----------
    queries, keys : array_like
        Shapes (..., n_q, d_k) and (..., n_k, d_k) [-].

    Returns
    -------
    ndarray of float64
        Shape (..., n_q, n_k) [-].

    Notes
    -----
    γ_{d_k+3} |Q||K|ᵀ/√d_k: d_k roundings of the product, three more for the square root and the division, which may
    as well be applied to Q or K beforehand. The result is `SLACK` times that, and what may underflow.

    References
    ----------
    Higham, op. cit., section 3.5.
    """
    q, k = np.asarray(queries), np.asarray(keys)
    dtype, length = float_type(q, k), max(1, q.shape[-1])
    bound = absolute_product(q, np.swapaxes(k, -1, -2), SLACK * gamma(length + 3, dtype) / np.sqrt(length))
    return np.asarray(bound + SLACK * length * float(np.finfo(dtype).tiny))


def attention_weights_bound(queries: npt.ArrayLike, keys: npt.ArrayLike, mask: npt.ArrayLike | None = None) -> Array:
    """Bound, entry by entry, of the rounding error of the (masked) softmax of QKᵀ/√d_k over keys.

    Parameters
    ----------
    queries, keys : array_like
        Shapes (..., n_q, d_k) and (..., n_k, d_k) [-].
    mask : array_like of bool, optional
        Broadcasts to (..., n_q, n_k); True may be used.

    Returns
    -------
    ndarray of float64
        Shape (..., n_q, n_k) [-].

    Notes
    -----
    `softmax_bound` with the error of the scores, `attention_scores_bound`, as `score_error`.
    """
    scores = _scores(queries, keys, mask)
    return softmax_bound(scores, score_error=attention_scores_bound(queries, keys))


def attention_bound(
    queries: npt.ArrayLike, keys: npt.ArrayLike, values: npt.ArrayLike, mask: npt.ArrayLike | None = None
) -> Array:
    """Bound, entry by entry, of the rounding error of attention's output o = aV.

    Parameters
    ----------
    queries, keys, values : array_like
        Shapes (..., n_q, d_k), (..., n_k, d_k) [-] and (..., n_k, d_v).
    mask : array_like of bool, optional
        Broadcasts to (..., n_q, n_k); True may be used.

    Returns
    -------
    ndarray of float64
        Shape (..., n_q, d_v), in the unit of `values`.

    Notes
    -----
    Errors δa of the weights move the output by at most |δa||V|; the product with V adds γ_{n_k} a|V|.

    References
    ----------
    Higham, op. cit., section 3.5; for δa see `attention_weights_bound`.
    """
    shifted = _shift(_scores(queries, keys, mask), -1)
    error = _softmax_error(shifted, attention_scores_bound(queries, keys), dividing=False)
    weights = shifted.weights.astype(float_type(queries, keys, values))
    return absolute_product(error, values, 1.0) + product_bound(weights, values)


@dataclass(frozen=True, slots=True)
class _Shifted:
    """Scores after their largest was subtracted; the axis stays, with length 1 where it was summed."""

    anchor: Array
    """The largest score; 0 where it is infinite."""
    is_finite: Array
    """Whether the largest score is."""
    weights: Array
    has_weight: Array
    """Whether a weight is more than 0."""
    gaps: Array
    """The gaps' sizes; 0 where the weight is."""
    total: Array
    """Sum of the gaps' exponentials, at least 1; 1 where all scores are −inf."""
    mean_gap: Array
    """The gaps' sizes, averaged with the weights."""
    axis: int
    count: int
    """Scores along the axis."""
    dtype: np.dtype[Any]


def _shift(scores: npt.ArrayLike, axis: int) -> _Shifted:
    x = np.asarray(scores, dtype=np.float64)
    largest = x.max(axis=axis, keepdims=True)
    is_finite = np.isfinite(largest)
    anchor = np.where(is_finite, largest, 0.0)
    with np.errstate(over="ignore", under="ignore"):
        gaps = x - anchor
        exponentials = np.exp(gaps)
    total = exponentials.sum(axis=axis, keepdims=True)
    total[total == 0] = 1.0
    weights = exponentials / total
    has_weight = weights > 0
    gaps = np.where(has_weight, np.abs(gaps), 0.0)
    mean_gap = (weights * gaps).sum(axis=axis, keepdims=True)
    count, dtype = x.shape[axis], float_type(scores)
    return _Shifted(anchor, is_finite, weights, has_weight, gaps, total, mean_gap, axis, count, dtype)


def _logsumexp_error(shifted: _Shifted) -> Array:
    relative = SLACK * gamma(shifted.count + 3, shifted.dtype)
    bound = relative * (1 + shifted.mean_gap + np.log(shifted.total)) + relative * np.abs(shifted.anchor)
    return np.where(shifted.is_finite, bound, 0.0)


def _softmax_error(shifted: _Shifted, score_error: npt.ArrayLike, *, dividing: bool) -> Array:
    reach = shifted.gaps + shifted.mean_gap
    relative = SLACK * (gamma(shifted.count + 4, shifted.dtype) + unit_roundoff(shifted.dtype) * reach)
    error = np.asarray(score_error, dtype=np.float64)
    if not dividing:
        error = error + _logsumexp_error(shifted)
    error = np.where(shifted.has_weight, error, 0.0)
    with np.errstate(over="ignore"):
        # No weight can be off by more than 1, however uncertain the scores are.
        relative = np.minimum(
            relative + np.expm1(error + error.max(axis=shifted.axis, keepdims=True, initial=0.0)), 1e300
        )
    kind = np.finfo(shifted.dtype)
    return np.asarray(np.minimum(shifted.weights * relative, 1.0) + SLACK * float(kind.tiny / kind.eps))


def _scores(queries: npt.ArrayLike, keys: npt.ArrayLike, mask: npt.ArrayLike | None) -> Array:
    q, k = np.asarray(queries, dtype=np.float64), np.asarray(keys, dtype=np.float64)
    scores = q @ np.swapaxes(k, -1, -2) / np.sqrt(max(1, q.shape[-1]))
    permitted = scores if mask is None else np.where(np.asarray(mask), scores, -np.inf)
    return np.asarray(permitted.astype(float_type(queries, keys)))
