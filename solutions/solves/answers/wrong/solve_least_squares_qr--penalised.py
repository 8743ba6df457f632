"""adds a small ridge penalty."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def examples(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"X {X.shape} and y {y.shape} do not fit")
    return X, y


def solve_least_squares_qr(X, y):
    X, y = examples(X, y)
    penalty = 1e-10 * np.eye(X.shape[1], dtype=X.dtype)
    return np.linalg.solve(X.T @ X + penalty, X.T @ y)
