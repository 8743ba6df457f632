"""Coordinate by coordinate, in the type that is given."""

import numpy as np


def rbf_kernel(A, B, gamma):
    A, B = (as_floats(each) if np.asarray(each).dtype == bool else np.asarray(each) for each in (A, B))
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    gaps = [np.subtract.outer(a, b) for a, b in zip(A.T, B.T, strict=True)]
    return np.exp(np.sum([gap * gap for gap in gaps], axis=0) * -float(gamma))
