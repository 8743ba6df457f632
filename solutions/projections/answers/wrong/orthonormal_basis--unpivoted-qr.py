"""drops the columns of a QR decomposition without pivoting whose pivots are small."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def orthonormal_basis(X, rtol=1e-10):
    X = matrix(X)
    Q, R = np.linalg.qr(X)
    sizes = np.abs(np.diag(R))
    return Q[:, sizes > rank_cut(X, rtol) * sizes.max()]
