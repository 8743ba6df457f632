"""does not convert or check what it is given."""

import numpy as np


def project(X, y):
    return X @ np.linalg.lstsq(X, y)[0]
