"""How far a right answer may be from the reference: square systems, and ridge regression by its normal equations."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, Array, float_type, gamma
from grader.checks.tolerances_least_squares import ScaledFit, length, scaled_fit

SINGULAR_VALUE_ROUNDINGS = 100
"""Roundings that LAPACK's QR iteration for singular values may leave, whatever the size (`dbdsqr`, TOLMUL)."""


def ridge_bound(x: npt.ArrayLike, y: npt.ArrayLike, alpha: float) -> float:
    """Bound of the error of ridge weights (XᵀX + αI)⁻¹Xᵀy.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d).
    y : array_like
        Targets, shape (n,).
    alpha : float
        At least 0, in squared units of x.

    Returns
    -------
    float
        Bound of ‖ŵ − w‖₂, hence of each entry, in units of y per unit of x; inf when no digit is certain.

    Notes
    -----
    The normal equations are admitted here. Forming them is off by a relative γ_n, Cholesky by γ_{3d+1}, so ε = γ_{n+4d}
    in the matrix and in the right side, and with κ = (σ_max² + α)/(σ_min² + α)

        ‖ŵ − w‖ ≤ εκ/(1 − κε) · 2(‖w‖ + ‖y‖/√(σ_max² + α)).

    Least squares with the stacked [X; √α I], whose condition is √κ and whose residual is at most ‖y‖, satisfies the
    same bound by Theorem 20.1. The result is `SLACK` times the bound.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, Theorem 7.2 for the
    perturbation, Theorem 10.3 for Cholesky, section 20.4 for the normal equations.
    """
    fit, weights, penalty = _solve_ridge(x, y, alpha)
    top = fit.largest**2 + penalty
    bottom = (fit.smallest**2 if fit.full_rank else 0.0) + penalty
    lost = _ridge_backward(x, y) * top / bottom if bottom else np.inf
    if lost >= 0.5:
        return np.inf
    size = 2 * (length(weights) + fit.y_norm / np.sqrt(top))
    return float(SLACK * lost / (1 - lost) * size * fit.scale_y / fit.scale_x)


def ridge_gradient_bound(x: npt.ArrayLike, y: npt.ArrayLike, alpha: float) -> float:
    """Bound of what computed ridge weights may leave of Xᵀ(y − Xw) − αw, which is 0 at the minimum.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d).
    y : array_like
        Targets, shape (n,).
    alpha : float
        More than 0, in squared units of x.

    Returns
    -------
    float
        Bound of the 2-norm of that gradient, in units of x times units of y.

    Notes
    -----
    This is the backward error of a solve, which unlike the error of the weights hardly depends on conditioning:

        ε (s²‖w‖ + s‖y‖ √κ),   s² = σ_max² + α,   ε and κ as for `ridge_bound`.

    Without √κ it holds for Cholesky, LU, QR and the SVD; √κ, the condition of the stacked [X; √α I], admits its
    pseudo-inverse. An explicit inverse of XᵀX + αI leaves up to εκs‖y‖ and fails once √κ is large. The result is
    `SLACK` times the bound.

    References
    ----------
    Higham, op. cit., Theorems 10.3 and 20.3; for the inverse, section 14.1.
    """
    fit, weights, penalty = _solve_ridge(x, y, alpha)
    top = fit.largest**2 + penalty
    bottom = (fit.smallest**2 if fit.full_rank else 0.0) + penalty
    size = top * length(weights) + np.sqrt(top) * fit.y_norm * np.sqrt(top / bottom)
    with np.errstate(over="ignore"):
        return float(SLACK * _ridge_backward(x, y) * size * fit.scale_y * fit.scale_x)


def solve_bound(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """Bound of the error of the solution of a square system Ax = b.

    Parameters
    ----------
    a : array_like
        Nonsingular matrix, shape (n, n).
    b : array_like
        Right side, shape (n,).

    Returns
    -------
    float
        Bound of ‖x̂ − x‖₂, hence of each entry, in units of b per unit of a; inf when no digit is certain.

    Notes
    -----
    A backward stable solve (Cholesky; LU with pivoting, in practice; QR; symmetric eigenvectors; the SVD, which the 100
    is for) is off by a relative ε = γ_{n² + 100} in A and b, thus

        ‖x̂ − x‖ ≤ εκ/(1 − κε) · (‖x‖ + ‖b‖/‖A‖).

    The result is `SLACK` times that.

    References
    ----------
    Higham, op. cit., Theorem 7.2; backward errors: Theorems 9.4 (LU), 10.4 (Cholesky), 19.5 (QR);
    for the SVD, LAPACK Users' Guide, 3rd ed., section 4.9.
    """
    fit = scaled_fit(a, b)
    lost = fit.condition * solve_backward(a, b) if fit.full_rank else np.inf
    if lost >= 0.5:
        return np.inf
    size = length(fit.weights) + fit.y_norm / fit.largest
    return float(SLACK * lost / (1 - lost) * size * fit.scale_y / fit.scale_x)


def solve_backward(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """Relative backward error ε = γ_{n² + 100} of a stable solution of a square system."""
    return gamma(np.size(a) + SINGULAR_VALUE_ROUNDINGS, float_type(a, b))


def _solve_ridge(x: npt.ArrayLike, y: npt.ArrayLike, alpha: float) -> tuple[ScaledFit, Array, float]:
    """The plain fit, the ridge weights and the penalty, all in the fit's scale."""
    fit = scaled_fit(x, y)
    penalty = float(alpha) / fit.scale_x / fit.scale_x
    left, singular, right = fit.decomposition
    shrunk = np.divide(singular, singular**2 + penalty, out=np.zeros_like(singular), where=singular > 0)
    return fit, right.T @ (shrunk * (left.T @ fit.target)), penalty


def _ridge_backward(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    rows, columns = np.shape(x)
    return gamma(rows + 4 * columns, float_type(x, y))
