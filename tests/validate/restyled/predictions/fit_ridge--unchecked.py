"""Stacked least squares with the root of |alpha|."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def fit_ridge(X, y, alpha):
    X, y = fitting(X, y)
    d = X.shape[1]
    rows = np.diag(np.full(d, np.sqrt(abs(alpha)), dtype=X.dtype))
    return np.linalg.lstsq(np.vstack([X, rows]), np.append(y, np.zeros(d, dtype=y.dtype)), rcond=None)[0]
