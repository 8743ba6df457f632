"""Divides variances of scores by the sum of the columns' variances."""

import numpy as np
import scipy.linalg


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
    components = scipy.linalg.svd(centred, full_matrices=False, lapack_driver="gesvd")[2][:k]
    scores = centred @ components.T
    return components, scores, scores.var(axis=0, ddof=1) / centred.var(axis=0, ddof=1).sum()
