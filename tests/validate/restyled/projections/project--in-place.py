"""Moves each direction from y, where it stands, to the point."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def directions(X):
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    return [u for u, size in zip(U.T, s) if size > 64 * np.finfo(X.dtype).eps * s[0]]


def project(X, y):
    X, y = no_copy(X), no_copy(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} and y {y.shape} do not fit")
    point = np.zeros_like(y)
    for q in directions(X):
        part = q * (q @ y)
        point += part
        np.subtract(y, part, out=y)
    return point
