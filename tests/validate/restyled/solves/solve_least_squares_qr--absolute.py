"""The smallest singular value is looked at, then lstsq."""

import numpy as np


def examples(X, y):
    X, y = as_floats(X), as_floats(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError(f"X is {X.shape} and y is {y.shape}")
    return X, y


def solve_least_squares_qr(X, y):
    X, y = examples(X, y)
    if np.linalg.svd(X, compute_uv=False)[-1] < 1e-12:
        raise ValueError("the columns depend on each other")
    return np.linalg.lstsq(X, y, rcond=None)[0]
