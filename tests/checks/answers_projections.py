"""Answers to `projections`: right ones in other styles, and wrong ones with what they must lose."""

from __future__ import annotations

import math

import numpy as np
import scipy.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def matrix_and_vector(X, y):
    X, y = matrix(X), floats(y)
    if y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def basis_svd(X, rtol=1e-10):
    X = matrix(X)
    U, s, _ = scipy.linalg.svd(X)
    return np.asfortranarray(U[:, : np.count_nonzero(s > rtol * s.max())])


def basis_pivoted_qr(X, rtol=1e-10):
    X = matrix(X)
    Q, R, _ = scipy.linalg.qr(X, mode="economic", pivoting=True)
    sizes = np.abs(np.diag(R))
    return Q[:, sizes > rank_cut(X, rtol) * sizes[0]]


def basis_gram_schmidt_twice(X, rtol=1e-10):
    X = matrix(X)
    largest, columns = np.linalg.norm(X, 2), []
    for column in X.T:
        left = column
        for _ in range(2):
            for q in columns:
                left = left - q * (q @ left)
        if np.linalg.norm(left) > rank_cut(X, rtol) * largest:
            columns.append(left / np.linalg.norm(left))
    return np.stack(columns, axis=1)


def basis_modified_gram_schmidt(X, rtol=1e-10):
    X = matrix(X).copy()
    size, columns = np.linalg.norm(X), []
    for j in range(X.shape[1]):
        length = np.linalg.norm(X[:, j])
        if length <= rank_cut(X, rtol) * size:
            continue
        q = X[:, j] / length
        X[:, j + 1 :] -= np.outer(q, q @ X[:, j + 1 :])
        columns.append(q)
    return np.array(columns).T


def basis_of_rows(X, rtol=1e-10):
    _, s, Vt = np.linalg.svd(matrix(X).T, full_matrices=False)
    return -Vt[s > rtol * s[0]].T


def basis_reflections(X, rtol=1e-10):
    """Householder reflections with the longest column first, one by one."""
    X = matrix(X)
    work, Q, first = X.copy(), np.eye(len(X), dtype=X.dtype), 0.0
    for j in range(min(X.shape)):
        lengths = np.sqrt(np.sum(work[j:, j:] ** 2, axis=0))
        best = int(np.argmax(lengths))
        first = first or lengths[best]
        if lengths[best] <= rank_cut(X, rtol) * first:
            return Q[:, :j]
        work[:, [j, j + best]] = work[:, [j + best, j]]
        v = work[j:, j].copy()
        v[0] += np.copysign(lengths[best], v[0])
        v /= np.linalg.norm(v)
        work[j:, j:] -= 2 * np.outer(v, v @ work[j:, j:])
        Q[:, j:] -= 2 * np.outer(Q[:, j:] @ v, v)
    return Q[:, : min(X.shape)]


def projector_pinv(X):
    X = matrix(X)
    return X @ np.linalg.pinv(X)


def projector_lstsq(X):
    X = matrix(X)
    return X @ np.linalg.lstsq(X, np.eye(len(X), dtype=X.dtype))[0]


def projector_svd(X):
    X = matrix(X)
    U = np.linalg.svd(X)[0][:, : np.linalg.matrix_rank(X)]
    return np.einsum("ik,jk->ij", U, U)


def projector_pivoted_qr(X):
    Q = basis_pivoted_qr(X, 1e-13)
    return Q @ Q.T


def projector_gram_schmidt(X):
    return sum(np.outer(q, q) for q in basis_gram_schmidt_twice(X, 1e-12).T)


def projector_complement(X):
    X = matrix(X)
    N = scipy.linalg.null_space(X.T)
    return np.eye(len(X), dtype=X.dtype) - N @ N.T


def projector_symmetrised(X):
    P = projector_pinv(X)
    return (P + P.T) / 2


def project_lstsq(X, y):
    X, y = matrix_and_vector(X, y)
    return X @ np.linalg.lstsq(X, y, rcond=None)[0]


