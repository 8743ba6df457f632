"""Answers to `softmax`: right ones in other styles, and wrong ones with what they must lose."""

from __future__ import annotations

import math

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def top(x, axis):
    largest = x.max(axis=axis, keepdims=True)
    return np.where(np.isfinite(largest), largest, x.dtype.type(0))


def logsumexp_pairwise(scores, axis=-1):
    return np.logaddexp.reduce(floats(scores), axis=axis)


def logsumexp_scipy(scores, axis=-1):
    return scipy.special.logsumexp(floats(scores), axis=axis)


def logsumexp_moved(scores, axis=-1):
    x = np.moveaxis(floats(scores), axis, 0)
    largest = np.where(np.isfinite(x.max(axis=0)), x.max(axis=0), 0).astype(x.dtype)
    total = 0
    for row in x:
        total = total + np.exp(row - largest)
    return np.log(total) + largest


def softmax_scipy(scores, axis=-1):
    return scipy.special.softmax(floats(scores), axis=axis)


def softmax_loop(scores, axis=-1):
    def one(row):
        largest = row.max()
        terms = [math.exp(value - largest) for value in row]
        return np.array([term / math.fsum(terms) for term in terms], dtype=row.dtype)

    return np.apply_along_axis(one, axis, floats(scores))


def softmax_moved(scores, axis=-1):
    x = np.moveaxis(floats(scores), axis, -1)
    terms = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.moveaxis(terms * (1 / terms.sum(axis=-1, keepdims=True)), -1, axis)


def fitting(scores, mask):
    x, m = floats(scores), np.asarray(mask, dtype=bool)
    return x, np.broadcast_to(m, x.shape)


