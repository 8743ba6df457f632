"""Modified Gram-Schmidt, in the columns of X themselves."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def solve_least_squares_qr(X, y):
    X, y = no_copy(X), no_copy(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError(f"X is {X.shape} and y is {y.shape}")
    d = X.shape[1]
    R, c, left = np.zeros((d, d), X.dtype), np.zeros(d, X.dtype), y.copy()
    for j in range(d):
        R[j, j] = np.linalg.norm(X[:, j])
        X[:, j] /= R[j, j]
        R[j, j + 1 :] = X[:, j] @ X[:, j + 1 :]
        X[:, j + 1 :] -= np.outer(X[:, j], R[j, j + 1 :])
        c[j] = X[:, j] @ left
        left -= c[j] * X[:, j]
    return np.linalg.solve(R, c)
