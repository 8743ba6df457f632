"""centres the caller’s targets."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def two_sets(A, B):
    A, B = floats(A), floats(B)
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return A, B


def rbf_by_features(A, B, gamma):
    A, B = two_sets(A, B)
    squares = np.zeros((len(A), len(B)), dtype=np.result_type(A, B))
    for k in range(A.shape[1]):
        squares += np.subtract.outer(A[:, k], B[:, k]) ** 2
    return np.exp(-gamma * squares)


def training(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def ridge_system(X, y, gamma, alpha):
    X, y = training(X, y)
    K = rbf_by_features(X, X, gamma)
    K[np.diag_indices_from(K)] += alpha
    return K, y


def ridge_solve(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return np.linalg.solve(A, y)


def kernel_ridge_fit(X, y, gamma, alpha):
    X, y = training(X, y)
    answer = ridge_solve(X, y, gamma, alpha)
    y -= y.mean()
    return answer
