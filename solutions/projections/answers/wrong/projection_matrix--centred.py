"""centres the columns first."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def projector_pinv(X):
    X = matrix(X)
    return X @ np.linalg.pinv(X)


def projection_matrix(X):
    X = matrix(X)
    return projector_pinv(X - X.mean(axis=0))
