"""Plain Python, with numbers of its own."""


def is_convex(weights, tol=1e-9):
    total = 0.0
    for weight in weights:
        if not -1e-9 <= weight <= 2:
            return False
        total += float(weight)
    return 1 - 1e-9 <= total <= 1 + 1e-9
