"""does not check that shapes fit."""

import numpy as np


def fit(X, y):
    return np.linalg.lstsq(X, y)[0]
