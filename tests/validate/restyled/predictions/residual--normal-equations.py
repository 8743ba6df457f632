"""Gram matrix inverted, then what is left."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def residual(X, y):
    X, y = fitting(X, y)
    w = np.linalg.inv(X.T @ X).dot(X.T.dot(y))
    return y - X.dot(w)
