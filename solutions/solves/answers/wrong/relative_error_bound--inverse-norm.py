"""multiplies by ‖A⁻¹‖ instead of κ(A)."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def relative_error_bound(A, relative_residual):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(relative_residual / s[-1]) if s[-1] > 1e-15 * s[0] else np.inf
