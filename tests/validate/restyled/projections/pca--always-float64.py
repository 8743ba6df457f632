"""Shares from normalised singular values, in float64."""

import numpy as np
import scipy.linalg


def pca(X, k):
    X = np.array(X, dtype="f8")
    if X.ndim != 2:
        raise ValueError(f"{X.shape} has not 2 dimensions")
    U, s, Vt = scipy.linalg.svd(X - np.average(X, axis=0), full_matrices=False)
    shares = np.square(s / np.sqrt(s @ s))
    return Vt[:k], np.einsum("ij,j->ij", U[:, :k], s[:k]), shares[:k]
