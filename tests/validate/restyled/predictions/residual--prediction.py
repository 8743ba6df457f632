"""Projection on the span."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def residual(X, y):
    X, y = fitting(X, y)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    U = U[:, s > 1e-6 * s[0]]
    return U @ (y @ U)
