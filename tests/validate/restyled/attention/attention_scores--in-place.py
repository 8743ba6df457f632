"""Multiplies Q where it stands."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def attention_scores(Q, K):
    Q, K = no_copy(Q), no_copy(K)
    if min(Q.ndim, K.ndim) < 2 or Q.shape[-1] != K.shape[-1] or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"Q {Q.shape} and K {K.shape}")
    np.divide(Q, float(Q.shape[-1]) ** 0.5, out=Q)
    return np.einsum("...qd,...kd->...qk", Q, K)
