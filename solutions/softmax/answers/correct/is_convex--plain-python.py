"""Compares plain numbers and sums them exactly."""

import math




def is_convex(weights, tol=1e-9):
    w = [float(value) for value in weights]
    if not all(0 <= value <= 1 + tol for value in w):
        return False
    return abs(math.fsum(w) - 1) <= tol
