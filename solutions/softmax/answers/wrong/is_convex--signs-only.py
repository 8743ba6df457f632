"""checks the signs and not the sum."""

import numpy as np


def is_convex(weights, tol=1e-9):
    return bool(np.all(np.asarray(weights) >= 0) and np.all(np.isfinite(weights)))
