"""Decomposes X and y together and never forms Q."""

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
    d = X.shape[1]
    R = np.linalg.qr(np.column_stack([X, y]), mode="r")
    return scipy.linalg.solve_triangular(R[:d, :d], R[:d, d])
