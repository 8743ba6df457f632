"""Adds up the columns, each times its product with y."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def project(X, y):
    X, y = fitting(X, y)
    point = np.zeros(len(y), X.dtype)
    for x in X.T:
        point += np.sum(x * y) * x
    return point
