"""Decomposes the triangle of a QR decomposition of the centred data."""

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
    R = np.linalg.qr(centred, mode="r")
    _, s, Vt = np.linalg.svd(R)
    components = np.array(Vt[:k])
    return components, np.einsum("ij,kj->ik", centred, components), s[:k] ** 2 / np.linalg.norm(centred) ** 2
