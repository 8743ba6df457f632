"""squares small integers in their own type."""

import numpy as np


def rbf_kernel(A, B, gamma):
    A, B = (given.astype(float) if given.dtype == bool else given for given in map(np.asarray, (A, B)))
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return np.exp(-float(gamma) * ((A[:, None] - B) ** 2).sum(axis=-1))
