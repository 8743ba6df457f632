"""accepts weights that are not convex."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def shaped(weights, points):
    w, p = floats(weights), floats(points)
    if w.ndim != 1 or p.ndim != 2 or len(w) != len(p):
        raise ValueError(f"weights {w.shape} and points {p.shape} do not fit")
    return w, p


def convex_combination(weights, points):
    w, p = shaped(weights, points)
    return w @ p
