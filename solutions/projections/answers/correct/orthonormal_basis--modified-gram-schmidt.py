"""Takes each direction out of all later columns at once."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def orthonormal_basis(X, rtol=1e-10):
    X = matrix(X).copy()
    size, columns = np.linalg.norm(X), []
    for j in range(X.shape[1]):
        length = np.linalg.norm(X[:, j])
        if length <= rank_cut(X, rtol) * size:
            continue
        q = X[:, j] / length
        X[:, j + 1 :] -= np.outer(q, q @ X[:, j + 1 :])
        columns.append(q)
    return np.array(columns).T
