"""Least squares with a few small rows below X."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def fit(X, y):
    X, y = fitting(X, y)
    d = X.shape[1]
    small = np.sqrt(1e-10) * np.eye(d)
    stacked = np.concatenate([X, small.astype(X.dtype)])
    return np.linalg.lstsq(stacked, np.concatenate([y, np.zeros(d, dtype=y.dtype)]), rcond=None)[0]
