"""The projector on k directions, around the average of each row."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca_reconstruct(X, k):
    X = table(X)
    middles = np.average(X, axis=1).reshape(-1, 1)
    V = np.linalg.svd(X - middles)[2][:k]
    return middles + np.einsum("ij,rj,rl->il", X - middles, V, V)
