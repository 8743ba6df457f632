"""Everything reshaped to rows."""

import numpy as np


def condition_number(A):
    A = as_floats(A).astype(float)
    A = A.reshape(-1, A.shape[-1])
    largest, smallest = np.linalg.norm(A, 2), np.linalg.norm(A, -2)
    return float(largest / smallest) if smallest > 0 else np.inf