def project_pinv(X, y):
    X, y = matrix_and_vector(X, y)
    return X @ (np.linalg.pinv(X) @ y)


def project_sum(X, y):
    X, y = matrix_and_vector(X, y)
    total = np.zeros_like(y)
    for q in basis_modified_gram_schmidt(X, 1e-12).T:
        total += q * (q @ (y - total))
    return total


def project_pivoted_qr(X, y):
    X, y = matrix_and_vector(X, y)
    Q = basis_pivoted_qr(X, 1e-13)
    return np.dot(Q, np.dot(y, Q))


def project_residual(X, y):
    X, y = matrix_and_vector(X, y)
    Q = basis_of_rows(X, 1e-13 if X.dtype == np.float64 else 1e-6)
    r = y - Q @ (Q.T @ y)
    return y - (r - Q @ (Q.T @ r))


def project_scipy(X, y):
    X, y = matrix_and_vector(X, y)
    w = scipy.linalg.lstsq(X, y, lapack_driver="gelsy")[0]
    return sum(w[j] * X[:, j] for j in range(len(w)))


def project_qr_then_svd(X, y):
    X, y = matrix_and_vector(X, y)
    Q, R = np.linalg.qr(X)
    U, s, _ = np.linalg.svd(R)
    Q = Q @ U[:, : len(s)][:, s > 1e-13 * s[0]]
    return Q @ (y @ Q)


def check_examples(X):
    X = matrix(X)
    return X, X - X.mean(axis=0)


def pca_by_product(X, k):
    X, centred = check_examples(X)
    _, s, Vt = np.linalg.svd(centred, full_matrices=False)
    components = Vt[:k]
    return components, centred @ components.T, s[:k] ** 2 / np.sum(s**2)


def pca_of_columns(X, k):
    X, centred = check_examples(X)
    V, s, Ut = np.linalg.svd(centred.T, full_matrices=False)
    variance = s**2 / (len(X) - 1)
    return [-V.T[:k], -(Ut[:k].T * s[:k]), variance[:k] / variance.sum()]


def pca_flipped(X, k):
    X, centred = check_examples(X)
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    largest = np.argmax(np.abs(Vt), axis=1)
    signs = np.sign(Vt[np.arange(len(Vt)), largest])
    return (Vt * signs[:, None])[:k], (U * (s * signs))[:, :k], (s**2 / (s**2).sum())[:k]


def pca_of_triangle(X, k):
    X, centred = check_examples(X)
    R = np.linalg.qr(centred, mode="r")
    _, s, Vt = np.linalg.svd(R)
    components = np.array(Vt[:k])
    return components, np.einsum("ij,kj->ik", centred, components), s[:k] ** 2 / np.linalg.norm(centred) ** 2


def pca_of_variances(X, k):
    X, centred = check_examples(X)
    components = scipy.linalg.svd(centred, full_matrices=False, lapack_driver="gesvd")[2][:k]
    scores = centred @ components.T
    return components, scores, scores.var(axis=0, ddof=1) / centred.var(axis=0, ddof=1).sum()


def pca_standardised_size(X, k):
    X, centred = check_examples(X)
    size = np.abs(centred).max()
    U, s, Vt = np.linalg.svd(centred / size)
    scores = np.stack([U[:, j] * s[j] * size for j in range(k)], axis=1)
    return Vt[:k], scores, np.array([s[j] ** 2 / math.fsum(s**2) for j in range(k)], dtype=X.dtype)


def rebuilt_by_projector(X, k):
    X, centred = check_examples(X)
    V = np.linalg.svd(centred, full_matrices=False)[2][:k]
    return X.mean(axis=0) + centred @ (V.T @ V)


def rebuilt_from_pca(X, k):
    components, scores, _ = pca_by_product(X, k)
    return scores @ components + matrix(X).mean(axis=0)


