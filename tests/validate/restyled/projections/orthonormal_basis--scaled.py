"""X times its right singular vectors."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    V = np.transpose([v for v, size in zip(Vt, s) if size > max(rtol, 1e-14) * s[0]])
    return X @ V
