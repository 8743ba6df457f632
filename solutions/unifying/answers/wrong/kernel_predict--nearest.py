"""uses the nearest training point only."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def two_sets(A, B):
    A, B = floats(A), floats(B)
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return A, B


def rbf_by_rows(A, B, gamma):
    A, B = two_sets(A, B)
    K = np.empty((len(A), len(B)), dtype=np.result_type(A, B))
    for i, a in enumerate(A):
        K[i] = np.exp(-gamma * np.sum((B - a) ** 2, axis=1))
    return K


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
    K = rbf_by_rows(new, X, gamma)
    nearest = K.argmax(axis=1)
    return K.max(axis=1) * c[nearest]
