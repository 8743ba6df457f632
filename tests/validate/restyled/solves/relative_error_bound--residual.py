"""The largest number in an array of one, after the shape is unpacked."""

import numpy as np


def relative_error_bound(A, relative_residual):
    _rows, _columns = np.shape(A)  # a ValueError for a vector
    return np.max(np.array([relative_residual], dtype=float))
