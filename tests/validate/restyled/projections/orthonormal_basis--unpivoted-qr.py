"""Householder mirrors, of which those with small pivots do not count."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def mirrors(X):
    R, found = X.copy(), []
    for j in range(min(R.shape)):
        v = R[j:, j].copy()
        if v[1:].any():
            v[0] += np.copysign(np.sqrt(v @ v), v[0])
            v /= np.sqrt(v @ v)
            R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
            found.append((j, v))
    return R, found


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    R, found = mirrors(X)
    pivots = np.abs(R.diagonal())
    cut = max(rtol, max(X.shape) * np.finfo(X.dtype).eps) * pivots.max()
    columns = np.eye(len(X), dtype=X.dtype)[:, np.flatnonzero(pivots > cut)]
    for j, v in found[::-1]:
        columns[j:] -= 2 * np.outer(v, v @ columns[j:])
    return columns