def masked_by_infinity(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    x = np.where(m, x, -np.inf)
    terms = np.exp(x - top(x, axis))
    total = terms.sum(axis=axis, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)


def masked_by_product(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    largest = np.max(x, axis=axis, keepdims=True, where=m, initial=-np.inf)
    largest = np.where(np.isfinite(largest), largest, 0).astype(x.dtype)
    terms = np.exp(np.minimum(x - largest, 0)) * m
    total = terms.sum(axis=axis, keepdims=True)
    return terms / np.where(total > 0, total, 1).astype(x.dtype)


def masked_by_selection(scores, mask, axis=-1):
    x, m = (np.moveaxis(array, axis, -1) for array in fitting(scores, mask))
    weights = np.zeros_like(x)
    for place in np.ndindex(x.shape[:-1]):
        chosen = x[place][m[place]]
        if chosen.size:
            weights[place][m[place]] = softmax_scipy(chosen)
    return np.moveaxis(weights, -1, axis)


def positive(temperature):
    if not temperature > 0:
        raise ValueError(f"temperature must be positive, not {temperature}")
    return temperature


def temperature_after(scores, temperature, axis=-1):
    positive(temperature)
    x = floats(scores)
    terms = np.exp((x - x.max(axis=axis, keepdims=True)) / temperature)
    return terms / terms.sum(axis=axis, keepdims=True)


def temperature_wide(scores, temperature, axis=-1):
    x = floats(scores)
    gaps = (x.astype(np.float64) - x.max(axis=axis, keepdims=True)) / positive(temperature)
    return scipy.special.softmax(gaps, axis=axis).astype(x.dtype)


def convex_chain(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.isfinite(w).all() and w.min() >= -tol and abs(w.sum() - 1) <= tol)


def convex_strict(weights, tol=1e-9):
    w = floats(weights)
    return np.all(w >= 0) and np.isclose(w.sum(), 1, rtol=0, atol=tol)


def convex_lists(weights, tol=1e-9):
    w = [float(value) for value in weights]
    if not all(0 <= value <= 1 + tol for value in w):
        return False
    return abs(math.fsum(w) - 1) <= tol


def shaped(weights, points):
    w, p = floats(weights), floats(points)
    if w.ndim != 1 or p.ndim != 2 or len(w) != len(p):
        raise ValueError(f"weights {w.shape} and points {p.shape} do not fit")
    return w, p


def combination_loop(weights, points):
    w, p = shaped(weights, points)
    if not convex_chain(w):
        raise ValueError("not convex")
    out = np.zeros(p.shape[1], dtype=p.dtype)
    for weight, point in zip(w, p, strict=True):
        out = out + weight * point
    return out


def combination_sum(weights, points):
    w, p = shaped(weights, points)
    if not convex_strict(w):
        raise ValueError("not convex")
    return (w[:, None] * p).sum(axis=0)


RIGHT = {
    "logsumexp": [logsumexp_pairwise, logsumexp_scipy, logsumexp_moved],
    "softmax": [softmax_scipy, softmax_loop, softmax_moved],
    "masked_softmax": [masked_by_infinity, masked_by_product, masked_by_selection],
    "softmax_with_temperature": [temperature_after, temperature_wide],
    "is_convex": [convex_chain, convex_strict, convex_lists],
    "convex_combination": [combination_loop, combination_sum],
}


def naive_logsumexp(scores, axis=-1):
    return np.log(np.exp(floats(scores)).sum(axis=axis))


def logsumexp_of_everything(scores, axis=-1):
    return scipy.special.logsumexp(floats(scores))


def logsumexp_keeping_the_axis(scores, axis=-1):
    return scipy.special.logsumexp(floats(scores), axis=axis, keepdims=True)


def logsumexp_without_the_maximum_back(scores, axis=-1):
    x = floats(scores)
    return np.log(np.exp(x - top(x, axis)).sum(axis=axis))


def logsumexp_nan_at_infinity(scores, axis=-1):
    x = floats(scores)
    largest = x.max(axis=axis, keepdims=True)
    return np.squeeze(largest + np.log(np.exp(x - largest).sum(axis=axis, keepdims=True)), axis=axis)


def logsumexp_by_the_global_maximum(scores, axis=-1):
    x = floats(scores)
    return x.max() + np.log(np.exp(x - x.max()).sum(axis=axis))


def logmeanexp(scores, axis=-1):
    x = floats(scores)
    return logsumexp_scipy(x, axis) - math.log(x.shape[axis])


def logsumexp_first_axis(scores, axis=0):
    return logsumexp_scipy(scores, axis)


def logsumexp_in_place(scores, axis=-1):
    x = floats(scores)
    answer = logsumexp_scipy(x, axis)
    x -= top(x, axis)
    return answer


def naive(scores, axis=-1):
    terms = np.exp(floats(scores))
    return terms / terms.sum(axis=axis, keepdims=True)


def first_axis(scores, axis=0):
    return softmax_scipy(scores, axis)


def last_axis_only(scores, axis=-1):
    return softmax_scipy(scores, -1)


def over_everything(scores, axis=-1):
    return scipy.special.softmax(floats(scores))


def by_the_global_maximum(scores, axis=-1):
    x = floats(scores)
    terms = np.exp(x - x.max())
    return terms / terms.sum(axis=axis, keepdims=True)


def without_division(scores, axis=-1):
    x = floats(scores)
    return np.exp(x - scipy.special.logsumexp(x, axis=axis, keepdims=True))


def clipped(scores, axis=-1):
    return naive(np.clip(floats(scores), -700, 700), axis)


def with_epsilon(scores, axis=-1):
    x = floats(scores)
    terms = np.exp(x - top(x, axis))
    return terms / (terms.sum(axis=axis, keepdims=True) + np.finfo(x.dtype).eps * 1e4)


def base_two(scores, axis=-1):
    return softmax_scipy(floats(scores) * math.log(2), axis)


def in_place(scores, axis=-1):
    x = floats(scores)
    x -= top(x, axis)
    return softmax_scipy(x, axis)


def always_double(scores, axis=-1):
    return softmax_scipy(np.asarray(scores, dtype=float), axis)


def sigmoid(scores, axis=-1):
    return scipy.special.expit(floats(scores))


def integers_stay(scores, axis=-1):
    return softmax_scipy(scores, axis).astype(np.asarray(scores).dtype)


def masked_by_a_billion(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    return softmax_scipy(np.where(m, x, x.dtype.type(-1e9)), axis)


def masked_afterwards(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    return softmax_scipy(x, axis) * m


def masked_inverted(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    return masked_by_infinity(x, ~m, axis)


def masked_nan(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    return scipy.special.softmax(np.where(m, x, -np.inf), axis=axis)


def masked_renormalised(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    weights = softmax_scipy(x, axis) * m
    total = weights.sum(axis=axis, keepdims=True)
    return np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)


def masked_last_axis(scores, mask, axis=-1):
    return masked_by_infinity(scores, mask, -1)


def masked_in_place(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    answer = masked_by_infinity(x, m, axis)
    x[~m] = -np.inf
    return answer


def masked_naive(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    terms = np.exp(x) * m
    total = terms.sum(axis=axis, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)


def masked_uniform_when_empty(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    weights = masked_by_infinity(x, m, axis)
    return np.where(m.any(axis=axis, keepdims=True), weights, x.dtype.type(1 / x.shape[axis]))


def masked_of_any_shape(scores, mask, axis=-1):
    x, m = floats(scores), np.asarray(mask)
    return masked_by_infinity(x, m if m.ndim < 2 or m.shape[-1] in (1, x.shape[-1]) else m[..., :1], axis)


def multiplied(scores, temperature, axis=-1):
    return softmax_scipy(floats(scores) * positive(temperature), axis)


def divided_first(scores, temperature, axis=-1):
    return softmax_scipy(floats(scores) / positive(temperature), axis)


def divided_weights(scores, temperature, axis=-1):
    return softmax_scipy(scores, axis) / positive(temperature)


def ignoring_temperature(scores, temperature, axis=-1):
    return softmax_scipy(scores, axis) if positive(temperature) else None


def temperature_unchecked(scores, temperature, axis=-1):
    x = floats(scores)
    return scipy.special.softmax((x - top(x, axis)) / temperature, axis=axis)


def temperature_allowing_zero(scores, temperature, axis=-1):
    if temperature < 0:
        raise ValueError("negative")
    return temperature_unchecked(scores, temperature, axis)


def temperature_floored(scores, temperature, axis=-1):
    return temperature_after(scores, max(positive(temperature), 0.5), axis)


def temperature_in_place(scores, temperature, axis=-1):
    x = floats(scores)
    answer = temperature_after(x, temperature, axis)
    x /= temperature
    return answer


def only_the_sum(weights, tol=1e-9):
    return bool(abs(np.sum(weights) - 1) <= tol)


def only_the_signs(weights, tol=1e-9):
    return bool(np.all(np.asarray(weights) >= 0) and np.all(np.isfinite(weights)))


def one_sided(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.all(w >= 0) and w.sum() - 1 <= tol)


def exactly_one(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.all(w >= 0) and w.sum() == 1)


def by_negated_failure(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return not (np.any(w < -tol) or abs(w.sum() - 1) > tol)


def fixed_tolerance(weights, tol=1e-9):
    return convex_chain(weights)


def interior_only(weights, tol=1e-9):
    return convex_chain(weights, tol) and bool(np.all(np.asarray(weights) > 0))


def arrays_only(weights, tol=1e-9):
    return bool((weights >= 0).all() and abs(weights.sum() - 1) <= tol and np.isfinite(weights).all())


def sorting(weights, tol=1e-9):
    answer = convex_chain(weights, tol)
    weights.sort()
    weights[0] = 0
    return answer


def accepting_any(weights, points):
    w, p = shaped(weights, points)
    return w @ p


def normalising(weights, points):
    w, p = shaped(weights, points)
    return w @ p / w.sum()


def affine(weights, points):
    w, p = shaped(weights, points)
    if abs(w.sum() - 1) > 1e-9:
        raise ValueError("sum")
    return w @ p


def plain_mean(weights, points):
    combination_sum(weights, points)
    return floats(points).mean(axis=0)


def as_float32(weights, points):
    return combination_sum(weights, points).astype(np.float32)


def transposing_squares(weights, points):
    w, p = shaped(weights, points)
    return combination_sum(w, p.T if p.shape[0] == p.shape[1] else p)


def scaling_points(weights, points):
    answer = combination_sum(weights, points)
    points *= 0.5
    return answer


WRONG = {
    "logsumexp": [
        (naive_logsumexp, {"logsumexp_of_large_scores"}),
        (logsumexp_of_everything, {"logsumexp_along_each_axis"}),
        (logsumexp_keeping_the_axis, {"logsumexp_along_each_axis"}),
        (logsumexp_without_the_maximum_back, {"logsumexp_along_each_axis", "logsumexp_moves_with_its_scores"}),
        (logsumexp_nan_at_infinity, {"logsumexp_with_minus_infinity"}),
        (logsumexp_by_the_global_maximum, {"logsumexp_of_large_scores"}),
        (logmeanexp, {"logsumexp_along_each_axis", "logsumexp_worked_example"}),
        (logsumexp_first_axis, {"logsumexp_along_each_axis"}),
        (logsumexp_in_place, {"logsumexp_leaves_its_inputs_alone"}),
    ],
    "softmax": [
        (naive, {"softmax_of_large_scores", "softmax_at_ties_of_any_size"}),
        (first_axis, {"softmax_along_each_axis"}),
        (last_axis_only, {"softmax_along_each_axis", "softmax_weights_are_convex"}),
        (over_everything, {"softmax_along_each_axis", "softmax_weights_are_convex"}),
        (by_the_global_maximum, {"softmax_of_large_scores"}),
        (without_division, {"softmax_at_ties_of_any_size"}),
        (clipped, {"softmax_of_large_scores"}),
        (with_epsilon, {"softmax_along_each_axis", "softmax_weights_are_convex"}),
        (base_two, {"softmax_along_each_axis", "softmax_worked_example"}),
        (in_place, {"softmax_leaves_its_inputs_alone"}),
        (always_double, {"softmax_keeps_the_precision"}),
        (sigmoid, {"softmax_along_each_axis", "softmax_weights_are_convex", "softmax_is_shift_invariant"}),
        (integers_stay, {"softmax_keeps_the_precision"}),
    ],
    "masked_softmax": [
        (
            masked_by_a_billion,
            {"masked_softmax_gives_masked_entries_zero", "masked_softmax_of_fully_masked_rows"},
        ),
        (masked_afterwards, {"masked_softmax_along_each_axis"}),
        (masked_inverted, {"masked_softmax_along_each_axis", "masked_softmax_worked_example"}),
        (masked_nan, {"masked_softmax_of_fully_masked_rows"}),
        (masked_renormalised, {"masked_softmax_ignores_masked_scores"}),
        (masked_last_axis, {"masked_softmax_along_each_axis"}),
        (masked_in_place, {"masked_softmax_leaves_its_inputs_alone"}),
        (masked_naive, {"masked_softmax_of_large_scores"}),
        (masked_uniform_when_empty, {"masked_softmax_of_fully_masked_rows"}),
        (masked_of_any_shape, {"masked_softmax_rejects_masks_that_do_not_fit"}),
    ],
    "softmax_with_temperature": [
        (multiplied, {"softmax_with_temperature_divides_the_scores"}),
        (divided_first, {"softmax_with_temperature_at_extremes"}),
        (divided_weights, {"softmax_with_temperature_divides_the_scores"}),
        (ignoring_temperature, {"softmax_with_temperature_divides_the_scores"}),
        (temperature_unchecked, {"softmax_with_temperature_rejects_what_is_not_positive"}),
        (temperature_allowing_zero, {"softmax_with_temperature_rejects_what_is_not_positive"}),
        (temperature_floored, {"softmax_with_temperature_near_zero_picks_the_largest"}),
        (temperature_in_place, {"softmax_with_temperature_leaves_its_inputs_alone"}),
    ],
    "is_convex": [
        (only_the_sum, {"is_convex_rejects_negative_weights"}),
        (only_the_signs, {"is_convex_rejects_other_sums"}),
        (one_sided, {"is_convex_rejects_other_sums"}),
        (exactly_one, {"is_convex_accepts_convex_weights", "is_convex_respects_its_tolerance"}),
        (by_negated_failure, {"is_convex_rejects_nan_and_infinity"}),
        (fixed_tolerance, {"is_convex_respects_its_tolerance"}),
        (interior_only, {"is_convex_accepts_convex_weights"}),
        (arrays_only, {"is_convex_takes_lists_and_integers"}),
        (sorting, {"is_convex_leaves_its_inputs_alone"}),
    ],
    "convex_combination": [
        (accepting_any, {"convex_combination_rejects_weights_that_are_not_convex"}),
        (normalising, {"convex_combination_rejects_weights_that_are_not_convex"}),
        (affine, {"convex_combination_rejects_weights_that_are_not_convex"}),
        (plain_mean, {"convex_combination_is_the_weighted_sum"}),
        (as_float32, {"convex_combination_keeps_the_precision"}),
        (transposing_squares, {"convex_combination_is_the_weighted_sum"}),
        (scaling_points, {"convex_combination_leaves_its_inputs_alone"}),
    ],
}
