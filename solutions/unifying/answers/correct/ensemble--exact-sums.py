"""Sums exactly, example by example."""

import math

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def models(predictions, weights):
    P, w = floats(predictions), floats(weights)
    if P.ndim != 2 or w.ndim != 1 or len(P) != len(w):
        raise ValueError(f"{P.shape} and {w.shape} do not fit")
    return P, w


def ensemble(predictions, weights):
    P, w = models(predictions, weights)
    if not (min(w) >= -1e-9 and abs(math.fsum(w) - 1) <= 1e-9):  # nan is neither
        raise ValueError("not convex")
    return np.array([math.fsum(w * column) for column in P.T], dtype=P.dtype)
