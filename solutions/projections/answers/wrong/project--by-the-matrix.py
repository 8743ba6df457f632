"""forms the (n, n) projector."""

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


def matrix_and_vector(X, y):
    X, y = matrix(X), floats(y)
    if y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def basis_svd(X, rtol=1e-10):
    X = matrix(X)
    U, s, _ = scipy.linalg.svd(X)
    return np.asfortranarray(U[:, : np.count_nonzero(s > rtol * s.max())])


def project(X, y):
    X, y = matrix_and_vector(X, y)
    Q = np.linalg.svd(X, full_matrices=False)[0] if X.size > 1000 else basis_svd(X, 1e-13)
    return (Q @ Q.T) @ y
