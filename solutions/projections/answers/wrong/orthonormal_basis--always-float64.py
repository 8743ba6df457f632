"""always answers in float64."""

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


def basis_svd(X, rtol=1e-10):
    X = matrix(X)
    U, s, _ = scipy.linalg.svd(X)
    return np.asfortranarray(U[:, : np.count_nonzero(s > rtol * s.max())])


def orthonormal_basis(X, rtol=1e-10):
    return basis_svd(np.asarray(X, dtype=np.float64), rtol)
