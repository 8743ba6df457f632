"""Makes the largest entry of every component positive, and the scores to match."""

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


def pca(X, k):
    X, centred = check_examples(X)
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    largest = np.argmax(np.abs(Vt), axis=1)
    signs = np.sign(Vt[np.arange(len(Vt)), largest])
    return (Vt * signs[:, None])[:k], (U * (s * signs))[:, :k], (s**2 / (s**2).sum())[:k]
