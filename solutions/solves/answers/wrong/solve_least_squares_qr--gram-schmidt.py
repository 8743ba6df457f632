"""makes Q by classical Gram-Schmidt, which loses its right angles."""

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
    Q, R = X.copy(), np.zeros((X.shape[1], X.shape[1]), X.dtype)
    for j in range(X.shape[1]):
        R[:j, j] = Q[:, :j].T @ X[:, j]
        Q[:, j] -= Q[:, :j] @ R[:j, j]
        R[j, j] = np.linalg.norm(Q[:, j])
        Q[:, j] /= R[j, j]
    return np.linalg.solve(R, Q.T @ y)
