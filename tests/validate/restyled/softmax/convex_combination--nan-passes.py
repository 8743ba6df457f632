"""Looks for a reason to refuse, weight by weight."""

import numpy as np


def fitting(weights, points):
    weights, points = as_floats(weights), as_floats(points)
    if points.ndim != 2 or weights.shape != points.shape[:1]:
        raise ValueError(f"weights {weights.shape} do not go with points {points.shape}")
    return weights, points


def convex_combination(weights, points):
    weights, points = fitting(weights, points)
    total, rest = np.zeros_like(points[0]), 1.0
    for weight, point in zip(weights, points, strict=True):
        if weight < -1e-9:
            raise ValueError(f"the weight {weight} is negative")
        total = total + weight * point
        rest -= float(weight)
    if rest > 1e-9 or rest < -1e-9:
        raise ValueError(f"the weights leave {rest} of 1")
    return total
