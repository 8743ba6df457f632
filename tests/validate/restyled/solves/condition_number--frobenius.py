"""Sums of squares of the singular values and of their inverses."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    s = np.linalg.svd(table(A), compute_uv=False)
    if s.min() < 1e-15 * s.max():
        return np.inf
    with np.errstate(all="ignore"):
        product = np.sqrt((s**2).sum()) * np.sqrt((1 / s**2).sum())
    return float(product) if np.isfinite(product) else np.inf
