"""Adds one model after the other."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def models(predictions, weights):
    P, w = floats(predictions), floats(weights)
    if P.ndim != 2 or w.ndim != 1 or len(P) != len(w):
        raise ValueError(f"{P.shape} and {w.shape} do not fit")
    return P, w


def convex_models(predictions, weights):
    P, w = models(predictions, weights)
    if np.any(w < 0) or not np.isclose(w.sum(), 1):
        raise ValueError("not convex")
    return P, w


def ensemble(predictions, weights):
    P, w = convex_models(predictions, weights)
    total = np.zeros(P.shape[1], dtype=P.dtype)
    for weight, row in zip(w, P, strict=True):
        total = total + weight * row
    return total
