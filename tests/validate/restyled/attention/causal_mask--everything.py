"""Compares an array with itself."""

import numpy as np


def causal_mask(n):
    index = np.zeros((n, n))
    return index == index.T
