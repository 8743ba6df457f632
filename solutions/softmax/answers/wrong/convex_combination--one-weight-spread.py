"""gives a single weight to every point."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def convex_combination(weights, points):
    weights, points = floats(weights), floats(points)
    if weights.ndim != 1 or points.ndim != 2:
        raise ValueError(f"{weights.shape} and {points.shape} do not fit")
    if not (weights >= -1e-9).all() or not abs(weights.sum() - 1) <= 1e-9:
        raise ValueError("weights are not convex")
    return (weights[:, None] * points).sum(axis=0)
