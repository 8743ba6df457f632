"""Bounds of orthonormal bases and principal components, from both sides, and what they tell apart."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import (
    assert_close,
    conditioned_matrix,
    dependent_matrix,
    examples_with_spreads,
    orthonormality_bound,
    pca_components_bound,
    pca_explained_bound,
    pca_reconstruction_bound,
    pca_scores_bound,
    projector_bound,
    residual_bound,
)
from grader.errors import CheckFailed

SHAPES = ((9, 3, (4, 2, 1)), (4, 4, (3, 1.5, 0.5)), (4, 6, (5, 2, 1)), (7, 4, (2, 1)), (8, 3, (1, 3e-7, 1e-7)))


def by_svd(x):
    u, s, _ = np.linalg.svd(x, full_matrices=False)
    return u[:, s > 1e-11 * s[0]]


def by_reflections(x):
    return np.linalg.qr(x)[0]


def by_modified_gram_schmidt(x):
    left, columns = x.copy(), []
    for j in range(x.shape[1]):
        q = left[:, j] / np.linalg.norm(left[:, j])
        left = left - np.outer(q, q @ left)
        columns.append(q)
    return np.stack(columns, axis=1)


def by_classical_gram_schmidt(x):
    columns = []
    for column in x.T:
        left = column - sum((q * (q @ column) for q in columns), np.zeros_like(column))
        columns.append(left / np.linalg.norm(left))
    return np.stack(columns, axis=1)


def by_cholesky(x):
    return np.linalg.solve(np.linalg.cholesky(x.T @ x), x.T).T


def almost_parallel(rng, dtype="f8", thickness=1e-6):
    common, *apart = np.linalg.qr(rng.normal(size=(7, 5)))[0].T
    return np.column_stack([common + thickness * each for each in apart]).astype(dtype)


def unit_error(q):
    return np.abs(q.T.astype("f8") @ q - np.eye(q.shape[1])).max()


@pytest.mark.parametrize("style", [by_svd, by_reflections, by_modified_gram_schmidt])
@pytest.mark.parametrize(("condition", "dtype"), [(3, "f8"), (1e3, "f8"), (1e7, "f8"), (3, "f4"), (100, "f4")])
def test_stable_bases_are_orthonormal_and_span(rng, style, condition, dtype):
    for n, d in ((9, 3), (6, 5), (5, 1), (30, 8)):
        for _ in range(10):
            x = conditioned_matrix(rng, n, d, condition).astype(dtype)
            q, u = style(x), by_svd(x)
            assert_close(q.T @ q, np.eye(d, dtype=dtype), bound=orthonormality_bound(x))
            assert_close(q @ q.T, u @ u.T, bound=projector_bound(x))


def test_a_basis_of_few_of_the_columns_is_within_the_bounds(rng):
    for n, d, rank in ((6, 4, 2), (3, 5, 3), (7, 7, 4)):
        for _ in range(20):
            x = dependent_matrix(rng, n, d, rank)
            q, u = by_modified_gram_schmidt(x[:, :rank]), by_svd(x)
            assert_close(q.T @ q, np.eye(rank), bound=orthonormality_bound(x))
            assert_close(q @ q.T, u @ u.T, bound=projector_bound(x))


@pytest.mark.parametrize("style", [by_classical_gram_schmidt, by_cholesky])
def test_squared_condition_numbers_are_no_basis(rng, style):
    for _ in range(30):
        assert unit_error(style(almost_parallel(rng))) > 10 * orthonormality_bound(almost_parallel(rng))
        x = conditioned_matrix(rng, 9, 3, 3)
        assert unit_error(style(x)) <= orthonormality_bound(x)


def test_bases_off_by_ten_times_the_bound_fail_at_any_scale(rng):
    for scale in (1e-150, 1e-8, 1.0, 1e150):
        x = scale * conditioned_matrix(rng, 9, 3, 3)
        q, bound = by_svd(x), orthonormality_bound(x)
        assert 0 < bound < 1e-12
        with pytest.raises(CheckFailed):
            assert_close((q.T @ q) * (1 + 10 * bound), np.eye(3), bound=bound)


def of_products(x, k):
    centred = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    return vt[:k], centred @ vt[:k].T, (s[:k] ** 2 / np.sum(s**2)).astype(x.dtype)


def of_left_vectors(x, k):
    centred = np.asfortranarray(x - x.mean(axis=0))
    v, s, ut = np.linalg.svd(centred.T, full_matrices=False)
    return v.T[:k], ut[:k].T * s[:k], (s / np.linalg.norm(s))[:k] ** 2


def of_a_triangle(x, k):
    centred = x - np.add.reduce(x) / x.dtype.type(len(x))
    vt = np.linalg.svd(np.linalg.qr(centred, mode="r"))[2][:k]
    scores = np.einsum("ij,kj->ik", centred, vt)
    return vt, scores, (scores**2).sum(axis=0) / (centred**2).sum()


def of_the_covariance(x, k):
    centred = x - x.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    return vectors[:, ::-1][:, :k].T, centred @ vectors[:, ::-1][:, :k], values[::-1][:k] / values.sum()


def excesses(x, k, answer):
    """Largest error of components, scores, shares and reconstruction, each as a multiple of its bound."""
    exact = x.astype(np.longdouble)
    centred = (exact - exact.mean(axis=0)).astype("f8")
    u, s, vt = np.linalg.svd(centred, full_matrices=False)
    components, scores, explained = (part.astype("f8") for part in answer)
    signs = np.sign(np.sum(components * vt[:k], axis=1))[:, None]
    rebuilt = x.mean(axis=0, dtype="f8") + scores @ components
    best = exact.mean(axis=0).astype("f8") + (u[:, :k] * s[:k]) @ vt[:k]
    return (
        np.max(np.abs(signs * components - vt[:k]) / pca_components_bound(x, k)[:, None]),
        np.max(np.abs(scores - centred @ components.T)) / pca_scores_bound(x),
        np.max(np.abs(explained - (s / np.linalg.norm(s))[:k] ** 2) / pca_explained_bound(x, k)),
        np.max(np.abs(rebuilt - best)) / pca_reconstruction_bound(x, k),
    )


@pytest.mark.parametrize("style", [of_products, of_left_vectors, of_a_triangle])
@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("shift", [0, 1000])
def test_principal_components_by_singular_values_pass(rng, style, dtype, shift):
    for n, d, spreads in SHAPES[: 5 if dtype == "f8" else 4]:
        for k in range(1, len(spreads) + 1):
            for _ in range(5):
                x = (examples_with_spreads(rng, n, d, spreads) + shift).astype(dtype)
                assert max(excesses(x, k, style(x, k))) <= 1


def test_the_covariance_passes_where_spreads_are_alike_and_fails_where_one_is_small(rng):
    turned = []
    for _ in range(30):
        x = examples_with_spreads(rng, 9, 3, (4, 2, 1))
        assert max(excesses(x, 3, of_the_covariance(x, 3))) <= 1
        x = examples_with_spreads(rng, 8, 3, (1, 0.5, 1e-7))
        assert excesses(x, 3, of_the_covariance(x, 3))[2] > 10
        x = examples_with_spreads(rng, 8, 3, (1, 3e-7, 1e-7))
        turned.append(excesses(x, 3, of_the_covariance(x, 3))[0])
    assert np.median(turned) > 10


@pytest.mark.parametrize("scale", [1e-100, 1.0, 1e100])
def test_components_off_by_ten_times_the_bound_fail_at_any_scale(rng, scale):
    x = scale * examples_with_spreads(rng, 9, 3, (4, 2, 1))
    right = of_products(x, 2)
    sizes = (pca_components_bound(x, 2)[:, None], pca_scores_bound(x), pca_explained_bound(x, 2))
    assert all(np.max(size) < 1e-11 * unit for size, unit in zip(sizes, (1, scale, 1), strict=True))
    for place, (part, size) in enumerate(zip(right, sizes, strict=True)):
        wrong = list(right)
        wrong[place] = part + 10 * size
        assert max(excesses(x, 2, wrong)) > 1
    rebuilt, bound = x.mean(axis=0) + right[1] @ right[0], pca_reconstruction_bound(x, 2)
    with pytest.raises(CheckFailed):
        assert_close(rebuilt + 10 * bound, rebuilt, bound=bound)


def test_where_components_are_not_determined_there_is_no_bound(rng):
    x = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    assert np.isinf(pca_components_bound(x, 2)).all()
    assert pca_reconstruction_bound(x, 1) == np.inf
    assert pca_reconstruction_bound(x, 2) < 1e-13
    line = examples_with_spreads(rng, 5, 3, (2,))
    assert pca_components_bound(line, 1) < 1e-12


def test_a_known_condition_stands_in_for_a_decomposition(rng):
    x, y = conditioned_matrix(rng, 9, 3, 7), 1e200 * rng.normal(size=9)
    assert residual_bound(x, y, condition=7) == pytest.approx(residual_bound(x, y), rel=1e-9)
    assert residual_bound(x, 0 * y, condition=7) == 0
