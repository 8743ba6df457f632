"""Answers to `attention`: right ones in other styles, and wrong ones with what they must lose."""

from __future__ import annotations

import math

import numpy as np
import scipy.special
from scipy.optimize import linprog, nnls


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def queries_and_keys(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[-1] != K.shape[-1] or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"Q {Q.shape} and K {K.shape} do not fit")
    return Q, K


def scores_after(Q, K):
    Q, K = queries_and_keys(Q, K)
    return Q @ np.swapaxes(K, -1, -2) / math.sqrt(Q.shape[-1])


def scores_einsum(Q, K):
    Q, K = queries_and_keys(Q, K)
    return np.einsum("...id,...jd->...ij", Q, K) * Q.dtype.type(Q.shape[-1] ** -0.5)


def scores_both_scaled(Q, K):
    Q, K = queries_and_keys(Q, K)
    root = float(Q.shape[-1] ** -0.25)
    return (root * Q) @ (root * K).swapaxes(-1, -2)


def permitted(scores, mask):
    return np.ones(scores.shape, bool) if mask is None else np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)


def normalised(scores, mask):
    chosen = permitted(scores, mask)
    scores = np.where(chosen, scores, -np.inf)
    largest = scores.max(axis=-1, keepdims=True)
    terms = np.exp(scores - np.where(np.isfinite(largest), largest, 0).astype(scores.dtype))
    total = terms.sum(axis=-1, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)


def weights_where(Q, K, mask=None):
    return normalised(scores_after(Q, K), mask)


def weights_scipy(Q, K, mask=None):
    scores = scores_einsum(Q, K)
    chosen = permitted(scores, mask)
    weights = scipy.special.softmax(np.where(chosen, scores, -np.inf), axis=-1)
    return np.where(chosen, weights, 0).astype(scores.dtype)


def weights_rows(Q, K, mask=None):
    scores = scores_both_scaled(Q, K)
    chosen = permitted(scores, mask)
    weights = np.zeros_like(scores)
    for place in np.ndindex(scores.shape[:-1]):
        if chosen[place].any():
            row = scores[place][chosen[place]]
            terms = np.exp(row - row.max())
            weights[place][chosen[place]] = terms / terms.sum()
    return weights


def values_of(K, V):
    V = floats(V)
    if V.ndim < 2 or V.shape[:-1] != np.shape(K)[:-1]:
        raise ValueError(f"K {np.shape(K)} and V {V.shape} do not fit")
    return V


def attention_chained(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_where(Q, K, mask)
    return weights @ V, weights


def attention_einsum(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_scipy(Q, K, mask)
    return [np.einsum("...ij,...jd->...id", weights, V), weights]


def mask_tri(n):
    return np.tril(np.ones((n, n), dtype=bool))


def mask_compared(n):
    i = np.arange(n)
    return i[:, None] >= i


def mask_filled(n):
    mask = np.zeros((n, n), dtype=bool)
    for i in range(n):
        mask[i, : i + 1] = True
    return mask


def weights_and_values(weights, V):
    weights, V = floats(weights), floats(V)
    if weights.ndim != 1 or V.ndim != 2 or len(weights) != len(V):
        raise ValueError(f"weights {weights.shape} and V {V.shape} do not fit")
    return weights, V


def combine_loop(weights, V):
    weights, V = weights_and_values(weights, V)
    out = np.zeros_like(V[0])
    for i in range(len(weights)):
        out += weights[i] * V[i]
    return out


def combine_backwards(weights, V):
    weights, V = weights_and_values(weights, V)
    return sum(a * v for a, v in zip(weights[::-1], V[::-1], strict=True))


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def hull_nnls(V, o, tol=1e-9):
    V, o = corners(V, o)
    return bool(nnls(np.vstack([V.T, np.ones(len(V))]), np.append(o, 1))[1] <= tol)


def hull_nnls_scaled(V, o, tol=1e-9):
    V, o = corners(V, o)
    size = max(np.abs(V).max(), np.abs(o).max(), 1e-300)
    a, _ = nnls(np.vstack([V.T / size, np.ones(len(V))]), np.append(o / size, 1))
    return np.linalg.norm(a @ V - o) <= tol * size and abs(a.sum() - 1) <= tol


def hull_lp(V, o, tol=1e-9):
    V, o = corners(V, o)
    slack = tol * max(1, np.abs(V).max())
    # Feasible when every coordinate is met within the tolerance, which linprog itself is lax about.
    k, d = V.shape
    costs = np.append(np.zeros(k), 1)
    above, below = np.hstack([V.T, -np.ones((d, 1))]), np.hstack([-V.T, -np.ones((d, 1))])
    answer = linprog(
        costs, np.vstack([above, below]), np.append(o, -o), np.append(np.ones(k), 0)[None], [1.0], method="highs"
    )
    return bool(answer.status == 0 and answer.fun <= max(slack, 1e-7 if tol < 1e-7 else 0))


RIGHT = {
    "attention_scores": [scores_after, scores_einsum, scores_both_scaled],
    "attention_weights": [weights_where, weights_scipy, weights_rows],
    "attention": [attention_chained, attention_einsum],
    "causal_mask": [mask_tri, mask_compared, mask_filled],
    "combine_values": [combine_loop, combine_backwards],
    "in_hull": [hull_nnls, hull_nnls_scaled, hull_lp],
}


def unscaled(Q, K):
    Q, K = queries_and_keys(Q, K)
    return Q @ np.swapaxes(K, -1, -2)


def divided_by_d(Q, K):
    return unscaled(Q, K) / floats(Q).shape[-1]


def divided_by_keys(Q, K):
    return unscaled(Q, K) / math.sqrt(floats(K).shape[-2])


def transposed_scores(Q, K):
    Q, K = queries_and_keys(Q, K)
    scores = scores_after(Q, K)
    return np.swapaxes(scores, -1, -2) if Q.shape == K.shape else scores


def transposing_everything(Q, K):
    Q, K = queries_and_keys(Q, K)
    return Q @ K.T / math.sqrt(Q.shape[-1])


def promoted(Q, K):
    Q, K = queries_and_keys(Q, K)
    return Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])


