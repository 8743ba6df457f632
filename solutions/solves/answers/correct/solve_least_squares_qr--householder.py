"""Reflects the columns one after the other."""

import numpy as np
import scipy.linalg


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
    R, c = X.copy(), y.copy()
    n, d = R.shape
    for j in range(min(n - 1, d)):
        v = R[j:, j].copy()
        v[0] += np.copysign(np.linalg.norm(v), v[0])
        v /= np.linalg.norm(v)
        R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
        c[j:] -= 2 * v * (v @ c[j:])
    return scipy.linalg.solve_triangular(R[:d], c[:d])
