"""The sum that begins at component k."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca_reconstruct(X, k):
    X = table(X)
    U, s, Vt = np.linalg.svd(X - np.average(X, axis=0), full_matrices=False)
    return np.einsum("ir,r,rj->ij", U[:, k:], s[k:], Vt[k:])
