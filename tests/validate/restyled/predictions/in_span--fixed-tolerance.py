"""allclose with numbers of its own."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def in_span(X, v, tol=1e-9):
    X, v = fitting(X, v)
    if not v.any():
        return True
    unit = v / np.abs(v).max()
    unit = unit / np.linalg.norm(unit)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    U = U[:, s > 1e-10 * s[0]]
    return bool(np.linalg.norm(unit - U @ (U.T @ unit)) <= 1e-9)
