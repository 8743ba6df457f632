"""The worked example of the notebook: small enough to check by hand."""

import numpy as np
import pytest

from grader.checks import assert_close, assert_parts, assert_shape

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
PROJECTOR = np.array([[5.0, 2.0, -1.0], [2.0, 2.0, 2.0], [-1.0, 2.0, 5.0]]) / 6
EXACT = 1e-12
"""Far above the rounding of numbers this small, far below any mistake."""


@pytest.mark.exercise("orthonormal_basis")
@pytest.mark.points(0.5, hint="Two orthonormal columns, in the plane of (1, 1, 1) and (−1, 0, 1).")
def test_orthonormal_basis_worked_example(student):
    Q = assert_shape(student.orthonormal_basis(X), (3, 2)).astype(np.float64)
    assert_close(Q.T @ Q, np.eye(2), bound=EXACT, stating="orthonormal columns", part="product QᵀQ")
    assert_close(Q @ Q.T, PROJECTOR, bound=EXACT, stating="columns in the span of X", part="product QQᵀ")


@pytest.mark.exercise("projection_matrix")
@pytest.mark.points(0.5, hint="P = (5 2 −1; 2 2 2; −1 2 5) / 6: add up the products of each basis vector with itself.")
def test_projection_matrix_worked_example(student):
    P = student.projection_matrix(X)
    assert_close(P, PROJECTOR, bound=EXACT, stating="P = (5 2 −1; 2 2 2; −1 2 5) / 6")


@pytest.mark.exercise("project")
@pytest.mark.points(0.5, hint="P y = (5, 14, 23) / 6 for y = (1, 2, 4).")
def test_project_worked_example(student):
    point = student.project(X, np.array([1.0, 2.0, 4.0]))
    assert_close(point, [5 / 6, 14 / 6, 23 / 6], bound=EXACT, stating="(5, 14, 23) / 6")


@pytest.mark.exercise("pca")
@pytest.mark.points(0.5, hint="The centred points (−2, −2), (0, 0), (2, 2) lie on the line along (1, 1)/√2.")
def test_pca_worked_example(student):
    components, scores, explained = assert_parts(student.pca(X, 1), ("components", "scores", "explained"))
    component = assert_shape(components, (1, 2), "components").astype(np.float64)
    sign = -1.0 if component[0, 0] < 0 else 1.0
    assert_close(sign * component, np.full((1, 2), np.sqrt(0.5)), bound=EXACT, stating="±(1, 1)/√2", part="components")
    along = sign * assert_shape(scores, (3, 1), "scores").astype(np.float64)
    assert_close(
        along, np.sqrt([[8.0], [0.0], [8.0]]) * [[-1], [0], [1]], bound=EXACT, stating="∓√8, 0, ±√8", part="scores"
    )
    assert_close(explained, [1.0], bound=EXACT, stating="1, all of the variance", part="explained share")


@pytest.mark.exercise("pca_reconstruct")
@pytest.mark.points(0.5, hint="The mean (2, 1), and along the x-axis, where the points spread most: y becomes 1.")
def test_pca_reconstruct_worked_example(student):
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 2.0], [4.0, 2.0]])
    flat = np.array([[0.0, 1.0], [4.0, 1.0], [0.0, 1.0], [4.0, 1.0]])
    assert_close(
        student.pca_reconstruct(corners, 1), flat, bound=EXACT, stating="(0, 1), (4, 1), (0, 1), (4, 1), by rows"
    )
