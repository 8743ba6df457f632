"""The sum by itself."""


def is_convex(weights, tol=1e-9):
    total = 0.0
    for weight in weights:
        total = total + weight
    return bool(1 - tol <= total <= 1 + tol)
