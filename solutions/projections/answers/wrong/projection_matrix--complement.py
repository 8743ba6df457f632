"""projects on what is orthogonal to the columns."""

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
    P = projector_pinv(X)
    return np.eye(len(P), dtype=P.dtype) - P
