"""Loops over observations and components."""

import math

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def components(x, means, variances, priors):
    given = [floats(each) for each in (x, means, variances, priors)]
    if any(each.ndim != 1 for each in given) or len({len(each) for each in given[1:]}) != 1:
        raise ValueError(f"{[each.shape for each in given]} do not fit")
    return given


def mixture_responsibilities(x, means, variances, priors):
    given = components(x, means, variances, priors)
    rows = []
    for point in given[0]:
        scores = [
            (math.log(prior) if prior > 0 else -math.inf) - 0.5 * math.log(v) - (point - mu) ** 2 / v / 2
            for mu, v, prior in zip(*given[1:], strict=True)
        ]
        terms = [math.exp(score - max(scores)) for score in scores]
        rows.append([term / math.fsum(terms) for term in terms])
    return np.array(rows, dtype=np.result_type(*given))
