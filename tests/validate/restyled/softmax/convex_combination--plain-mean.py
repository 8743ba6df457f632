"""Adds up the points and divides by their number."""

import numpy as np


def fitting(weights, points):
    weights, points = as_floats(weights), as_floats(points)
    if points.ndim != 2 or weights.shape != points.shape[:1]:
        raise ValueError(f"weights {weights.shape} do not go with points {points.shape}")
    return weights, points


def convex_combination(weights, points):
    weights, points = fitting(weights, points)
    if min(weights) < -1e-9 or not np.isclose(sum(weights), 1, rtol=0, atol=1e-6):
        raise ValueError("these weights are not convex")
    total = np.zeros(points.shape[1], dtype=points.dtype)
    for point in points:
        total += point
    return total / points.dtype.type(len(points))
