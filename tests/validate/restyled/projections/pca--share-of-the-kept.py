"""Variances of the scores that are returned, over their sum."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    A = X - np.average(X, axis=0)
    components = scipy.linalg.svd(A)[2][:k]
    scores = np.inner(A, components)
    variances = np.einsum("ij,ij->j", scores, scores)
    return components, scores, variances / np.sum(variances)
