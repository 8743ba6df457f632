"""A loop over weights that add up."""


def fitting(weights, points):
    weights, points = as_floats(weights), as_floats(points)
    if points.ndim != 2 or weights.shape != points.shape[:1]:
        raise ValueError(f"weights {weights.shape} do not go with points {points.shape}")
    return weights, points


def convex_combination(weights, points):
    weights, points = fitting(weights, points)
    if abs(sum(weights) - 1) > 1e-6:
        raise ValueError("the weights do not sum to 1")
    return sum(weight * point for weight, point in zip(weights, points))
