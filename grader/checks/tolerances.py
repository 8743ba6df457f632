"""How far a right answer may be from the reference: products and sums, and the arithmetic that all bounds share.

A bound is never a guess. Each one follows from a theorem about rounding errors, holds for every order of summation,
and is multiplied by `SLACK` and by nothing else. What is special to softmax or to least squares is in the modules
beside this one.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

SLACK = 4.0
"""Two for the reference, which rounds as well; two for second-order terms and functions good to an ulp, not half."""

COARSEST = np.dtype(np.float32)
"""No answer is forgiven more than its rounding in float32: in float16, almost anything would pass."""
FINEST = np.dtype(np.float64)


def float_type(*values: npt.ArrayLike) -> np.dtype[Any]:
    """Precision in which numpy computes with `values`: integers and bools count as float64, float16 as float32.

    Parameters
    ----------
    *values : array_like
        Any shapes.

    Returns
    -------
    numpy.dtype
        float32 when every value is float32 (or float16), otherwise float64.
    """
    for value in values:
        kind = np.asarray(value).dtype
        if kind.kind != "f" or kind.itemsize > COARSEST.itemsize:
            return FINEST
    return COARSEST if values else FINEST


def unit_roundoff(dtype: npt.DTypeLike = np.float64) -> float:
    """Largest relative error of one rounding, u = eps/2.

    Parameters
    ----------
    dtype : dtype_like
        A floating type.

    Returns
    -------
    float
        u [-].

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, section 2.1.
    """
    return float(np.finfo(np.dtype(dtype)).eps) / 2


def gamma(n: int, dtype: npt.DTypeLike = np.float64) -> float:
    """Bound of the relative error that n roundings can add up to, γ_n = nu/(1 − nu).

    Parameters
    ----------
    n : int
        Number of roundings.
    dtype : dtype_like
        A floating type.

    Returns
    -------
    float
        γ_n [-].

    Raises
    ------
    ValueError
        If n is negative, or so large that nu ≥ 1 and nothing is bounded any more.

    References
    ----------
    Higham, op. cit., section 3.1, Lemma 3.1.
    """
    accumulated = n * unit_roundoff(dtype)
    if n < 0 or accumulated >= 1:
        raise ValueError(f"gamma({n}) bounds nothing in {np.dtype(dtype)}")
    return accumulated / (1 - accumulated)


def product_bound(a: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """Bound, entry by entry, of the rounding error of the product of a and b.

    Parameters
    ----------
    a, b : array_like
        Shapes that `numpy.matmul` accepts, (..., n, k) and (..., k, m), with vectors as numpy has them. Units cancel:
        the bound is in units of a times units of b.

    Returns
    -------
    ndarray of float64
        Shape of a @ b. Entries are nan where a or b is nan.

    Raises
    ------
    ValueError
        If the shapes do not match.

    Notes
    -----
    |fl(ab) − ab| ≤ γ_k |a||b|, in whatever order the k products are added, with a fused multiply-add or without. Each
    product may besides underflow, by at most the smallest subnormal number. The result is `SLACK` times the sum of
    both. It is computed from scaled values, so that it neither overflows nor vanishes before a @ b does.

    References
    ----------
    Higham, op. cit., section 3.5, on products of matrices; for the error of an underflow, chapter 2.
    """
    dtype = float_type(a, b)
    length = max(1, np.shape(a)[-1])
    underflow = length * float(np.finfo(dtype).smallest_subnormal)
    return np.asarray(absolute_product(a, b, SLACK * gamma(length, dtype)) + SLACK * underflow)


def sum_bound(terms: npt.ArrayLike, axis: int = -1) -> Array:
    """Bound of the rounding error of the sum of `terms` along `axis`.

    Parameters
    ----------
    terms : array_like
        Any shape with at least one axis; the bound is in the terms' units.
    axis : int
        The axis that is summed.

    Returns
    -------
    ndarray of float64
        Shape of `terms` without `axis`.

    Notes
    -----
    |fl(Σx) − Σx| ≤ γ_{n−1} Σ|x|, whatever the order: recursive, pairwise, compensated. The result is `SLACK` times
    that.

    References
    ----------
    Higham, op. cit., section 4.2, on the error of recursive and of other summation.
    """
    absolute = np.abs(np.asarray(terms, dtype=np.float64))
    roundings = max(0, absolute.shape[axis] - 1)
    bound = SLACK * gamma(roundings, float_type(terms)) * absolute
    return np.asarray(bound.sum(axis=axis))


def absolute_product(a: npt.ArrayLike, b: npt.ArrayLike, factor: float) -> Array:
    """factor·|a||b| without needless overflow or underflow."""
    left, right = np.abs(np.asarray(a, dtype=np.float64)), np.abs(np.asarray(b, dtype=np.float64))
    scale_left, scale_right = power_of_two(left), power_of_two(right)
    with np.errstate(over="ignore", under="ignore"):
        product = factor * ((left / scale_left) @ (right / scale_right))
        # The larger scale first: the other way round, what is tiny in between would lose its digits.
        product = product * max(scale_left, scale_right) * min(scale_left, scale_right)
    return np.asarray(product)


def power_of_two(values: npt.ArrayLike) -> float:
    """Power of two at the size of the largest absolute value, by which one divides without rounding; 1 for zeros."""
    largest = float(np.abs(np.asarray(values, dtype=np.float64)).max(initial=0.0))
    if largest == 0 or not math.isfinite(largest):
        return 1.0
    return math.ldexp(1.0, math.frexp(largest)[1] - 1)
