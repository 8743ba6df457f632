"""Broadcasts the weights over the points."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def shaped(weights, points):
    w, p = floats(weights), floats(points)
    if w.ndim != 1 or p.ndim != 2 or len(w) != len(p):
        raise ValueError(f"weights {w.shape} and points {p.shape} do not fit")
    return w, p


def convex_strict(weights, tol=1e-9):
    w = floats(weights)
    return np.all(w >= 0) and np.isclose(w.sum(), 1, rtol=0, atol=tol)


def convex_combination(weights, points):
    w, p = shaped(weights, points)
    if not convex_strict(w):
        raise ValueError("not convex")
    return (w[:, None] * p).sum(axis=0)