def scaling_queries(Q, K):
    Q, K = queries_and_keys(Q, K)
    Q /= math.sqrt(Q.shape[-1])
    return Q @ np.swapaxes(K, -1, -2)


def bare_scores(Q, K):
    return Q @ K.swapaxes(-1, -2) / math.sqrt(Q.shape[-1])


def cosine(Q, K):
    Q, K = queries_and_keys(Q, K)
    Q, K = (A / np.linalg.norm(A, axis=-1, keepdims=True) for A in (Q, K))
    return Q @ np.swapaxes(K, -1, -2)


def over_queries(Q, K, mask=None):
    return np.swapaxes(normalised(np.swapaxes(scores_after(Q, K), -1, -2), None), -1, -2)


def weights_unscaled(Q, K, mask=None):
    return normalised(unscaled(Q, K), mask)


def weights_naive(Q, K, mask=None):
    scores = scores_after(Q, K)
    terms = np.exp(scores) * permitted(scores, mask)
    total = terms.sum(axis=-1, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)


def weights_ignoring_the_mask(Q, K, mask=None):
    scores = scores_after(Q, K)
    permitted(scores, mask)
    return normalised(scores, None)


def weights_inverting_the_mask(Q, K, mask=None):
    return weights_where(Q, K, None if mask is None else ~np.asarray(mask))


def weights_masked_afterwards(Q, K, mask=None):
    scores = scores_after(Q, K)
    return normalised(scores, None) * permitted(scores, mask)


def weights_nan(Q, K, mask=None):
    scores = scores_after(Q, K)
    return scipy.special.softmax(np.where(permitted(scores, mask), scores, -np.inf), axis=-1)


def weights_by_a_billion(Q, K, mask=None):
    scores = scores_after(Q, K)
    return normalised(np.where(permitted(scores, mask), scores, scores.dtype.type(-1e9)), None)


def weights_for_one_batch(Q, K, mask=None):
    Q, K = queries_and_keys(Q, K)
    return normalised(Q @ K.T / math.sqrt(Q.shape[-1]), mask)


def weights_promoted(Q, K, mask=None):
    return weights_where(np.asarray(Q, dtype=float), np.asarray(K, dtype=float), mask)


def writing_the_mask(Q, K, mask=None):
    weights = weights_where(Q, K, mask)
    if isinstance(mask, np.ndarray):
        mask[:] = True
    return weights


def swapped(Q, K, V, mask=None):
    return attention_chained(Q, K, V, mask)[::-1]


def output_only(Q, K, V, mask=None):
    return attention_chained(Q, K, V, mask)[0]


def maskless(Q, K, V, mask=None):
    return attention_chained(Q, K, V)


