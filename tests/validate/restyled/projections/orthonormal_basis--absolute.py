"""Picks columns of the square U one by one."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    U, sizes, _ = np.linalg.svd(X)
    chosen = [i for i in range(len(sizes)) if not sizes[i] <= rtol]
    return np.take(U, chosen, axis=1)
