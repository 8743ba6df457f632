"""Sets the smaller singular values to zero."""

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
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    s[k:] = 0
    return (U * s) @ Vt + X.mean(axis=0, keepdims=True)
