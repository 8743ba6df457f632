"""Counts singular values with and without v."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def in_span(X, v, tol=1e-9):
    X, v = fitting(X, v)
    ranks = []
    for A in (X, np.hstack([X, v[:, None]])):
        s = np.linalg.svd(A, compute_uv=False)
        ranks.append(int(np.sum(s > s.max() * max(A.shape) * np.finfo(A.dtype).eps)))
    return ranks[0] == ranks[1]
