"""Expands the square, and solves by a symmetric factorisation."""

import numpy as np
import scipy.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def two_sets(A, B):
    A, B = floats(A), floats(B)
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return A, B


def rbf_clipped(A, B, gamma):
    A, B = two_sets(A, B)
    squares = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.exp(-gamma * np.maximum(squares, 0))


def training(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def kernel_ridge_fit(X, y, gamma, alpha):
    X, y = training(X, y)
    A = rbf_clipped(X, X, gamma) + alpha * np.eye(len(X), dtype=X.dtype)
    return scipy.linalg.solve(A, y, assume_a="sym")
