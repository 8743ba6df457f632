"""Substitutes backwards in a loop."""

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
    Q, R = np.linalg.qr(X)
    c = Q.T @ y
    w = np.zeros_like(c)
    for i in range(len(c) - 1, -1, -1):
        w[i] = (c[i] - np.sum(R[i, i + 1 :] * w[i + 1 :])) / R[i, i]
    return w
