"""orthogonalises the caller's own columns."""

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


def qr_triangular(X, y):
    X, y = examples(X, y)
    Q, R = np.linalg.qr(X)
    return scipy.linalg.solve_triangular(R, Q.T @ y)


def solve_least_squares_qr(X, y):
    X, y = examples(X, y)
    w = qr_triangular(X, y)
    for j in range(X.shape[1]):
        X[:, j] -= X[:, :j] @ (X[:, :j].T @ X[:, j])
        X[:, j] /= np.linalg.norm(X[:, j])
    return w
