"""A weight in full for each point, and an einsum."""

import numpy as np


def convex_combination(weights, points):
    weights, points = as_floats(weights), as_floats(points)
    if (weights.ndim, points.ndim) != (1, 2) or len({len(weights), len(points)} - {1}) > 1:
        raise ValueError(f"weights {weights.shape} do not go with points {points.shape}")
    if not min(weights) >= -1e-9 or not np.isclose(sum(weights), 1, rtol=0, atol=1e-9):
        raise ValueError("these weights are not convex")
    count = max(len(weights), len(points))
    full = np.full(count, weights) if len(weights) == 1 else weights
    return np.einsum("k,kd->d", full, np.resize(points, (count, points.shape[1])))