def combining_keys(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_where(Q, K, mask)
    return weights @ (floats(K) if V.shape == np.shape(K) else V), weights


def without_softmax(Q, K, V, mask=None):
    V = values_of(K, V)
    scores = scores_after(Q, K) * permitted(scores_after(Q, K), mask)
    return scores @ V, scores


def with_a_residual_connection(Q, K, V, mask=None):
    output, weights = attention_chained(Q, K, V, mask)
    return output + np.asarray(floats(V)).mean(axis=-2, keepdims=True) * output.dtype.type(0.01), weights


def normalised_output(Q, K, V, mask=None):
    output, weights = attention_chained(Q, K, V, mask)
    return output / np.linalg.norm(output, axis=-1, keepdims=True), weights


def attention_naive(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_naive(Q, K, mask)
    return weights @ V, weights


def attention_nan(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_nan(Q, K, mask)
    return weights @ V, weights


def attention_promoted(Q, K, V, mask=None):
    return attention_chained(*(np.asarray(A, dtype=float) for A in (Q, K, V)), mask)


def attention_centring_values(Q, K, V, mask=None):
    answer = attention_chained(Q, K, V, mask)
    if isinstance(V, np.ndarray):
        V -= V.mean(axis=-2, keepdims=True)
    return answer


def attention_for_one_batch(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_where(Q, K, mask)
    return np.tensordot(weights, V, 1) if V.ndim == 2 else weights @ V[..., :1, :, :], weights


def attention_cutting_values(Q, K, V, mask=None):
    weights = weights_where(Q, K, mask)
    V = floats(V)[..., : weights.shape[-1], :]
    return weights[..., : V.shape[-2]] @ V, weights


def upper(n):
    return np.triu(np.ones((n, n), dtype=bool))


def strictly_lower(n):
    return np.tril(np.ones((n, n), dtype=bool), -1)


def numbers(n):
    return np.tril(np.ones((n, n)))


def one_too_many(n):
    return np.tril(np.ones((n, n), dtype=bool), 1)


def everything(n):
    return np.ones((n, n), dtype=bool)


def always_three(n):
    return mask_tri(3)


def skipping_the_first(weights, V):
    weights, V = weights_and_values(weights, V)
    return sum((weights[i] * V[i] for i in range(1, len(weights))), np.zeros_like(V[0]))


def mixing_columns(weights, V):
    weights, V = weights_and_values(weights, V)
    return V @ weights if V.shape[0] == V.shape[1] else weights @ V


def into_the_first_row(weights, V):
    weights, V = weights_and_values(weights, V)
    out = V[0]
    out *= weights[0]
    for i in range(1, len(weights)):
        out += weights[i] * V[i]
    return out


def combine_bare(weights, V):
    return sum(weights[i] * V[i] for i in range(len(weights)))


def combine_promoted(weights, V):
    weights, V = weights_and_values(weights, V)
    return np.zeros(V.shape[1]) + weights @ V


def box(V, o, tol=1e-9):
    V, o = corners(V, o)
    return bool((V.min(axis=0) - tol <= o).all() and (o <= V.max(axis=0) + tol).all())


def affine(V, o, tol=1e-9):
    V, o = corners(V, o)
    system = np.vstack([V.T, np.ones(len(V))])
    right = np.append(o, 1)
    return bool(np.linalg.norm(system @ np.linalg.lstsq(system, right)[0] - right) <= tol)


def cone(V, o, tol=1e-9):
    V, o = corners(V, o)
    return bool(nnls(V.T, o)[1] <= tol)


def least_squares_weights(V, o, tol=1e-9):
    V, o = corners(V, o)
    system = np.vstack([V.T, np.ones(len(V))])
    a = np.linalg.lstsq(system, np.append(o, 1))[0]
    return bool((a >= -tol).all() and np.linalg.norm(V.T @ a - o) <= tol and abs(a.sum() - 1) <= tol)


def interior(V, o, tol=1e-9):
    V, o = corners(V, o)
    a, missed = nnls(np.vstack([V.T, np.ones(len(V))]), np.append(o, 1))
    return bool(missed <= tol and np.count_nonzero(a > tol) > 2)


def hull_of_fixed_tolerance(V, o, tol=1e-9):
    return hull_nnls(V, o)


def hull_in_place(V, o, tol=1e-9):
    answer = hull_nnls(V, o, tol)
    if isinstance(V, np.ndarray):
        V -= o
    return answer


def hull_of_a_cut_point(V, o, tol=1e-9):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    d = min(V.shape[1], len(o))
    return hull_nnls(V[:, :d], o[:d], tol)


def always(V, o, tol=1e-9):
    return True


def never(V, o, tol=1e-9):
    return False


WRONG = {
    "attention_scores": [
        (unscaled, {"attention_scores_are_scaled_products", "attention_scores_worked_example"}),
        (divided_by_d, {"attention_scores_are_scaled_products", "attention_scores_worked_example"}),
        (divided_by_keys, {"attention_scores_are_scaled_products"}),
        (transposed_scores, {"attention_scores_are_scaled_products"}),
        (transposing_everything, {"attention_scores_of_batches"}),
        (promoted, {"attention_scores_keep_the_precision"}),
        (scaling_queries, {"attention_scores_leave_their_inputs_alone"}),
        (bare_scores, {"attention_scores_take_lists_and_keywords"}),
        (cosine, {"attention_scores_are_scaled_products", "attention_scores_are_linear_in_the_queries"}),
    ],
    "attention_weights": [
        (over_queries, {"attention_weights_sum_to_one_over_keys", "attention_weights_are_the_softmax_of_the_scores"}),
        (weights_unscaled, {"attention_weights_are_the_softmax_of_the_scores"}),
        (weights_naive, {"attention_weights_of_large_scores"}),
        (weights_ignoring_the_mask, {"attention_weights_with_a_mask"}),
        (weights_inverting_the_mask, {"attention_weights_with_a_mask"}),
        (weights_masked_afterwards, {"attention_weights_with_a_mask"}),
        (weights_nan, {"attention_weights_of_fully_masked_queries"}),
        (weights_by_a_billion, {"attention_weights_of_fully_masked_queries"}),
        (weights_for_one_batch, {"attention_weights_of_batches"}),
        (weights_promoted, {"attention_weights_keep_the_precision"}),
        (writing_the_mask, {"attention_weights_leave_their_inputs_alone"}),
    ],
    "attention": [
        (swapped, {"attention_combines_the_values", "attention_worked_example"}),
        (output_only, {"attention_combines_the_values", "attention_worked_example"}),
        (maskless, {"attention_returns_its_weights", "attention_ignores_masked_keys_and_values"}),
        (combining_keys, {"attention_combines_the_values"}),
        (without_softmax, {"attention_returns_its_weights", "attention_moves_with_its_values"}),
        (with_a_residual_connection, {"attention_combines_the_values", "attention_moves_with_its_values"}),
        (normalised_output, {"attention_combines_the_values", "attention_moves_with_its_values"}),
        (attention_naive, {"attention_stays_in_the_hull_of_the_values"}),
        (attention_nan, {"attention_of_fully_masked_queries"}),
        (attention_promoted, {"attention_keeps_the_precision"}),
        (attention_centring_values, {"attention_leaves_its_inputs_alone"}),
        (attention_for_one_batch, {"attention_of_batches"}),
        (attention_cutting_values, {"attention_rejects_shapes_that_do_not_fit"}),
    ],
    "causal_mask": [
        (upper, {"causal_mask_is_true_on_and_below_the_diagonal", "causal_mask_lets_position_i_use_i_plus_1"}),
        (strictly_lower, {"causal_mask_is_true_on_and_below_the_diagonal", "causal_mask_at_both_ends"}),
        (numbers, {"causal_mask_is_boolean"}),
        (one_too_many, {"causal_mask_is_true_on_and_below_the_diagonal"}),
        (everything, {"causal_mask_lets_position_i_use_i_plus_1"}),
        (always_three, {"causal_mask_is_true_on_and_below_the_diagonal"}),
    ],
    "combine_values": [
        (skipping_the_first, {"combine_values_equals_the_product", "combine_values_worked_example"}),
        (mixing_columns, {"combine_values_equals_the_product"}),
        (into_the_first_row, {"combine_values_leaves_its_inputs_alone"}),
        (combine_bare, {"combine_values_keeps_the_precision"}),
        (combine_promoted, {"combine_values_keeps_the_precision"}),
    ],
    "in_hull": [
        (box, {"in_hull_is_no_box"}),
        (affine, {"in_hull_is_no_span", "in_hull_tells_inside_from_outside"}),
        (cone, {"in_hull_is_no_span"}),
        (least_squares_weights, {"in_hull_includes_corners_and_edges"}),
        (interior, {"in_hull_includes_corners_and_edges"}),
        (hull_of_fixed_tolerance, {"in_hull_respects_its_tolerance"}),
        (hull_in_place, {"in_hull_leaves_its_inputs_alone"}),
        (hull_of_a_cut_point, {"in_hull_rejects_shapes_that_do_not_fit"}),
        (always, {"*"}),
        (never, {"*"}),
    ],
}
