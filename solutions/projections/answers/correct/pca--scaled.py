"""Divides by the largest entry, and sums exactly."""

import math

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
    size = np.abs(centred).max()
    U, s, Vt = np.linalg.svd(centred / size)
    scores = np.stack([U[:, j] * s[j] * size for j in range(k)], axis=1)
    return Vt[:k], scores, np.array([s[j] ** 2 / math.fsum(s**2) for j in range(k)], dtype=X.dtype)
