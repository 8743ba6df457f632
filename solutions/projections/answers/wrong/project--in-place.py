"""changes the caller's y."""

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


def project_lstsq(X, y):
    X, y = matrix_and_vector(X, y)
    return X @ np.linalg.lstsq(X, y, rcond=None)[0]


def project(X, y):
    X, y = matrix_and_vector(X, y)
    point = project_lstsq(X, y)
    y -= point
    return point
