"""np.multiply into its own argument."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def ensemble(predictions, weights):
    P, w = no_copy(predictions), no_copy(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    if min(w) < 0 or not abs(sum(w.tolist()) - 1) <= 1e-6:
        raise ValueError("these weights are not convex")
    for row, weight in zip(P, w, strict=True):
        np.multiply(row, weight, out=row)
    return np.add.reduce(P)
