"""Uses a pivoted QR decomposition."""

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


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def basis_pivoted_qr(X, rtol=1e-10):
    X = matrix(X)
    Q, R, _ = scipy.linalg.qr(X, mode="economic", pivoting=True)
    sizes = np.abs(np.diag(R))
    return Q[:, sizes > rank_cut(X, rtol) * sizes[0]]


def project(X, y):
    X, y = matrix_and_vector(X, y)
    Q = basis_pivoted_qr(X, 1e-13)
    return np.dot(Q, np.dot(y, Q))
