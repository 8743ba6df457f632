"""Rows of scipy's Vᵀ, turned into columns."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    s, V = scipy.linalg.svdvals(X), scipy.linalg.svd(X)[2].T
    return V[:, : int(np.sum(s / s[0] > max(rtol, 1e-14)))]
