"""permits everything."""

import numpy as np


def causal_mask(n):
    return np.ones((n, n), dtype=bool)
