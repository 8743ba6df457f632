"""Directions that are long enough for a constant."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    relative = s / s.max()
    return U[:, relative > np.maximum(1e-10, 64 * np.finfo(X.dtype).eps)]
