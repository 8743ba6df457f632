"""Inputs that checks draw, and the calls that they make with them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.checks.arrays import Array, described, of_part
from grader.checks.assertions import assert_agrees, assert_shape
from grader.checks.student import StudentFunction
from grader.errors import CheckFailed
from grader.model import Arguments, Value


def answers(
    function: StudentFunction, cases: Sequence[tuple[Value, ...]], **keyword: Value
) -> Iterator[tuple[tuple[Value, ...], Value]]:
    """Call `function` once per tuple of arguments, in one crossing; yields each tuple with the answer to it.

    A failing assertion speaks of the call whose answer came last, so assert before taking the next.

    Raises
    ------
    StudentFault
        A call did not answer with a value.
    ValueError
        There are no cases, and the check would pass on silence.
    """
    if not cases:
        raise ValueError("a check without cases proves nothing")
    calls = [Arguments(case, keyword) for case in cases]
    yield from zip(cases, function.each(calls), strict=True)


def assert_answer(value: Value, shape: tuple[int, ...], part: str = "") -> Array:
    """The answer has this shape and is no constant: for checks of types, inputs and errors, which look at no values.

    A function that returns zeros keeps its inputs unharmed too; that earns nothing. Returns the answer as an array of
    floating type, with which a check may reckon.
    """
    array = assert_shape(value, shape, part)
    # Written so that nan, too, counts as alike.
    if (array.size > 1 and not (array != array.flat[0]).any()) or np.isnan(array).all():
        came = f"{described(value)}{of_part(part)} whose entries are all alike"
        raise CheckFailed(f"returned {came}; expected what the inputs demand.")
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def assert_same_answers(
    function: StudentFunction, calls: Sequence[Arguments], shape: tuple[int, ...], *, bound: npt.ArrayLike
) -> None:
    """Calls that differ in form only, such as lists and keywords, get the first call's answer to within `bound`."""
    if len(calls) < 2:
        raise ValueError("a check without two calls compares nothing")
    first: Array | None = None
    for value in function.each(calls):
        if first is None:
            first = assert_answer(value, shape)
        else:
            stating = "the same answer for lists, keywords and other layouts as for plain arrays"
            assert_agrees(value, first, bound=bound, stating=stating)


def eighths(rng: np.random.Generator, shape: int | tuple[int, ...], largest: int = 5) -> Array:
    """Multiples of 1/8 up to `largest` in size: sums and shifts of these are exact in every precision.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where they are drawn from.
    shape : int or tuple of int
        Shape of the result.
    largest : int
        Bound of the absolute values, in the caller's unit.

    Returns
    -------
    ndarray of float64
        Numbers of the given shape.
    """
    return rng.integers(-8 * largest, 8 * largest, size=shape, endpoint=True) / 8


def conditioned_matrix(rng: np.random.Generator, rows: int, columns: int, condition: float) -> Array:
    """Random matrix of full rank with a given condition number and largest singular value 1.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where it is drawn from.
    rows, columns : int
        Shape (n, d) of the result.
    condition : float
        Ratio of the largest to the smallest singular value [-], at least 1.

    Returns
    -------
    ndarray of float64
        U diag(s) Vᵀ with random orthonormal U, V and s falling geometrically from 1 to 1/condition; shape (n, d).
    """
    rank = min(rows, columns)
    left, _ = np.linalg.qr(rng.normal(size=(rows, rank)))
    right, _ = np.linalg.qr(rng.normal(size=(columns, rank)))
    product: Any = (left * _falling(condition, rank)) @ right.T
    return np.asarray(product)


@functools.lru_cache(256)
def _falling(condition: float, count: int) -> Array:
    """Singular values from 1 to 1/condition."""
    return np.geomspace(1, 1 / condition, count)


def definite_matrix(rng: np.random.Generator, eigenvalues: npt.ArrayLike) -> Array:
    """Random symmetric matrix with the given eigenvalues.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where it is drawn from.
    eigenvalues : array_like
        Shape (n,); the matrix is positive definite when all are positive.

    Returns
    -------
    ndarray of float64
        Q diag(eigenvalues) Qᵀ with random orthogonal Q, symmetric to the last bit; shape (n, n).
    """
    spectrum = np.asarray(eigenvalues, dtype=np.float64)
    turn, _ = np.linalg.qr(rng.normal(size=(spectrum.size, spectrum.size)))
    matrix: Any = (turn * spectrum) @ turn.T
    return np.asarray((matrix + matrix.T) / 2)


def repeating_matrix(rng: np.random.Generator, rows: int, columns: int) -> Array:
    """Random matrix whose last column repeats its first, so that its rank is too small by one.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where it is drawn from.
    rows, columns : int
        Shape (n, d) of the result, with n ≥ d ≥ 2.

    Returns
    -------
    ndarray of float64
        Shape (n, d), rank d − 1, largest singular value about 1.

    Notes
    -----
    The repeated column is short. Elimination leaves rounding errors of its size where an exact 0 should be, an order of
    magnitude below eps, so that every rank cut-off from eps upwards agrees.
    """
    matrix = conditioned_matrix(rng, rows, columns, 5)
    matrix[:, 0] /= 16
    matrix[:, -1] = matrix[:, 0]
    return matrix


def dependent_matrix(rng: np.random.Generator, rows: int, columns: int, rank: int) -> Array:
    """Random matrix of a given rank: its first columns are independent, all others are combinations of these.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where it is drawn from.
    rows, columns : int
        Shape (n, d) of the result.
    rank : int
        Number of independent columns, at most min(n, d).

    Returns
    -------
    ndarray of float64
        Shape (n, d). The first columns have condition 5, so that taking one column after the other is no worse than
        taking all at once; the others are short for the reason that `repeating_matrix` gives.
    """
    first = conditioned_matrix(rng, rows, rank, 5)
    return np.hstack([first, first @ conditioned_matrix(rng, rank, columns - rank, 3) / 16])


def examples_with_spreads(rng: np.random.Generator, rows: int, columns: int, spreads: Sequence[float]) -> Array:
    """Random examples whose singular values, once the mean is subtracted, are given.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where they are drawn from.
    rows, columns : int
        Shape (n, d) of the result.
    spreads : sequence of float
        Singular values of the centred examples, at most min(n − 1, d); further ones are 0.

    Returns
    -------
    ndarray of float64
        1mᵀ + U diag(spreads) Vᵀ with a random mean m of the size of the largest spread; shape (n, d).
    """
    sizes = np.asarray(spreads, dtype=np.float64)
    draws = rng.normal(size=(rows, len(sizes)))
    left, _ = np.linalg.qr(draws - draws.mean(axis=0))
    right, _ = np.linalg.qr(rng.normal(size=(columns, len(sizes))))
    mean = sizes.max() * rng.uniform(-1, 1, size=columns)
    return np.asarray(mean + (left * sizes) @ right.T)


def different_sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Distinct sizes of axes, so that a message that names two of them can only have read the shapes.

    There are nine, from 3 to 11: a larger `count` raises ValueError.
    """
    return [int(size) for size in rng.choice(np.arange(3, 12), size=count, replace=False)]
