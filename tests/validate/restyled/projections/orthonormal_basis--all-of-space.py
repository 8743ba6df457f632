"""The whole U of scipy."""

import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    U, *_ = scipy.linalg.svd(table(X), full_matrices=True)
    return U