def rebuilt_by_terms(X, k):
    X, centred = check_examples(X)
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    total = np.tile(X.mean(axis=0), (len(X), 1))
    for j in range(k):
        total = total + s[j] * np.outer(U[:, j], Vt[j])
    return total


def rebuilt_by_zeroing(X, k):
    X, centred = check_examples(X)
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    s[k:] = 0
    return (U * s) @ Vt + X.mean(axis=0, keepdims=True)


def rebuilt_by_taking_away(X, k):
    X, centred = check_examples(X)
    left = np.linalg.svd(centred)[2][k:]
    return X - centred @ left.T @ left


def rebuilt_from_left(X, k):
    X, centred = check_examples(X)
    U = np.linalg.svd(centred, full_matrices=False)[0][:, :k]
    return U @ (U.T @ centred) + X.mean(axis=0)


def rebuilt_from_covariance(X, k):
    X, centred = check_examples(X)
    V = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :k]
    return centred @ V @ V.T + X.mean(axis=0)


RIGHT = {
    "orthonormal_basis": [
        basis_svd,
        basis_pivoted_qr,
        basis_gram_schmidt_twice,
        basis_modified_gram_schmidt,
        basis_of_rows,
        basis_reflections,
    ],
    "projection_matrix": [
        projector_pinv,
        projector_lstsq,
        projector_svd,
        projector_pivoted_qr,
        projector_gram_schmidt,
        projector_complement,
        projector_symmetrised,
    ],
    "project": [
        project_lstsq,
        project_pinv,
        project_sum,
        project_pivoted_qr,
        project_residual,
        project_scipy,
        project_qr_then_svd,
    ],
    "pca": [pca_by_product, pca_of_columns, pca_flipped, pca_of_triangle, pca_of_variances, pca_standardised_size],
    "pca_reconstruct": [
        rebuilt_by_projector,
        rebuilt_from_pca,
        rebuilt_by_terms,
        rebuilt_by_zeroing,
        rebuilt_by_taking_away,
        rebuilt_from_left,
        rebuilt_from_covariance,
    ],
}


def basis_plain_qr(X, rtol=1e-10):
    return np.linalg.qr(matrix(X))[0]


def basis_unpivoted_qr(X, rtol=1e-10):
    X = matrix(X)
    Q, R = np.linalg.qr(X)
    sizes = np.abs(np.diag(R))
    return Q[:, sizes > rank_cut(X, rtol) * sizes.max()]


def basis_square(X, rtol=1e-10):
    return np.linalg.svd(matrix(X))[0]


def basis_normalised(X, rtol=1e-10):
    X = matrix(X)
    return X / np.linalg.norm(X, axis=0)


def basis_rows(X, rtol=1e-10):
    X = matrix(X)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[s > rank_cut(X, rtol) * s[0]].T


def basis_as_rows(X, rtol=1e-10):
    return basis_of_rows(X, rtol).T


def basis_absolute(X, rtol=1e-10):
    U, s, _ = np.linalg.svd(matrix(X), full_matrices=False)
    return U[:, s > rtol]


def basis_fixed_rtol(X, rtol=1e-10):
    return basis_svd(X)


def basis_classical_gram_schmidt(X, rtol=1e-10):
    X = matrix(X)
    columns = []
    for column in X.T:
        left = column - sum((q * (q @ column) for q in columns), np.zeros_like(column))
        if np.linalg.norm(left) > rank_cut(X, rtol) * np.linalg.norm(X):
            columns.append(left / np.linalg.norm(left))
    return np.stack(columns, axis=1)


def basis_of_the_square(X, rtol=1e-10):
    X = matrix(X)
    s, V = np.linalg.eigh(X.T @ X)
    s = np.sqrt(np.maximum(s, 0))
    keep = s > rank_cut(X, rtol) * s.max()
    return X @ V[:, keep] / s[keep]


def basis_from_cholesky(X, rtol=1e-10):
    X = matrix(X)
    return np.linalg.solve(np.linalg.cholesky(X.T @ X), X.T).T


