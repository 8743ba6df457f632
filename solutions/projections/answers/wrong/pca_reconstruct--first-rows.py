"""projects on the span of the first k rows."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def check_examples(X):
    X = matrix(X)
    return X, X - X.mean(axis=0)


def pca_reconstruct(X, k):
    X, centred = check_examples(X)
    V = np.linalg.qr(centred[:k].T)[0]
    return X.mean(axis=0) + centred @ V @ V.T
