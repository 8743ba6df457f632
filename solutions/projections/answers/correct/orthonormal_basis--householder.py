"""Reflects the longest column first, by Householder reflections of its own."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def orthonormal_basis(X, rtol=1e-10):
    """Householder reflections with the longest column first, one by one."""
    X = matrix(X)
    work, Q, first = X.copy(), np.eye(len(X), dtype=X.dtype), 0.0
    for j in range(min(X.shape)):
        lengths = np.sqrt(np.sum(work[j:, j:] ** 2, axis=0))
        best = int(np.argmax(lengths))
        first = first or lengths[best]
        if lengths[best] <= rank_cut(X, rtol) * first:
            return Q[:, :j]
        work[:, [j, j + best]] = work[:, [j + best, j]]
        v = work[j:, j].copy()
        v[0] += np.copysign(lengths[best], v[0])
        v /= np.linalg.norm(v)
        work[j:, j:] -= 2 * np.outer(v, v @ work[j:, j:])
        Q[:, j:] -= 2 * np.outer(Q[:, j:] @ v, v)
    return Q[:, : min(X.shape)]