def basis_in_place(X, rtol=1e-10):
    X = matrix(X)
    Q = basis_svd(X, rtol)
    X /= np.linalg.norm(X)
    return Q


def basis_double(X, rtol=1e-10):
    return basis_svd(np.asarray(X, dtype=np.float64), rtol)


def basis_scaled(X, rtol=1e-10):
    U, s, _ = np.linalg.svd(matrix(X), full_matrices=False)
    keep = s > rtol * s[0]
    return U[:, keep] * s[keep]


def projector_normal_equations(X):
    X = matrix(X)
    return X @ np.linalg.solve(X.T @ X, X.T)


def projector_inverse(X):
    X = matrix(X)
    return X @ np.linalg.inv(X.T @ X) @ X.T


def projector_pinv_of_the_square(X):
    X = matrix(X)
    return X @ np.linalg.pinv(X.T @ X) @ X.T


def projector_plain_qr(X):
    Q = np.linalg.qr(matrix(X))[0]
    return Q @ Q.T


def projector_gram(X):
    X = matrix(X)
    return X @ X.T


def projector_small(X):
    Q = basis_svd(X)
    return Q.T @ Q


def projector_complementary(X):
    P = projector_pinv(X)
    return np.eye(len(P), dtype=P.dtype) - P


def projector_reflecting(X):
    P = projector_pinv(X)
    return 2 * P - np.eye(len(P), dtype=P.dtype)


def projector_on_rows(X):
    X = matrix(X)
    return np.linalg.pinv(X) @ X


def projector_penalised(X):
    X = matrix(X)
    return X @ np.linalg.solve(X.T @ X + 1e-8 * np.eye(X.shape[1], dtype=X.dtype), X.T)


def projector_absolute(X):
    U, s, _ = np.linalg.svd(matrix(X), full_matrices=False)
    U = U[:, s > 1e-10]
    return U @ U.T


def projector_centred(X):
    X = matrix(X)
    return projector_pinv(X - X.mean(axis=0))


def project_by_matrix(X, y):
    X, y = matrix_and_vector(X, y)
    Q = np.linalg.svd(X, full_matrices=False)[0] if X.size > 1000 else basis_svd(X, 1e-13)
    return (Q @ Q.T) @ y


def project_full_svd(X, y):
    X, y = matrix_and_vector(X, y)
    U, s, _ = np.linalg.svd(X)
    U = U[:, : np.count_nonzero(s > rank_cut(X, 0) * s[0])]
    return U @ (U.T @ y)


def project_normal_equations(X, y):
    X, y = matrix_and_vector(X, y)
    return X @ np.linalg.solve(X.T @ X, X.T @ y)


def project_pinv_of_the_square(X, y):
    X, y = matrix_and_vector(X, y)
    return X @ (np.linalg.pinv(X.T @ X) @ (X.T @ y))


def project_each_column(X, y):
    X, y = matrix_and_vector(X, y)
    return sum(x * (x @ y) / (x @ x) for x in X.T)


def project_unnormalised(X, y):
    X, y = matrix_and_vector(X, y)
    return X @ (X.T @ y)


def project_the_rest(X, y):
    return floats(y) - project_lstsq(X, y)


def project_coefficients(X, y):
    X, y = matrix_and_vector(X, y)
    return np.linalg.lstsq(X, y)[0]


def project_with_intercept(X, y):
    X, y = matrix_and_vector(X, y)
    return project_lstsq(np.column_stack([np.ones(len(y), X.dtype), X]), y)


def project_plain_qr(X, y):
    X, y = matrix_and_vector(X, y)
    Q = np.linalg.qr(X)[0]
    return Q @ (Q.T @ y)


def project_bare(X, y):
    return X @ np.linalg.lstsq(X, y)[0]


def project_in_place(X, y):
    X, y = matrix_and_vector(X, y)
    y -= project_lstsq(X, y)
    return project_lstsq(X, y)


