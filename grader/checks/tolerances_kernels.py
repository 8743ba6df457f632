"""How far a right answer may be from the reference: kernels and what is solved and predicted with them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from grader.checks.tolerances import SLACK, Array, absolute_product, float_type, product_bound
from grader.checks.tolerances import gamma as accumulated


def rbf_bound(a: npt.ArrayLike, b: npt.ArrayLike, gamma: float) -> Array:
    """Bound, entry by entry, of the rounding error of exp(−γ‖a−b‖²).

    Parameters
    ----------
    a, b : array_like
        Points, shapes (n_a, d) and (n_b, d).
    gamma : float
        γ, more than 0, per squared unit of the points.

    Returns
    -------
    ndarray of float64
        Shape (n_a, n_b) [-].

    Notes
    -----
    The squared distance as ‖a‖² + ‖b‖² − 2aᵀb is admitted where a negative one is taken for 0. It is off by at most
    γ_{d+2} (‖a‖ + ‖b‖)²; differences first and squares afterwards have γ_{d+2} ‖a−b‖², which is less. Four more
    roundings are for a root of γ that is applied to the points, a root and a square of the distance, and the factor γ.
    With δ = γ_{d+6} γ (‖a‖ + ‖b‖)² the kernel has at most the relative error expm1(δ) + γ_4, and is off by no more
    than 1. Values below tiny/eps count as nothing. The result is `SLACK` times that, with `SLACK` applied to δ.

    References
    ----------
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, section 3.1, equation (3.5).
    """
    return _rbf_error(_kernel(a, b, gamma), a, b, gamma, SLACK)


def kernel_ridge_bound(x: npt.ArrayLike, y: npt.ArrayLike, gamma: float, alpha: float) -> float:
    """Bound of the error of the dual coefficients c with (K + αI)c = y.

    Parameters
    ----------
    x : array_like
        Training points, shape (n, d).
    y : array_like
        Targets, shape (n,).
    gamma : float
        γ of the kernel, more than 0.
    alpha : float
        At least 0, such that the system is not singular.

    Returns
    -------
    float
        Bound of ‖ĉ − c‖₂, hence of each entry, in units of y; inf when no digit is certain.

    Notes
    -----
    A computed K is off by E, `rbf_bound` without `SLACK`. A stable solve, by Cholesky, LU, QR or the SVD, has besides
    a relative backward error of some n roundings; the worst cases in the books grow faster with n, those that occur
    more slowly. So with A = K + αI and ε = ‖E‖_F/‖A‖ + γ_{n+10}

        ‖ĉ − c‖ ≤ εκ/(1 − εκ) · ‖c‖,   κ = cond(A).

    A pseudo-inverse, whose entries are off by γ_n‖A⁻¹‖, satisfies the same because ‖y‖ ≤ ‖A‖‖c‖. An inverse of which
    every column was solved for by itself does not: the errors of its columns differ, and it may be off by
    εκ‖A⁻¹‖‖y‖, which is up to κ times as much. Points in their order on a line come near to that. The result is
    `SLACK` times the bound.

    References
    ----------
    Higham, op. cit., Theorems 7.2, 9.4 and 10.4; section 14.1, equation (14.3) for the inverse. Growth with n:
    N. J. Higham and T. Mary, A new approach to probabilistic rounding error analysis, SIAM J. Sci. Comput. 41 (2019).
    """
    kernel = _kernel(x, x, gamma)
    system = kernel + alpha * np.eye(len(kernel))
    singular = np.linalg.svd(system, compute_uv=False)
    if not singular[-1] > 0:
        return np.inf
    dtype = float_type(x, y)
    off = float(np.linalg.norm(_rbf_error(kernel, x, x, gamma, 1.0)))
    lost = (off / singular[0] + accumulated(len(system) + 10, dtype)) * singular[0] / singular[-1]
    if lost >= 0.5:
        return np.inf
    size = float(np.linalg.norm(np.linalg.solve(system, np.asarray(y, dtype=np.float64))))
    return float(SLACK * lost / (1 - lost) * size)


def kernel_predict_bound(
    x_train: npt.ArrayLike, coefficients: npt.ArrayLike, x_new: npt.ArrayLike, gamma: float
) -> Array:
    """Bound, entry by entry, of the rounding error of Σ c_i k(x_i, x).

    Parameters
    ----------
    x_train, x_new : array_like
        Points, shapes (n, d) and (m, d).
    coefficients : array_like
        Shape (n,).
    gamma : float
        γ of the kernel, more than 0.

    Returns
    -------
    ndarray of float64
        Shape (m,), in the unit of the coefficients.

    Notes
    -----
    Errors E of the kernel, `rbf_bound`, move the sum by at most E|c|; the product adds γ_n K|c|.

    References
    ----------
    Higham, op. cit., section 3.5, equation (3.13).
    """
    kernel = _kernel(x_new, x_train, gamma)
    moved = absolute_product(_rbf_error(kernel, x_new, x_train, gamma, SLACK), coefficients, 1.0)
    return moved + product_bound(kernel.astype(float_type(x_new, x_train)), coefficients)


def _kernel(a: npt.ArrayLike, b: npt.ArrayLike, gamma: float) -> Array:
    left, right = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    with np.errstate(over="ignore"):
        return np.asarray(np.exp(-gamma * np.sum((left[:, None, :] - right) ** 2, axis=-1)))


def _rbf_error(kernel: Array, a: npt.ArrayLike, b: npt.ArrayLike, gamma: float, slack: float) -> Array:
    left, right = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    dtype = float_type(a, b)
    root = np.sqrt(gamma)
    reach = (np.linalg.norm(root * left, axis=1)[:, None] + np.linalg.norm(root * right, axis=1)) ** 2
    with np.errstate(over="ignore"):
        relative = np.expm1(slack * accumulated(left.shape[1] + 6, dtype) * reach) + slack * accumulated(4, dtype)
    kind = np.finfo(dtype)
    # No value can be off by more than 1, however uncertain the distances are.
    error = np.minimum(kernel * np.minimum(relative, 1e300), 1.0)
    return np.asarray(error + slack * float(kind.tiny / kind.eps))
