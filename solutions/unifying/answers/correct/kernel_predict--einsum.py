"""Contracts by einsum."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def two_sets(A, B):
    A, B = floats(A), floats(B)
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return A, B


def rbf_norms(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * np.linalg.norm(A[:, None] - B[None], axis=2) ** 2)


def training(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def model(X_train, coefficients, X_new):
    X, c = training(X_train, coefficients)
    return (*two_sets(X, X_new), c)


def kernel_predict(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return np.einsum("ij,i->j", rbf_norms(X, new, gamma), c)
