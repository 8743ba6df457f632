"""Stacked least squares with np.eye as it comes."""

import numpy as np


def fitting(X, y, alpha):
    if alpha < 0:
        raise ValueError("alpha must not be negative")
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def fit_ridge(X, y, alpha):
    X, y = fitting(X, y, alpha)
    d = X.shape[1]
    return np.linalg.lstsq(np.vstack([X, alpha**0.5 * np.eye(d)]), np.append(y, np.zeros(d)), rcond=None)[0]