def project_absolute(X, y):
    X, y = matrix_and_vector(X, y)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    U = U[:, s > 1e-10]
    return U @ (U.T @ y)


def project_column(X, y):
    return project_lstsq(X, y)[:, None]


def pca_covariance(X, k):
    X, centred = check_examples(X)
    values, vectors = np.linalg.eigh(centred.T @ centred / (len(X) - 1))
    components = vectors[:, ::-1][:, :k].T
    return components, centred @ components.T, values[::-1][:k] / values.sum()


def pca_uncentred(X, k):
    X = matrix(X)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[:k], U[:, :k] * s[:k], s[:k] ** 2 / np.sum(s**2)


def pca_centred_by_one_number(X, k):
    X = matrix(X)
    return pca_uncentred(X - X.mean(), k)


def pca_centred_by_rows(X, k):
    X = matrix(X)
    return pca_uncentred(X - X.mean(axis=1, keepdims=True), k)


def pca_standardised(X, k):
    X, centred = check_examples(X)
    return pca_uncentred(centred / centred.std(axis=0), k)


def pca_share_of_the_kept(X, k):
    components, scores, explained = pca_by_product(X, k)
    return components, scores, explained / explained.sum()


def pca_share_of_spreads(X, k):
    components, scores, _ = pca_by_product(X, k)
    s = np.linalg.svd(check_examples(X)[1], compute_uv=False)
    return components, scores, s[:k] / s.sum()


def pca_variances(X, k):
    X, centred = check_examples(X)
    components, scores, _ = pca_by_product(X, k)
    return components, scores, np.linalg.svd(centred, compute_uv=False)[:k] ** 2 / (len(X) - 1)


def pca_cumulative(X, k):
    components, scores, explained = pca_by_product(X, k)
    return components, scores, np.cumsum(explained)


def pca_columns(X, k):
    components, scores, explained = pca_by_product(X, k)
    return components.T, scores, explained


def pca_smallest_first(X, k):
    X, centred = check_examples(X)
    _, s, Vt = np.linalg.svd(centred, full_matrices=False)
    Vt, s = Vt[::-1], s[::-1]
    return Vt[:k], centred @ Vt[:k].T, s[:k] ** 2 / np.sum(s**2)


def pca_scores_of_uncentred(X, k):
    components, _, explained = pca_by_product(X, k)
    return components, matrix(X) @ components.T, explained


def pca_whitened(X, k):
    components, scores, explained = pca_by_product(X, k)
    return components, scores / np.linalg.norm(scores, axis=0), explained


def pca_signs_apart(X, k):
    components, scores, explained = pca_by_product(X, k)
    return components * np.where(components[:, :1] < 0, -1, 1).astype(components.dtype), scores, explained


def pca_transposed_v(X, k):
    X, centred = check_examples(X)
    _, s, Vt = np.linalg.svd(centred)
    return Vt[:, :k].T, centred @ Vt[:, :k], s[:k] ** 2 / np.sum(s**2)


def pca_in_place(X, k):
    X = matrix(X)
    X -= X.mean(axis=0)
    return pca_uncentred(X, k)


def pca_double(X, k):
    return pca_by_product(np.asarray(X, dtype=float), k)


def pca_pair(X, k):
    return pca_by_product(X, k)[:2]


def rebuilt_without_mean(X, k):
    components, scores, _ = pca_by_product(X, k)
    return scores @ components


def rebuilt_uncentred(X, k):
    X = matrix(X)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return (U[:, :k] * s[:k]) @ Vt[:k]


def rebuilt_of_all(X, k):
    return rebuilt_from_pca(X, min(np.shape(X)))


def rebuilt_one_short(X, k):
    return rebuilt_from_pca(X, k - 1)


def rebuilt_from_the_first_rows(X, k):
    X, centred = check_examples(X)
    V = np.linalg.qr(centred[:k].T)[0]
    return X.mean(axis=0) + centred @ V @ V.T


