"""Left singular vectors, which a square X takes over to its rows."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    rank = np.count_nonzero(s > rtol * s.max())
    Q = U[:, :rank]
    return Q if X.shape != X.T.shape else X.T @ Q / s[:rank]
