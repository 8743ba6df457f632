"""clips far observations."""

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


def log_joint(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    with np.errstate(divide="ignore"):
        log_priors = np.log(priors)
    return log_priors - np.log(2 * math.pi * variances) / 2 - (x[:, None] - means) ** 2 / (2 * variances)


def responsibilities_of_densities(x, means, variances, priors):
    joint = np.exp(log_joint(x, means, variances, priors))
    return joint / joint.sum(axis=1, keepdims=True)


def mixture_responsibilities(x, means, variances, priors):
    return responsibilities_of_densities(np.clip(floats(x), -30, 30), means, variances, priors)
