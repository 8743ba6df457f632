"""returns a least-squares solution that is not the shortest."""

import numpy as np
import scipy.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def fit(X, y):
    X, y = matrix_and_targets(X, y)
    Q, R, p = scipy.linalg.qr(X, mode="economic", pivoting=True)
    rank = int((abs(np.diag(R)) > 1e-7 * abs(R[0, 0])).sum())
    w = np.zeros(X.shape[1], X.dtype)
    w[p[:rank]] = scipy.linalg.solve_triangular(R[:rank, :rank], Q[:, :rank].T @ y)
    return w
