"""Adds point by point."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def shaped(weights, points):
    w, p = floats(weights), floats(points)
    if w.ndim != 1 or p.ndim != 2 or len(w) != len(p):
        raise ValueError(f"weights {w.shape} and points {p.shape} do not fit")
    return w, p


def convex_chain(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.isfinite(w).all() and w.min() >= -tol and abs(w.sum() - 1) <= tol)


def convex_combination(weights, points):
    w, p = shaped(weights, points)
    if not convex_chain(w):
        raise ValueError("not convex")
    out = np.zeros(p.shape[1], dtype=p.dtype)
    for weight, point in zip(w, p, strict=True):
        out = out + weight * point
    return out
