"""A running total over pairs, one side of which may be repeated."""

import numpy as np


def combine_values(weights, V):
    weights, V = as_floats(weights), as_floats(V)
    counts = {*weights.shape, len(V)}
    if (weights.ndim, V.ndim) != (1, 2) or len(counts - {1}) > 1:
        raise ValueError(f"weights {weights.shape} do not go with V {V.shape}")
    total = np.zeros(V.shape[1], dtype=np.result_type(weights, V))
    for i in range(max(counts)):
        total += weights[i % len(weights)] * V[i % len(V)]
    return total
