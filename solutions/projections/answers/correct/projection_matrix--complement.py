"""Takes the projector on the null space of the transpose from the identity."""

import numpy as np
import scipy.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def projection_matrix(X):
    X = matrix(X)
    N = scipy.linalg.null_space(X.T)
    return np.eye(len(X), dtype=X.dtype) - N @ N.T
