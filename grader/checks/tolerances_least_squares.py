"""How far a right answer may be from the reference: least squares, residuals and projections.

Here the data decide: an ill-conditioned matrix moves every right answer. The bounds therefore carry condition
numbers, taken from singular values. Singular values below `RANK_CUT` of the largest count as zero; checks keep well
away from that cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, Array, float_type, gamma, power_of_two

RANK_CUT = 1e-12
"""Above the rounding of an SVD, below whatever singular value a check means to be one."""


@dataclass(frozen=True, slots=True)
class ScaledFit:
    """The minimum-norm least-squares problem of X and y, both scaled to size 1."""

    largest: float
    smallest: float
    """Smallest singular value that is not zero; 0 when all are."""
    decomposition: tuple[Array, Array, Array]
    """U, the singular values and Vᵀ."""
    target: Array
    weights: Array
    residual: Array
    y_norm: float
    scale_x: float
    scale_y: float
    backward: float
    """Relative backward error ε of a stable solution, γ_{nd}."""
    full_rank: bool

    @property
    def condition(self) -> float:
        """σ_max/σ_min over the singular values that are not zero."""
        return self.largest / self.smallest if self.smallest else 1.0


def least_squares_bound(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """Bound of the error of minimum-norm least-squares weights.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), of any rank.
    y : array_like
        Targets, shape (n,).

    Returns
    -------
    float
        Bound of ‖ŵ − w‖₂, hence of each entry, in units of y per unit of x; inf when κε ≥ 1/2 and no digit is certain.

    Notes
    -----
    Householder QR and the SVD solve a problem whose data are off by a relative ε = γ_{nd}, which moves the solution
    by at most

        εκ/(1 − κε) · (3‖w‖ + (κ + 1)‖r‖/‖X‖),   κ = σ_max/σ_min over the singular values that are not zero.

    The theorem has 2‖w‖; the third is for the null space, when X is rank-deficient. Multiplying by a pseudo-inverse
    has an error of the same order. The normal equations have κ² before ‖w‖ and do not fit below this bound when κ is
    large. The result is `SLACK` times the bound.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, Theorem 20.1 (Wedin) and, for ε,
    Theorem 20.3; rank-deficient X: P.-A. Wedin, BIT 13 (1973) 217-232.
    """
    fit = scaled_fit(x, y)
    lost = fit.condition * fit.backward
    if lost >= 0.5:
        return np.inf
    if not fit.largest:
        return 0.0
    size = 3 * length(fit.weights) + (fit.condition + 1) * length(fit.residual) / fit.largest
    return float(SLACK * lost / (1 - lost) * size * fit.scale_y / fit.scale_x)


def residual_bound(x: npt.ArrayLike, y: npt.ArrayLike, *, condition: float | None = None) -> float:
    """Bound of the error of the least-squares residual y − Xw, and of the projection Xw of y.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), of any rank.
    y : array_like
        Targets, shape (n,).
    condition : float, optional
        κ where it is known [-]: hundreds of thousands of rows need not be decomposed for it.

    Returns
    -------
    float
        Bound of ‖r̂ − r‖₂, hence of each entry, in units of y.

    Notes
    -----
    ε(1 + 2κ)‖y‖ with ε and κ as for `least_squares_bound`. The result is `SLACK` times that.

    References
    ----------
    Higham, op. cit., Theorem 20.1, equation (20.2).
    """
    if condition is not None:
        scale = power_of_two(y)
        size = length(np.asarray(y, dtype=np.float64) / scale) * scale
        return float(SLACK * gamma(np.size(x), float_type(x, y)) * (1 + 2 * condition) * size)
    fit = scaled_fit(x, y)
    return float(SLACK * fit.backward * (1 + 2 * fit.condition) * fit.y_norm * fit.scale_y)


def orthogonality_bound(x: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """Bound, column by column, of how far the computed residual is from being orthogonal to X.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), of any rank.
    y : array_like
        Targets, shape (n,).

    Returns
    -------
    ndarray of float64
        Bound of |X[:, j]ᵀ r̂|, shape (d,), in units of x times units of y.

    Notes
    -----
    Xᵀr = 0, so |x_jᵀ r̂| = |x_jᵀ(r̂ − r)| ≤ ‖x_j‖ ‖r̂ − r‖, the latter by `residual_bound`. What rounding adds to the
    inner product itself is for whoever computes it.

    References
    ----------
    Higham, op. cit., Theorem 20.1 and section 3.1, equation (3.5).
    """
    matrix = np.asarray(x, dtype=np.float64)
    scale = power_of_two(matrix)
    columns = np.linalg.norm(matrix / scale, axis=0)
    return np.asarray(columns * residual_bound(x, y) * scale)


def projector_bound(x: npt.ArrayLike) -> float:
    """Bound of the error of the orthogonal projector on span(X).

    Parameters
    ----------
    x : array_like
        Columns that span the space, shape (n, d), of any rank.

    Returns
    -------
    float
        Bound of ‖P̂ − P‖₂, hence of each entry [-].

    Notes
    -----
    A relative change ε of X turns its span by at most κε, and the projector by twice that at most; forming QQᵀ adds
    γ_d. With ε = γ_{nd} that is ε(1 + 2κ). The result is `SLACK` times that.

    References
    ----------
    Higham, op. cit., section 20.1; G. W. Stewart, On the perturbation of pseudo-inverses, projections
    and linear least squares problems, SIAM Review 19 (1977) 634-662.
    """
    fit = scaled_fit(x, np.zeros(np.shape(x)[0], dtype=float_type(x)))
    return float(SLACK * fit.backward * (1 + 2 * fit.condition))


def scaled_fit(x: npt.ArrayLike, y: npt.ArrayLike) -> ScaledFit:
    """Fit y by X, by the SVD, after both were divided by powers of two."""
    matrix, target = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    scale_x, scale_y = power_of_two(matrix), power_of_two(target)
    matrix, target = matrix / scale_x, target / scale_y
    left, singular, right = np.linalg.svd(matrix, full_matrices=False)
    rank = int(np.count_nonzero(singular > RANK_CUT * singular[0]))
    weights = right[:rank].T @ ((left[:, :rank].T @ target) / singular[:rank])
    return ScaledFit(
        largest=float(singular[0]),
        smallest=float(singular[rank - 1]) if rank else 0.0,
        decomposition=(left, singular, right),
        target=target,
        weights=weights,
        residual=target - matrix @ weights,
        y_norm=length(target),
        scale_x=scale_x,
        scale_y=scale_y,
        backward=gamma(matrix.size, float_type(x, y)),
        full_rank=rank == matrix.shape[1],
    )


def length(vector: Array) -> float:
    """2-norm of a vector."""
    return float(np.linalg.norm(vector))
