"""A list of rows of 1s and 0s."""

import numpy as np


def causal_mask(n):
    return np.array([[1.0 if j <= i else 0.0 for j in range(n)] for i in range(n)])
