"""Lengths of the scores over the sum of all such lengths."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    A = X - np.average(X, axis=0)
    Vt = np.linalg.svd(A, full_matrices=False)[2]
    scores = A @ Vt.T
    lengths = np.sqrt(np.sum(scores * scores, axis=0))
    return Vt[:k], scores[:, :k], lengths[:k] / lengths.sum()
