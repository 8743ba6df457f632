"""orthogonalises by classical Gram-Schmidt, which loses right angles."""

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
    X = matrix(X)
    columns = []
    for column in X.T:
        left = column - sum((q * (q @ column) for q in columns), np.zeros_like(column))
        if np.linalg.norm(left) > rank_cut(X, rtol) * np.linalg.norm(X):
            columns.append(left / np.linalg.norm(left))
    return np.stack(columns, axis=1)
