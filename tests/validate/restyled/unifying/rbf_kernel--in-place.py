"""np.subtract into its own arguments."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def squares_of(A, B):
    """Squared distances, entry by entry of all differences."""
    gaps = A[:, np.newaxis] - B[np.newaxis]
    return np.einsum("abd,abd->ab", gaps, gaps)


def rbf_kernel(A, B, gamma):
    A, B = no_copy(A), no_copy(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    origin = np.add.reduce(B) / len(B)
    for points in (A, B):
        np.subtract(points, origin, out=points)
    return np.exp(squares_of(A, B) * -gamma)
