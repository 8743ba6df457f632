"""How far a right answer may be from the reference: what a solve leaves, conjugate gradients, condition numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, float_type, gamma, power_of_two
from grader.checks.tolerances_least_squares import RANK_CUT, ScaledFit, length, scaled_fit
from grader.checks.tolerances_solves import solve_backward


def solve_residual_bound(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """Bound of what a stable solve may leave of b − Ax.

    Parameters
    ----------
    a : array_like
        Nonsingular matrix, shape (n, n).
    b : array_like
        Right side, shape (n,).

    Returns
    -------
    float
        Bound of ‖b − Ax̂‖₂, in units of b.

    Notes
    -----
    x̂ solves a system whose data are off by a relative ε = γ_{n² + 100}, so that, whatever the condition κ,

        ‖b − Ax̂‖ ≤ ε (‖A‖‖x‖ + ‖b‖).

    This holds for Cholesky, LU with pivoting (in practice), QR, symmetric eigenvectors, and for the SVD, which the 100
    is for. The product with a computed inverse or pseudo-inverse leaves up to εκ‖b‖ and fails once κ is large. The
    result is `SLACK` times the bound.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, Theorems 9.4, 10.4 and 19.5; for
    the inverse, section 14.1; for the SVD, LAPACK Users' Guide, 3rd ed., section 4.9.
    """
    fit = scaled_fit(a, b)
    return float(SLACK * solve_backward(a, b) * _size(fit) * fit.scale_y)


def iteration_residual_bound(a: npt.ArrayLike, b: npt.ArrayLike, tol: float, steps: int) -> float:
    """Bound of what conjugate gradients may leave of b − Ax once they find their residual to be small enough.

    Parameters
    ----------
    a : array_like
        Symmetric positive definite matrix, shape (n, n).
    b : array_like
        Right side, shape (n,).
    tol : float
        The residual counts as small when its norm is at most tol‖b‖ [-].
    steps : int
        Number of steps taken.

    Returns
    -------
    float
        Bound of ‖b − Ax̂‖₂, in units of b.

    Notes
    -----
    The residual that the recurrence carries along differs from b − Ax̂ by the rounding of m steps, so

        ‖b − Ax̂‖ ≤ tol‖b‖ + γ_{m(n + 4)} (‖A‖‖x‖ + ‖b‖),

    since the iterates grow monotonically in norm towards x. The result has `SLACK` times the second term.

    References
    ----------
    A. Greenbaum, SIAM J. Matrix Anal. Appl. 18 (1997) 535-551, Theorem 2.2; T. Steihaug, SIAM J. Numer. Anal. 20 (1983)
    626-637, Theorem 2.1, for the norms.
    """
    fit = scaled_fit(a, b)
    rounding = SLACK * gamma(max(1, steps) * (np.shape(a)[0] + 4), float_type(a, b)) * _size(fit)
    return float((tol * fit.y_norm + rounding) * fit.scale_y)


def iterate_bound(a: npt.ArrayLike, b: npt.ArrayLike, steps: int) -> float:
    """Bound of the error of the iterate that conjugate gradients reach in their first few steps from 0.

    Parameters
    ----------
    a : array_like
        Symmetric positive definite matrix of small condition, shape (n, n).
    b : array_like
        Right side, shape (n,).
    steps : int
        Number of steps m, few enough that the directions are still conjugate.

    Returns
    -------
    float
        Bound of ‖x̂_m − x_m‖₂, hence of each entry, in units of b per unit of a.

    Notes
    -----
    Each step is one of Lanczos' with a local error of γ_{n+4}‖A‖. Of m such errors each turns the space of the
    combinations, by at most κ times its size, and the projected system, whose condition is at most κ, magnifies it once
    more: γ_{m(n+4)} κ² ‖x‖. The result is `SLACK` times that.

    References
    ----------
    C. C. Paige, J. Inst. Maths Applics 18 (1976) 341-349, for the local errors; Higham, op. cit., Theorem 7.2.
    """
    fit = scaled_fit(a, b)
    lost = gamma(max(1, steps) * (np.shape(a)[0] + 4), float_type(a, b)) * fit.condition**2
    return float(SLACK * lost * length(fit.weights) * fit.scale_y / fit.scale_x)


def condition_bound(a: npt.ArrayLike) -> float:
    """Bound of the relative error of the condition number κ = σ_max/σ_min.

    Parameters
    ----------
    a : array_like
        Nonsingular matrix, shape (n, n).

    Returns
    -------
    float
        Bound of |κ̂ − κ|/κ [-]; inf when κε ≥ 1/2 and no digit is certain.

    Notes
    -----
    Computed singular values are each off by at most εσ_max, ε = γ_{n² + 100}: the largest by a relative ε, the smallest
    by κε, together ε(κ + 1)/(1 − κε). ‖A‖‖A⁻¹‖ with a computed inverse is as good. Eigenvalues of AᵀA are off by
    εσ_max² and do not fit below this bound when κ is large. The result is `SLACK` times the bound.

    References
    ----------
    Higham, op. cit., section 6.2 (Weyl's and Mirsky's theorems) and section 14.1; for ε, LAPACK Users' Guide, 3rd ed.,
    section 4.9.
    """
    matrix = np.asarray(a, dtype=np.float64)
    singular = np.linalg.svd(matrix / power_of_two(matrix), compute_uv=False)
    epsilon = solve_backward(a, a)
    lost = epsilon * singular[0] / singular[-1] if singular[-1] > RANK_CUT * singular[0] else np.inf
    return float(SLACK * (lost + epsilon) / (1 - lost)) if lost < 0.5 else np.inf


def _size(fit: ScaledFit) -> float:
    """‖A‖‖x‖ + ‖b‖, in the fit's scale."""
    return fit.largest * length(fit.weights) + fit.y_norm
