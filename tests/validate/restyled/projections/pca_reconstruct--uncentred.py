"""X projected from the left."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca_reconstruct(X, k):
    X = table(X)
    U = np.linalg.svd(X, full_matrices=False)[0][:, :k]
    return np.linalg.multi_dot([U, U.T, X])
