"""Solves for all rows at once, before y comes in."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def project(X, y):
    X, y = fitting(X, y)
    weights = np.linalg.solve(X.T @ X, X.T)
    return np.einsum("ij,j->i", X, weights @ y)
