"""lets weights that are nan pass."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def weights_and_points(weights, points):
    weights, points = floats(weights), floats(points)
    if weights.ndim != 1 or points.ndim != 2 or len(weights) != len(points):
        raise ValueError(f"{weights.shape} and {points.shape} do not fit")
    return weights, points


def convex_combination(weights, points):
    weights, points = weights_and_points(weights, points)
    if (weights < -1e-9).any() or abs(weights.sum() - 1) > 1e-9:
        raise ValueError("weights are not convex")
    return weights @ points
