"""Column after column over the root of its own square."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    out = np.empty_like(X)
    for j, x in enumerate(X.T):
        out[:, j] = x / np.sqrt(np.dot(x, x))
    return out
