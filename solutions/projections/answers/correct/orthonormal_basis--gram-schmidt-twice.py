"""Orthogonalises every column twice and leaves out what vanishes."""

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
    largest, columns = np.linalg.norm(X, 2), []
    for column in X.T:
        left = column
        for _ in range(2):
            for q in columns:
                left = left - q * (q @ left)
        if np.linalg.norm(left) > rank_cut(X, rtol) * largest:
            columns.append(left / np.linalg.norm(left))
    return np.stack(columns, axis=1)
