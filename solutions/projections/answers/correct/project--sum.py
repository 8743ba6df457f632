"""Adds up the parts along a basis by Gram-Schmidt, one by one."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def matrix_and_vector(X, y):
    X, y = matrix(X), floats(y)
    if y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def basis_modified_gram_schmidt(X, rtol=1e-10):
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


def project(X, y):
    X, y = matrix_and_vector(X, y)
    total = np.zeros_like(y)
    for q in basis_modified_gram_schmidt(X, 1e-12).T:
        total += q * (q @ (y - total))
    return total
