"""The projector on k directions, in float64."""

import numpy as np


def pca_reconstruct(X, k):
    X = np.array(X, dtype="f8")
    if X.ndim != 2:
        raise ValueError(f"{X.shape} has not 2 dimensions")
    mean = np.average(X, axis=0)
    V = np.linalg.svd(X - mean)[2][:k].T
    return mean + (X - mean) @ (V @ V.T)
