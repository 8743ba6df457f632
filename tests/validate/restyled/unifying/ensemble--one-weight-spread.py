"""A weight in full for each model, and an einsum."""

import numpy as np


def ensemble(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if (P.ndim, w.ndim) != (2, 1) or len({len(P), len(w)} - {1}) > 1:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    if not min(w) >= 0 or not abs(sum(w.tolist()) - 1) <= 1e-6:
        raise ValueError("these weights are not convex")
    count = max(len(P), len(w))
    full = np.full(count, w) if len(w) == 1 else w
    return np.einsum("m,mn->n", full, np.resize(P, (count, P.shape[1])))
