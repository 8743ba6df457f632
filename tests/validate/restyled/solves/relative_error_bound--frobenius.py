"""Sums of squares of the singular values and of their inverses."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def relative_error_bound(A, relative_residual):
    s = np.linalg.svd(table(A), compute_uv=False)
    if s[-1] < 1e-15 * s[0]:
        return np.inf
    with np.errstate(all="ignore"):
        kappa = np.sqrt(np.dot(s, s)) * np.sqrt(np.sum(s**-2.0))
    return float(relative_residual * kappa) if np.isfinite(kappa) else np.inf
