"""spreads keys of one coordinate over all coordinates of the queries."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def attention_scores(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"{Q.shape} and {K.shape} do not fit")
    return (Q[..., :, None, :] * K[..., None, :, :]).sum(axis=-1) / float(Q.shape[-1]) ** 0.5
