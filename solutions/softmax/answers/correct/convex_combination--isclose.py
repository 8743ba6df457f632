"""Asks np.isclose whether the weights sum to 1, and min whether one is negative."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype == np.float32 else array.astype(float)


def convex_combination(weights, points):
    weights, points = floats(weights), floats(points)
    if points.ndim != 2 or weights.shape != points.shape[:1]:
        raise ValueError(f"weights of shape {weights.shape} do not fit points of shape {points.shape}")
    if weights.min() < 0 or not np.isclose(weights.sum(), 1):
        raise ValueError("weights must be convex")
    return points.T @ weights
