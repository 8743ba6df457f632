"""does not add the mean."""

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


def pca_by_product(X, k):
    X, centred = check_examples(X)
    _, s, Vt = np.linalg.svd(centred, full_matrices=False)
    components = Vt[:k]
    return components, centred @ components.T, s[:k] ** 2 / np.sum(s**2)


def pca_reconstruct(X, k):
    components, scores, _ = pca_by_product(X, k)
    return scores @ components