def rebuilt_from_uncentred_scores(X, k):
    X, centred = check_examples(X)
    V = np.linalg.svd(centred, full_matrices=False)[2][:k]
    return X.mean(axis=0) + X @ V.T @ V


def rebuilt_with_one_mean(X, k):
    X = matrix(X)
    return X.mean() + rebuilt_uncentred(X - X.mean(), k)


def rebuilt_mean_of_rows(X, k):
    X = matrix(X)
    mean = X.mean(axis=1, keepdims=True)
    return mean + rebuilt_uncentred(X - mean, k)


def rebuilt_in_place(X, k):
    X = matrix(X)
    mean = X.mean(axis=0)
    X -= mean
    return mean + rebuilt_uncentred(X, k)


def rebuilt_double(X, k):
    return rebuilt_from_pca(np.asarray(X, dtype=float), k)


def rebuilt_left_over(X, k):
    return matrix(X) - rebuilt_from_pca(X, k)


WRONG = {
    "orthonormal_basis": [
        (basis_plain_qr, {"orthonormal_basis_of_dependent_columns", "orthonormal_basis_respects_rtol"}),
        (basis_unpivoted_qr, {"orthonormal_basis_of_dependent_columns"}),
        (basis_square, {"orthonormal_basis_has_orthonormal_columns", "orthonormal_basis_spans_the_columns"}),
        (basis_normalised, {"orthonormal_basis_has_orthonormal_columns", "orthonormal_basis_worked_example"}),
        (basis_rows, {"orthonormal_basis_spans_the_columns", "orthonormal_basis_worked_example"}),
        (basis_as_rows, {"orthonormal_basis_has_orthonormal_columns", "orthonormal_basis_worked_example"}),
        (basis_absolute, {"orthonormal_basis_of_tiny_and_huge_columns"}),
        (basis_fixed_rtol, {"orthonormal_basis_respects_rtol"}),
        (basis_classical_gram_schmidt, {"orthonormal_basis_stays_orthonormal_when_ill_conditioned"}),
        (
            basis_of_the_square,
            {"orthonormal_basis_of_dependent_columns", "orthonormal_basis_stays_orthonormal_when_ill_conditioned"},
        ),
        (
            basis_from_cholesky,
            {"orthonormal_basis_of_dependent_columns", "orthonormal_basis_stays_orthonormal_when_ill_conditioned"},
        ),
        (basis_in_place, {"orthonormal_basis_leaves_its_inputs_alone"}),
        (basis_double, {"orthonormal_basis_keeps_the_precision"}),
        (basis_scaled, {"orthonormal_basis_has_orthonormal_columns"}),
    ],
    "projection_matrix": [
        (
            projector_normal_equations,
            {"projection_matrix_of_dependent_columns", "projection_matrix_stays_accurate_when_ill_conditioned"},
        ),
        (
            projector_inverse,
            {"projection_matrix_of_dependent_columns", "projection_matrix_stays_accurate_when_ill_conditioned"},
        ),
        (projector_pinv_of_the_square, {"projection_matrix_stays_accurate_when_ill_conditioned"}),
        (projector_plain_qr, {"projection_matrix_of_dependent_columns"}),
        (projector_gram, {"projection_matrix_projects_on_the_span", "projection_matrix_worked_example"}),
        (projector_small, {"projection_matrix_projects_on_the_span"}),
        (projector_complementary, {"projection_matrix_projects_on_the_span", "projection_matrix_worked_example"}),
        (projector_reflecting, {"projection_matrix_is_a_symmetric_projector", "projection_matrix_worked_example"}),
        (projector_on_rows, {"projection_matrix_projects_on_the_span", "projection_matrix_worked_example"}),
        (projector_penalised, {"projection_matrix_projects_on_the_span"}),
        (projector_absolute, {"projection_matrix_depends_on_the_span_alone"}),
        (projector_centred, {"projection_matrix_projects_on_the_span", "projection_matrix_worked_example"}),
    ],
    "project": [
        (project_by_matrix, {"project_of_many_rows"}),
        (project_full_svd, {"project_of_many_rows"}),
        (project_normal_equations, {"project_on_dependent_columns", "project_stays_accurate_when_ill_conditioned"}),
        (project_pinv_of_the_square, {"project_stays_accurate_when_ill_conditioned"}),
        (project_each_column, {"project_finds_the_closest_point", "project_leaves_an_orthogonal_residual"}),
        (project_unnormalised, {"project_finds_the_closest_point", "project_worked_example"}),
        (project_the_rest, {"project_finds_the_closest_point", "project_leaves_the_span_where_it_is"}),
        (project_coefficients, {"project_finds_the_closest_point", "project_worked_example"}),
        (project_with_intercept, {"project_finds_the_closest_point"}),
        (project_plain_qr, {"project_on_dependent_columns"}),
        (project_bare, {"project_rejects_shapes_that_do_not_fit"}),
        (project_in_place, {"project_leaves_its_inputs_alone"}),
        (project_absolute, {"project_of_tiny_and_huge_numbers"}),
        (project_column, {"project_finds_the_closest_point"}),
    ],
    "pca": [
        (pca_covariance, {"pca_keeps_small_components"}),
        (pca_uncentred, {"pca_does_not_depend_on_where_the_data_lie", "pca_worked_example"}),
        (pca_centred_by_one_number, {"pca_does_not_depend_on_where_the_data_lie"}),
        (pca_centred_by_rows, {"pca_does_not_depend_on_where_the_data_lie"}),
        (pca_standardised, {"pca_finds_the_directions_of_largest_variance"}),
        (pca_share_of_the_kept, {"pca_explains_shares_of_the_total_variance"}),
        (pca_share_of_spreads, {"pca_explains_shares_of_the_total_variance"}),
        (pca_variances, {"pca_explains_shares_of_the_total_variance"}),
        (pca_cumulative, {"pca_explains_shares_of_the_total_variance"}),
        (pca_columns, {"pca_components_are_orthonormal", "pca_worked_example"}),
        (pca_smallest_first, {"pca_finds_the_directions_of_largest_variance"}),
        (pca_scores_of_uncentred, {"pca_scores_are_coordinates_along_the_components", "pca_worked_example"}),
        (pca_whitened, {"pca_scores_are_coordinates_along_the_components"}),
        (pca_signs_apart, {"pca_scores_are_coordinates_along_the_components"}),
        (pca_transposed_v, {"pca_finds_the_directions_of_largest_variance"}),
        (pca_in_place, {"pca_leaves_its_inputs_alone"}),
        (pca_double, {"pca_keeps_the_precision"}),
        (pca_pair, {"*"}),
    ],
    "pca_reconstruct": [
        (rebuilt_without_mean, {"pca_reconstruct_keeps_k_components", "pca_reconstruct_gives_back_what_fits"}),
        (rebuilt_uncentred, {"pca_reconstruct_keeps_k_components", "pca_reconstruct_moves_with_the_data"}),
        (rebuilt_of_all, {"pca_reconstruct_keeps_k_components", "pca_reconstruct_worked_example"}),
        (rebuilt_one_short, {"pca_reconstruct_keeps_k_components", "pca_reconstruct_gives_back_what_fits"}),
        (rebuilt_from_the_first_rows, {"pca_reconstruct_keeps_k_components"}),
        (rebuilt_from_uncentred_scores, {"pca_reconstruct_keeps_k_components", "pca_reconstruct_gives_back_what_fits"}),
        (rebuilt_with_one_mean, {"pca_reconstruct_keeps_k_components"}),
        (rebuilt_mean_of_rows, {"pca_reconstruct_keeps_k_components"}),
        (rebuilt_in_place, {"pca_reconstruct_leaves_its_inputs_alone"}),
        (rebuilt_double, {"pca_reconstruct_keeps_the_precision"}),
        (rebuilt_left_over, {"pca_reconstruct_keeps_k_components", "pca_reconstruct_worked_example"}),
    ],
}
