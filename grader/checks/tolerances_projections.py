"""How far a right answer may be from the reference: orthonormal bases and principal components.

A singular vector is only as certain as its singular value is far from all others, so these bounds carry gaps. Checks
draw data whose gaps are wide, and look at single components only where there are some.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, Array, float_type, gamma, power_of_two
from grader.checks.tolerances_least_squares import scaled_fit


def orthonormality_bound(x: npt.ArrayLike) -> float:
    """Bound of how far the computed orthonormal columns that span span(X) are from being orthonormal.

    Parameters
    ----------
    x : array_like
        Columns that span the space, shape (n, d), of any rank.

    Returns
    -------
    float
        Bound of ‖I − Q̂ᵀQ̂‖₂, hence of each entry [-].

    Notes
    -----
    Householder QR and the SVD leave √d·γ_{nd}, whatever X is. Modified Gram-Schmidt, which is admitted, leaves up to
    κε with κ = σ_max/σ_min over the singular values that are not zero and ε = γ_{nd}; the classical process, and
    dividing by the Cholesky factor of XᵀX, leave κ²ε and do not fit once κ is large. The bound is ε(√d + κ), and the
    result `SLACK` times that.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, Theorems 19.4 and 19.13;
    A. Björck, BIT 7 (1967) 1-21.
    """
    fit = scaled_fit(x, np.zeros(np.shape(x)[0], dtype=float_type(x)))
    return float(SLACK * fit.backward * (np.sqrt(np.shape(x)[1]) + fit.condition))


def pca_components_bound(x: npt.ArrayLike, k: int) -> Array:
    """Bound, component by component, of the error of the first k principal components of the rows of X.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), not centred.
    k : int
        Number of components.

    Returns
    -------
    ndarray of float64
        Bound of ‖v̂_j − v_j‖₂ once the sign is agreed upon, hence of each entry; shape (k,) [-]. inf where σ_j equals
        another singular value and the component is not determined.

    Notes
    -----
    The centred data are known to within η (see `pca_scores_bound`), which turns a right singular vector by at most
    η/gap_j, where gap_j is the distance of σ_j from all other singular values and from 0. A vector turned by θ moves
    by at most √2 sin θ. The eigenvectors of the covariance move by ησ_1/(σ_j² − σ_l²) and do not fit below this bound
    where σ_j and another σ_l are small. The result is `SLACK`·2η/gap_j.

    References
    ----------
    P.-A. Wedin, BIT 12 (1972) 99-111; G. W. Stewart and J. Sun, Matrix Perturbation Theory, Academic Press 1990,
    Theorem V.4.1.
    """
    data = _centred(x)
    distances = np.abs(data.singular[:, None] - data.singular)
    np.fill_diagonal(distances, data.singular)
    with np.errstate(divide="ignore"):
        return np.asarray(SLACK * 2 * data.uncertainty / distances.min(axis=1)[:k])


def pca_scores_bound(x: npt.ArrayLike) -> float:
    """Bound of how far computed scores may be from the centred data times the computed components.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), not centred.

    Returns
    -------
    float
        Bound of each entry, in units of x.

    Notes
    -----
    A mean of n numbers is off by at most γ_n max|X|, and subtracting it rounds once more; the SVD of what is left is
    that of a matrix off by a relative ε = γ_{nd}. Together the centred data are known to within

        η = εσ_1 + √(nd) γ_{n+1} max|X|

    in the 2-norm. Scores computed as Uσ and as a product with the components each differ from the exact product by η
    at most, hence 2η. The result is `SLACK` times that.

    References
    ----------
    Higham, op. cit., sections 4.2 and 3.5; SVD: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., 2013,
    section 8.6.
    """
    data = _centred(x)
    return float(SLACK * 2 * data.uncertainty * data.scale)


def pca_explained_bound(x: npt.ArrayLike, k: int) -> Array:
    """Bound, component by component, of the error of the share of the variance that it explains.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), not centred and not constant.
    k : int
        Number of components.

    Returns
    -------
    ndarray of float64
        Shape (k,) [-].

    Notes
    -----
    By Weyl, each of the r singular values is off by η at most (see `pca_scores_bound`). With S = Σσ² the share
    σ_j²/S is then off by

        (2ησ_j + η²)/S + σ_j²/S · 2η √r/√S,

    since Σσ ≤ √r √S, and by γ_{r+3} of itself for squares, sum and quotient. The result is `SLACK` times the sum.

    References
    ----------
    Golub and Van Loan, op. cit., Corollary 8.6.2.
    """
    data = _centred(x)
    total, rank = float(np.sum(data.singular**2)), len(data.singular)
    own, moved = data.singular[:k], data.uncertainty
    share = own**2 / total
    bound = (2 * moved * own + moved**2) / total + share * 2 * moved * np.sqrt(rank / total)
    return np.asarray(SLACK * (bound + gamma(rank + 3, float_type(x)) * share))


def pca_reconstruction_bound(x: npt.ArrayLike, k: int) -> float:
    """Bound of the error of the rank-k reconstruction of the rows of X, mean included.

    Parameters
    ----------
    x : array_like
        Examples, shape (n, d), not centred.
    k : int
        Number of components.

    Returns
    -------
    float
        Bound of each entry, in units of x; inf where σ_k = σ_{k+1} and the reconstruction is not determined.

    Notes
    -----
    Data that are off by η (see `pca_scores_bound`) move their truncated SVD by at most η(1 + 2σ_k/(σ_k − σ_{k+1}));
    multiplying it out and adding the mean is within η again. The result is `SLACK`·η(2 + 2σ_k/(σ_k − σ_{k+1})), without
    the quotient when nothing is left out.

    References
    ----------
    Stewart and Sun, op. cit., Theorem V.4.1; T. Vu, E. Chunikhina and R. Raich, Perturbation expansions and error
    bounds for the truncated singular value decomposition, Linear Algebra Appl. 627 (2021) 94-139.
    """
    data = _centred(x)
    spread = 0.0
    if k < len(data.singular):
        with np.errstate(divide="ignore"):
            spread = float(2 * data.singular[k - 1] / (data.singular[k - 1] - data.singular[k]))
    return float(SLACK * data.uncertainty * (2 + spread) * data.scale)


@dataclass(frozen=True, slots=True)
class _Centred:
    """Singular values of the centred data, and how well the data are known; both in units of `scale`."""

    singular: Array
    uncertainty: float
    scale: float


def _centred(x: npt.ArrayLike) -> _Centred:
    matrix = np.asarray(x, dtype=np.float64)
    scale = power_of_two(matrix)
    matrix = matrix / scale
    singular = np.linalg.svd(matrix - matrix.mean(axis=0), compute_uv=False)
    dtype, count = float_type(x), len(matrix)
    of_means = np.sqrt(matrix.size) * gamma(count + 1, dtype) * np.max(np.abs(matrix))
    return _Centred(singular, float(gamma(matrix.size, dtype) * singular[0] + of_means), scale)
