"""Signs, and a sum that is not too large."""


def is_convex(weights, tol=1e-9):
    weights = [float(weight) for weight in weights]
    return all(weight >= 0 for weight in weights) and sum(weights) <= 1 + tol
