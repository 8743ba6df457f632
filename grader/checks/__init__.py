"""What authors of checks use: assertions, tolerances that follow from error analysis, and `arguments` for many calls
at once.
"""

from grader.checks.assertions import (
    assert_agrees,
    assert_close,
    assert_dtype,
    assert_equal,
    assert_false,
    assert_finite,
    assert_pair,
    assert_parts,
    assert_shape,
    assert_true,
    assert_vanishes,
)
from grader.checks.assertions_calls import assert_each_raises, assert_quick, assert_raises, assert_unmodified
from grader.checks.assertions_geometry import (
    assert_between,
    assert_in_hull,
    assert_orthogonal,
    assert_simplex,
    hull_bound,
)
from grader.checks.cases import (
    answers,
    assert_answer,
    assert_same_answers,
    conditioned_matrix,
    definite_matrix,
    dependent_matrix,
    different_sizes,
    eighths,
    examples_with_spreads,
    repeating_matrix,
)
from grader.checks.student import arguments
from grader.checks.tolerances import gamma, product_bound, sum_bound
from grader.checks.tolerances_iterations import (
    condition_bound,
    iterate_bound,
    iteration_residual_bound,
    solve_residual_bound,
)
from grader.checks.tolerances_kernels import kernel_predict_bound, kernel_ridge_bound, rbf_bound
from grader.checks.tolerances_least_squares import (
    least_squares_bound,
    orthogonality_bound,
    projector_bound,
    residual_bound,
)
from grader.checks.tolerances_mixtures import ensemble_bound, responsibilities_bound
from grader.checks.tolerances_projections import (
    orthonormality_bound,
    pca_components_bound,
    pca_explained_bound,
    pca_reconstruction_bound,
    pca_scores_bound,
)
from grader.checks.tolerances_softmax import (
    attention_bound,
    attention_scores_bound,
    attention_weights_bound,
    logsumexp_bound,
    simplex_bound,
    softmax_bound,
)
from grader.checks.tolerances_solves import ridge_bound, ridge_gradient_bound, solve_bound

__all__ = [
    "answers",
    "arguments",
    "assert_agrees",
    "assert_answer",
    "assert_between",
    "assert_close",
    "assert_dtype",
    "assert_each_raises",
    "assert_equal",
    "assert_false",
    "assert_finite",
    "assert_in_hull",
    "assert_orthogonal",
    "assert_pair",
    "assert_parts",
    "assert_quick",
    "assert_raises",
    "assert_same_answers",
    "assert_shape",
    "assert_simplex",
    "assert_true",
    "assert_unmodified",
    "assert_vanishes",
    "attention_bound",
    "attention_scores_bound",
    "attention_weights_bound",
    "condition_bound",
    "conditioned_matrix",
    "definite_matrix",
    "dependent_matrix",
    "different_sizes",
    "eighths",
    "ensemble_bound",
    "examples_with_spreads",
    "gamma",
    "hull_bound",
    "iterate_bound",
    "iteration_residual_bound",
    "kernel_predict_bound",
    "kernel_ridge_bound",
    "least_squares_bound",
    "logsumexp_bound",
    "orthogonality_bound",
    "orthonormality_bound",
    "pca_components_bound",
    "pca_explained_bound",
    "pca_reconstruction_bound",
    "pca_scores_bound",
    "product_bound",
    "projector_bound",
    "rbf_bound",
    "repeating_matrix",
    "residual_bound",
    "responsibilities_bound",
    "ridge_bound",
    "ridge_gradient_bound",
    "simplex_bound",
    "softmax_bound",
    "solve_bound",
    "solve_residual_bound",
    "sum_bound",
]
