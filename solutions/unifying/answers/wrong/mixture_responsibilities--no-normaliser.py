"""forgets the 1/√variance of the density."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def components(x, means, variances, priors):
    given = [floats(each) for each in (x, means, variances, priors)]
    if any(each.ndim != 1 for each in given) or len({len(each) for each in given[1:]}) != 1:
        raise ValueError(f"{[each.shape for each in given]} do not fit")
    return given


def mixture_responsibilities(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    with np.errstate(divide="ignore"):
        s = np.log(priors) - (x[:, None] - means) ** 2 / (2 * variances)
    return scipy.special.softmax(s, axis=1)
