"""Answers to `unifying`: right ones in other styles, and wrong ones with what they must lose."""

from __future__ import annotations

import math

import numpy as np
import scipy.linalg
import scipy.spatial.distance
import scipy.special
import scipy.stats


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def two_sets(A, B):
    A, B = floats(A), floats(B)
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return A, B


def rbf_clipped(A, B, gamma):
    A, B = two_sets(A, B)
    squares = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.exp(-gamma * np.maximum(squares, 0))


def rbf_centred(A, B, gamma):
    A, B = two_sets(A, B)
    centre = B.mean(axis=0)
    return rbf_clipped(A - centre, B - centre, gamma)


def rbf_scipy(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * scipy.spatial.distance.cdist(A, B, "sqeuclidean")).astype(np.result_type(A, B))


def rbf_by_rows(A, B, gamma):
    A, B = two_sets(A, B)
    K = np.empty((len(A), len(B)), dtype=np.result_type(A, B))
    for i, a in enumerate(A):
        K[i] = np.exp(-gamma * np.sum((B - a) ** 2, axis=1))
    return K


def rbf_by_features(A, B, gamma):
    A, B = two_sets(A, B)
    squares = np.zeros((len(A), len(B)), dtype=np.result_type(A, B))
    for k in range(A.shape[1]):
        squares += np.subtract.outer(A[:, k], B[:, k]) ** 2
    return np.exp(-gamma * squares)


def rbf_norms(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * np.linalg.norm(A[:, None] - B[None], axis=2) ** 2)


def rbf_einsum(A, B, gamma):
    A, B = two_sets(A, B)
    scaled = math.sqrt(gamma) * (A[:, None] - B)
    return np.exp(-np.einsum("ijk,ijk->ij", scaled, scaled))


def rbf_product(A, B, gamma):
    A, B = two_sets(A, B)
    return np.prod(np.exp(-gamma * (A[:, None] - B) ** 2), axis=-1)


def rbf_applied(A, B, gamma):
    A, B = two_sets(A, B)
    return np.apply_along_axis(lambda a: np.exp(-gamma * np.square(B - a).sum(axis=1)), 1, A)


