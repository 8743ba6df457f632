"""A stack of the directions that are long enough."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    U, s, _ = scipy.linalg.svd(table(X))
    return np.vstack([U[:, i] for i, size in enumerate(s) if size > max(rtol, 1e-14) * s[0]])
