"""Compares entry by entry, each within tol of the norm of v."""

import numpy as np


def in_span(X, v, tol=1e-9):
    X, v = np.array(X, dtype=float), np.array(v, dtype=float)
    if X.ndim != 2 or v.shape != X.shape[:1]:
        raise ValueError(f"X of shape {X.shape} and v of shape {v.shape} do not fit")
    nearest = X @ (np.linalg.pinv(X) @ v)
    return np.allclose(nearest, v, rtol=0, atol=tol * np.linalg.norm(v))