def training(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def ridge_system(X, y, gamma, alpha):
    X, y = training(X, y)
    K = rbf_by_features(X, X, gamma)
    K[np.diag_indices_from(K)] += alpha
    return K, y


def ridge_cholesky(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(A), y)


def ridge_triangles(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    L = np.linalg.cholesky(A)
    return np.linalg.solve(L.T, np.linalg.solve(L, y))


def ridge_lstsq(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return np.linalg.lstsq(A, y, rcond=None)[0]


def ridge_pinv(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return np.linalg.pinv(A) @ y


def ridge_eigh(X, y, gamma, alpha):
    X, y = training(X, y)
    values, vectors = np.linalg.eigh(rbf_scipy(X, X, gamma))
    return vectors @ ((vectors.T @ y) / (values + alpha))


def ridge_qr(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    Q, R = np.linalg.qr(A)
    return scipy.linalg.solve_triangular(R, Q.T @ y)


def ridge_svd(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    U, s, Vt = np.linalg.svd(A)
    return Vt.T @ ((U.T @ y) / s)


def ridge_symmetric(X, y, gamma, alpha):
    X, y = training(X, y)
    A = rbf_clipped(X, X, gamma) + alpha * np.eye(len(X), dtype=X.dtype)
    return scipy.linalg.solve(A, y, assume_a="sym")


def ridge_eliminated(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    A, c = A.copy(), y.copy()
    for k in range(len(c)):
        for i in range(k + 1, len(c)):
            factor = A[i, k] / A[k, k]
            A[i, k:] -= factor * A[k, k:]
            c[i] -= factor * c[k]
    for k in reversed(range(len(c))):
        c[k] = (c[k] - A[k, k + 1 :] @ c[k + 1 :]) / A[k, k]
    return c


def model(X_train, coefficients, X_new):
    X, c = training(X_train, coefficients)
    return (*two_sets(X, X_new), c)


def predict_product(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return rbf_clipped(new, X, gamma) @ c


def predict_bumps(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    total = np.zeros(len(new), dtype=np.result_type(X, new, c))
    for weight, point in zip(c, X, strict=True):
        total = total + weight * np.exp(-gamma * np.sum((new - point) ** 2, axis=1))
    return total


def predict_fsum(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)

    def one(x):
        return math.fsum(w * math.exp(-gamma * math.dist(x, point) ** 2) for w, point in zip(c, X, strict=True))

    return np.array([one(x) for x in new], dtype=np.result_type(X, new, c))


def predict_einsum(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return np.einsum("ij,i->j", rbf_norms(X, new, gamma), c)


def models(predictions, weights):
    P, w = floats(predictions), floats(weights)
    if P.ndim != 2 or w.ndim != 1 or len(P) != len(w):
        raise ValueError(f"{P.shape} and {w.shape} do not fit")
    return P, w


def convex_models(predictions, weights):
    P, w = models(predictions, weights)
    if np.any(w < 0) or not np.isclose(w.sum(), 1):
        raise ValueError("not convex")
    return P, w


def ensemble_average(predictions, weights):
    P, w = convex_models(predictions, weights)
    return np.average(P, axis=0, weights=w)


def ensemble_loop(predictions, weights):
    P, w = convex_models(predictions, weights)
    total = np.zeros(P.shape[1], dtype=P.dtype)
    for weight, row in zip(w, P, strict=True):
        total = total + weight * row
    return total


def ensemble_fsum(predictions, weights):
    P, w = models(predictions, weights)
    if not (min(w) >= -1e-9 and abs(math.fsum(w) - 1) <= 1e-9):
        raise ValueError("not convex")
    return np.array([math.fsum(w * column) for column in P.T], dtype=P.dtype)


def ensemble_einsum(predictions, weights):
    P, w = convex_models(predictions, weights)
    return np.einsum("mn,m->n", P, w)


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


def responsibilities_shifted(x, means, variances, priors):
    s = log_joint(x, means, variances, priors)
    return np.exp(s - scipy.special.logsumexp(s, axis=1, keepdims=True))


def responsibilities_softmax(x, means, variances, priors):
    return scipy.special.softmax(log_joint(x, means, variances, priors), axis=1)


def responsibilities_pairwise(x, means, variances, priors):
    s = log_joint(x, means, variances, priors)
    return np.exp(s - np.logaddexp.reduce(s, axis=1)[:, None])


def responsibilities_stats(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    s = scipy.stats.norm.logpdf(x[:, None], loc=means, scale=np.sqrt(variances)) + np.log(priors)
    terms = np.exp(s - s.max(axis=1)[:, None])
    return (terms / terms.sum(axis=1)[:, None]).astype(x.dtype if priors.dtype == x.dtype else float)


def responsibilities_one_by_one(x, means, variances, priors):
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


def responsibilities_expanded(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    with np.errstate(divide="ignore"):
        constant = np.log(priors) - np.log(variances) / 2 - means**2 / (2 * variances)
    s = constant + np.outer(x, means / variances) - np.outer(x**2, 1 / (2 * variances))
    return scipy.special.softmax(s, axis=1)


RIGHT = {
    "rbf_kernel": [
        rbf_clipped,
        rbf_centred,
        rbf_scipy,
        rbf_by_rows,
        rbf_by_features,
        rbf_norms,
        rbf_einsum,
        rbf_product,
        rbf_applied,
    ],
    "kernel_ridge_fit": [
        ridge_cholesky,
        ridge_triangles,
        ridge_lstsq,
        ridge_pinv,
        ridge_eigh,
        ridge_qr,
        ridge_svd,
        ridge_symmetric,
        ridge_eliminated,
    ],
    "kernel_predict": [predict_product, predict_bumps, predict_fsum, predict_einsum],
    "ensemble": [ensemble_average, ensemble_loop, ensemble_fsum, ensemble_einsum],
    "mixture_responsibilities": [
        responsibilities_shifted,
        responsibilities_softmax,
        responsibilities_pairwise,
        responsibilities_stats,
        responsibilities_one_by_one,
        responsibilities_expanded,
    ],
}


def rbf_unclipped(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * ((A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T))


def rbf_by_width(A, B, gamma):
    return rbf_by_rows(A, B, 1 / (2 * gamma**2))


def rbf_halved(A, B, gamma):
    return rbf_by_rows(A, B, gamma / 2)


def rbf_of_distances(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * np.linalg.norm(A[:, None] - B, axis=-1))


def rbf_without_minus(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(gamma * np.sum((A[:, None] - B) ** 2, axis=-1))


def rbf_transposed(A, B, gamma):
    return rbf_by_rows(A, B, gamma).T


def rbf_laplace(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * np.sum(np.abs(A[:, None] - B), axis=-1))


def rbf_of_means(A, B, gamma):
    A, B = two_sets(A, B)
    return np.exp(-gamma * np.mean((A[:, None] - B) ** 2, axis=-1))


def rbf_by_pairs(A, B, gamma):
    A, B = two_sets(A, B)
    K = np.empty((len(A), len(B)), dtype=np.result_type(A, B))
    for i in range(len(A)):
        for j in range(len(B)):
            gap = A[i] - B[j]
            K[i, j] = np.exp(-gamma * np.dot(gap, gap))
    return K


def rbf_of_integers(A, B, gamma):
    two_sets(A, B)
    A, B = np.asarray(A), np.asarray(B)
    return np.exp(-gamma * np.sum((A[:, None] - B) ** 2, axis=-1))


def rbf_in_double(A, B, gamma):
    return rbf_by_rows(np.asarray(A, dtype=float), np.asarray(B, dtype=float), gamma)


def rbf_centring_in_place(A, B, gamma):
    A, B = two_sets(A, B)
    centre = B.mean(axis=0)
    A -= centre
    B -= centre
    return rbf_by_rows(A, B, gamma)


def rbf_of_vectors(A, B, gamma):
    return rbf_by_rows(np.atleast_2d(floats(A)), np.atleast_2d(floats(B)), gamma)


def rbf_of_one_column(A, B, gamma):
    A, B = two_sets(A, B)
    return rbf_by_rows(A[:, :1], B[:, :1], gamma)


def ridge_solve(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return np.linalg.solve(A, y)


def ridge_without_alpha(X, y, gamma, alpha):
    return ridge_lstsq(X, y, gamma, 0.0)


def ridge_squared_alpha(X, y, gamma, alpha):
    return ridge_solve(X, y, gamma, alpha**2)


def ridge_times_n(X, y, gamma, alpha):
    return ridge_solve(X, y, gamma, alpha * len(y))


def ridge_alpha_everywhere(X, y, gamma, alpha):
    X, y = training(X, y)
    return np.linalg.lstsq(rbf_by_rows(X, X, gamma) + alpha, y, rcond=None)[0]


def ridge_minus(X, y, gamma, alpha):
    return ridge_lstsq(X, y, gamma, -alpha)


def ridge_inverse(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return np.linalg.inv(A) @ y


def ridge_of_squares(X, y, gamma, alpha):
    X, y = training(X, y)
    K = rbf_by_rows(X, X, gamma)
    return np.linalg.lstsq(K.T @ K + alpha * np.eye(len(X), dtype=X.dtype), K.T @ y, rcond=None)[0]


def ridge_fitted(X, y, gamma, alpha):
    X, y = training(X, y)
    return rbf_by_rows(X, X, gamma) @ ridge_solve(X, y, gamma, alpha)


def ridge_centred(X, y, gamma, alpha):
    X, y = training(X, y)
    return ridge_solve(X, y - y.mean(), gamma, alpha)


def ridge_linear_kernel(X, y, gamma, alpha):
    X, y = training(X, y)
    return np.linalg.lstsq(X @ X.T + alpha * np.eye(len(X), dtype=X.dtype), y, rcond=None)[0]


def ridge_primal(X, y, gamma, alpha):
    X, y = training(X, y)
    return np.linalg.lstsq(X.T @ X + alpha * np.eye(X.shape[1], dtype=X.dtype), X.T @ y, rcond=None)[0]


def ridge_float64_eye(X, y, gamma, alpha):
    X, y = training(X, y)
    return np.linalg.solve(rbf_by_rows(X, X, gamma) + alpha * np.eye(len(X)), y)


def ridge_jittered(X, y, gamma, alpha):
    return ridge_solve(X, y, gamma, alpha + 1e-6)


def ridge_truncated(X, y, gamma, alpha):
    A, y = ridge_system(X, y, gamma, alpha)
    return np.linalg.lstsq(A, y, rcond=1e-6)[0]


def ridge_of_columns(X, y, gamma, alpha):
    y = floats(y)
    return ridge_solve(X, y[:, 0] if y.ndim == 2 else y, gamma, alpha)


def ridge_in_place(X, y, gamma, alpha):
    X, y = training(X, y)
    answer = ridge_solve(X, y, gamma, alpha)
    y -= y.mean()
    return answer


def predict_normalised(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    K = rbf_by_rows(new, X, gamma)
    return K @ c / K.sum(axis=1)


def predict_swapped(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    K = rbf_by_rows(X, new, gamma)
    return K @ c if K.shape[0] == K.shape[1] else K.T @ c


def predict_mean(X_train, coefficients, X_new, gamma):
    return predict_bumps(X_train, coefficients, X_new, gamma) / len(X_train)


def predict_linear(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return new @ X.T @ c


def predict_training(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return np.resize(rbf_by_rows(X, X, gamma) @ c, len(new))


def predict_nearest(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    K = rbf_by_rows(new, X, gamma)
    nearest = K.argmax(axis=1)
    return K.max(axis=1) * c[nearest]


def predict_absolute(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return rbf_by_rows(new, X, gamma) @ np.abs(c)


def predict_with_intercept(X_train, coefficients, X_new, gamma):
    X, new, c = model(X_train, coefficients, X_new)
    return rbf_by_rows(new, X, gamma) @ c + c.mean()


def predict_default_gamma(X_train, coefficients, X_new, gamma):
    return predict_bumps(X_train, coefficients, X_new, 1 / np.shape(X_train)[1])


def predict_column(X_train, coefficients, X_new, gamma):
    return predict_bumps(X_train, coefficients, X_new, gamma)[:, None]


def predict_of_one_point(X_train, coefficients, X_new, gamma):
    return predict_bumps(X_train, coefficients, np.atleast_2d(floats(X_new)), gamma)


def predict_in_double(X_train, coefficients, X_new, gamma):
    return predict_bumps(X_train, coefficients, X_new, gamma).astype(float)


def predict_cut(X_train, coefficients, X_new, gamma):
    X, c = floats(X_train), floats(coefficients)
    n = min(len(X), len(c))
    return predict_bumps(X[:n], c[:n], X_new, gamma)


def ensemble_unchecked(predictions, weights):
    P, w = models(predictions, weights)
    return w @ P


def ensemble_normalising(predictions, weights):
    P, w = models(predictions, weights)
    if np.any(w < 0) or not w.sum() > 0:
        raise ValueError("not convex")
    return w @ P / w.sum()


def ensemble_affine(predictions, weights):
    P, w = models(predictions, weights)
    if not np.isclose(w.sum(), 1):
        raise ValueError("sum")
    return w @ P


def ensemble_of_signs(predictions, weights):
    P, w = models(predictions, weights)
    if np.any(w < 0):
        raise ValueError("sign")
    return w @ P


def ensemble_one_sided(predictions, weights):
    P, w = models(predictions, weights)
    if np.any(w < 0) or w.sum() > 1 + 1e-9:
        raise ValueError("not convex")
    return w @ P


def ensemble_mean(predictions, weights):
    return convex_models(predictions, weights)[0].mean(axis=0)


def ensemble_median(predictions, weights):
    return np.median(convex_models(predictions, weights)[0], axis=0).astype(floats(predictions).dtype)


def ensemble_transposing(predictions, weights):
    P, w = convex_models(predictions, weights)
    return P @ w if P.shape[0] == P.shape[1] else w @ P


def ensemble_vote(predictions, weights):
    P, w = convex_models(predictions, weights)
    return P[np.argmax(w)]


def ensemble_exact(predictions, weights):
    P, w = models(predictions, weights)
    if np.any(w < 0) or w.sum() != 1:
        raise ValueError("not convex")
    return w @ P


def ensemble_in_place(predictions, weights):
    P, w = convex_models(predictions, weights)
    P *= w[:, None]
    return P.sum(axis=0)


def ensemble_in_single(predictions, weights):
    return ensemble_loop(predictions, weights).astype(np.float32)


def ensemble_of_columns(predictions, weights):
    P, w = floats(predictions), floats(weights)
    return ensemble_loop(P[:, None] if P.ndim == 1 else P, w[:, 0] if w.ndim == 2 else w)


def responsibilities_by_deviations(x, means, variances, priors):
    return responsibilities_softmax(x, means, floats(variances) ** 2, priors)


def responsibilities_without_normaliser(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    with np.errstate(divide="ignore"):
        s = np.log(priors) - (x[:, None] - means) ** 2 / (2 * variances)
    return scipy.special.softmax(s, axis=1)


def responsibilities_divided_by_variance(x, means, variances, priors):
    s = log_joint(x, means, variances, priors) - np.log(floats(variances)) / 2
    return scipy.special.softmax(s, axis=1)


def responsibilities_without_half(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    with np.errstate(divide="ignore"):
        s = np.log(priors) - np.log(variances) / 2 - (x[:, None] - means) ** 2 / variances
    return scipy.special.softmax(s, axis=1)


def responsibilities_without_priors(x, means, variances, priors):
    components(x, means, variances, priors)
    priors = floats(priors)
    return responsibilities_softmax(x, means, variances, np.full_like(priors, 1 / priors.size))


def responsibilities_priors_added(x, means, variances, priors):
    x, means, variances, priors = components(x, means, variances, priors)
    s = priors - np.log(variances) / 2 - (x[:, None] - means) ** 2 / (2 * variances)
    return scipy.special.softmax(s, axis=1)


def responsibilities_of_densities(x, means, variances, priors):
    joint = np.exp(log_joint(x, means, variances, priors))
    return joint / joint.sum(axis=1, keepdims=True)


def responsibilities_with_epsilon(x, means, variances, priors):
    joint = np.exp(log_joint(x, means, variances, priors))
    return joint / (joint.sum(axis=1, keepdims=True) + np.finfo(joint.dtype).tiny)


def responsibilities_over_x(x, means, variances, priors):
    return scipy.special.softmax(log_joint(x, means, variances, priors), axis=0)


def responsibilities_transposed(x, means, variances, priors):
    return responsibilities_softmax(x, means, variances, priors).T


def responsibilities_not_normalised(x, means, variances, priors):
    return np.exp(log_joint(x, means, variances, priors))


def responsibilities_by_the_global_maximum(x, means, variances, priors):
    s = log_joint(x, means, variances, priors)
    terms = np.exp(s - s.max())
    return terms / terms.sum(axis=1, keepdims=True)


def responsibilities_as_logarithms(x, means, variances, priors):
    return scipy.special.log_softmax(log_joint(x, means, variances, priors), axis=1)


def responsibilities_hard(x, means, variances, priors):
    s = log_joint(x, means, variances, priors)
    return (s == s.max(axis=1, keepdims=True)).astype(s.dtype)


def responsibilities_clipped(x, means, variances, priors):
    return responsibilities_of_densities(np.clip(floats(x), -30, 30), means, variances, priors)


def responsibilities_in_double(x, means, variances, priors):
    return responsibilities_softmax(*(np.asarray(each, dtype=float) for each in (x, means, variances, priors)))


def responsibilities_of_columns(x, means, variances, priors):
    return responsibilities_softmax(np.ravel(x), means, variances, priors)


def responsibilities_in_place(x, means, variances, priors):
    answer = responsibilities_softmax(x, means, variances, priors)
    priors *= 0.5
    return answer


WRONG = {
    "rbf_kernel": [
        (rbf_unclipped, {"rbf_kernel_is_never_above_one"}),
        (rbf_by_width, {"rbf_kernel_is_exp_of_the_squared_distance", "rbf_kernel_in_any_unit_of_length"}),
        (rbf_halved, {"rbf_kernel_is_exp_of_the_squared_distance", "rbf_kernel_worked_example"}),
        (rbf_of_distances, {"rbf_kernel_is_exp_of_the_squared_distance", "rbf_kernel_in_any_unit_of_length"}),
        (rbf_without_minus, {"rbf_kernel_is_exp_of_the_squared_distance", "rbf_kernel_is_never_above_one"}),
        (rbf_transposed, {"rbf_kernel_is_exp_of_the_squared_distance"}),
        (rbf_laplace, {"rbf_kernel_is_exp_of_the_squared_distance"}),
        (rbf_of_means, {"rbf_kernel_is_exp_of_the_squared_distance"}),
        (rbf_of_integers, {"rbf_kernel_keeps_the_precision"}),
        (rbf_in_double, {"rbf_kernel_keeps_the_precision"}),
        (rbf_centring_in_place, {"rbf_kernel_leaves_its_inputs_alone"}),
        (rbf_of_vectors, {"rbf_kernel_rejects_shapes_that_do_not_fit"}),
        (rbf_of_one_column, {"rbf_kernel_is_exp_of_the_squared_distance"}),
    ],
    "kernel_ridge_fit": [
        (ridge_without_alpha, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_squared_alpha, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_times_n, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_alpha_everywhere, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_minus, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_inverse, {"kernel_ridge_fit_solves_rather_than_inverts"}),
        (ridge_of_squares, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_fitted, {"kernel_ridge_fit_solves_the_regularised_system", "kernel_ridge_fit_without_penalty"}),
        (ridge_centred, {"kernel_ridge_fit_solves_the_regularised_system", "kernel_ridge_fit_without_penalty"}),
        (ridge_linear_kernel, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_primal, {"kernel_ridge_fit_solves_the_regularised_system"}),
        (ridge_float64_eye, {"kernel_ridge_fit_keeps_the_precision"}),
        (ridge_jittered, {"kernel_ridge_fit_solves_rather_than_inverts", "kernel_ridge_fit_without_penalty"}),
        (ridge_truncated, {"kernel_ridge_fit_solves_rather_than_inverts"}),
        (ridge_of_columns, {"kernel_ridge_fit_rejects_shapes_that_do_not_fit"}),
        (ridge_in_place, {"kernel_ridge_fit_leaves_its_inputs_alone"}),
    ],
    "kernel_predict": [
        (predict_normalised, {"kernel_predict_sums_over_the_training_points", "kernel_predict_near_and_far"}),
        (predict_swapped, {"kernel_predict_sums_over_the_training_points"}),
        (predict_mean, {"kernel_predict_sums_over_the_training_points", "kernel_predict_near_and_far"}),
        (predict_linear, {"kernel_predict_sums_over_the_training_points"}),
        (predict_training, {"kernel_predict_sums_over_the_training_points", "kernel_predict_point_by_point"}),
        (predict_nearest, {"kernel_predict_sums_over_the_training_points"}),
        (predict_absolute, {"kernel_predict_is_linear_in_the_coefficients"}),
        (predict_with_intercept, {"kernel_predict_near_and_far"}),
        (predict_default_gamma, {"kernel_predict_sums_over_the_training_points"}),
        (predict_column, {"kernel_predict_sums_over_the_training_points"}),
        (predict_of_one_point, {"kernel_predict_rejects_what_does_not_fit"}),
        (predict_in_double, {"kernel_predict_keeps_the_precision"}),
        (predict_cut, {"kernel_predict_rejects_what_does_not_fit"}),
    ],
    "ensemble": [
        (ensemble_unchecked, {"ensemble_rejects_other_sums", "ensemble_rejects_negative_weights"}),
        (ensemble_normalising, {"ensemble_rejects_other_sums"}),
        (ensemble_affine, {"ensemble_rejects_negative_weights"}),
        (ensemble_of_signs, {"ensemble_rejects_other_sums"}),
        (ensemble_one_sided, {"ensemble_rejects_other_sums"}),
        (ensemble_mean, {"ensemble_is_the_weighted_mean", "ensemble_worked_example"}),
        (ensemble_median, {"ensemble_is_the_weighted_mean"}),
        (ensemble_transposing, {"ensemble_is_the_weighted_mean"}),
        (ensemble_vote, {"ensemble_is_the_weighted_mean"}),
        (ensemble_exact, {"ensemble_is_the_weighted_mean"}),
        (ensemble_in_place, {"ensemble_leaves_its_inputs_alone"}),
        (ensemble_in_single, {"ensemble_keeps_the_precision"}),
        (ensemble_of_columns, {"ensemble_rejects_shapes_that_do_not_fit"}),
    ],
    "mixture_responsibilities": [
        (
            responsibilities_by_deviations,
            {"mixture_responsibilities_follow_bayes", "mixture_responsibilities_in_any_unit_of_length"},
        ),
        (responsibilities_without_normaliser, {"mixture_responsibilities_follow_bayes"}),
        (responsibilities_divided_by_variance, {"mixture_responsibilities_follow_bayes"}),
        (responsibilities_without_half, {"mixture_responsibilities_follow_bayes"}),
        (
            responsibilities_without_priors,
            {"mixture_responsibilities_follow_bayes", "mixture_responsibilities_of_alike_components_are_priors"},
        ),
        (responsibilities_priors_added, {"mixture_responsibilities_follow_bayes"}),
        (responsibilities_of_densities, {"mixture_responsibilities_far_away"}),
        (responsibilities_with_epsilon, {"mixture_responsibilities_far_away"}),
        (responsibilities_over_x, {"mixture_responsibilities_follow_bayes", "mixture_responsibilities_are_convex"}),
        (responsibilities_transposed, {"mixture_responsibilities_follow_bayes"}),
        (responsibilities_not_normalised, {"mixture_responsibilities_are_convex"}),
        (responsibilities_by_the_global_maximum, {"mixture_responsibilities_far_away"}),
        (responsibilities_as_logarithms, {"mixture_responsibilities_are_convex"}),
        (responsibilities_hard, {"mixture_responsibilities_follow_bayes"}),
        (responsibilities_clipped, {"mixture_responsibilities_far_away"}),
        (responsibilities_in_double, {"mixture_responsibilities_keep_the_precision"}),
        (responsibilities_of_columns, {"mixture_responsibilities_reject_wrong_dimensions"}),
        (responsibilities_in_place, {"mixture_responsibilities_leave_their_inputs_alone"}),
    ],
}
