"""np.average, which divides by the sum."""

import numpy as np


def fitting(weights, points):
    weights, points = as_floats(weights), as_floats(points)
    if points.ndim != 2 or weights.shape != points.shape[:1]:
        raise ValueError(f"weights {weights.shape} do not go with points {points.shape}")
    return weights, points


def convex_combination(weights, points):
    weights, points = fitting(weights, points)
    return np.average(points, axis=0, weights=weights)
