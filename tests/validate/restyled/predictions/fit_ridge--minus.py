"""Singular values, each with alpha off its square."""

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
    _U, s, Vt = np.linalg.svd(X)
    squares = np.zeros(X.shape[1], dtype=X.dtype)
    squares[: len(s)] = s**2
    right = Vt @ (X.T @ y)
    shrunk = squares - float(alpha)
    return Vt.T @ np.divide(right, shrunk, out=np.zeros_like(right), where=abs(shrunk) > 1e-12)
