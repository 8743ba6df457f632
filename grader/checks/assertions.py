"""What a check can assert about an answer: its shape, its type, its values.

Every assertion takes whatever a student's function returned and raises `CheckFailed` where the stated property does
not hold, and nothing else. Comparisons are written so that nan never passes. Messages follow a description of the
call: "returned 0.5 at [0, 3], off by 0.25 where rounding explains at most 1.1e-15; expected Xw." They name no
expected value; that is in `detail`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.checks.arrays import (
    Array,
    as_floats,
    as_numbers,
    as_points,
    at,
    described,
    first,
    of_part,
    positions,
    spelt,
)
from grader.checks.tolerances import COARSEST, float_type
from grader.errors import CheckFailed
from grader.model import Value

_NO_PROOF = "the check expects nothing or nan, or has a bound that is no finite number: it proves nothing"


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What a failed comparison was made of; it takes long to print."""

    got: Array
    wanted: Array
    allowed: Array

    def __str__(self) -> str:
        return f"returned:\n{self.got}\nexpected:\n{self.wanted}\nallowed:\n{self.allowed}"


def assert_shape(value: Value, shape: tuple[int, ...], part: str = "") -> Array:
    """The answer has this shape. Returns it as an array, which a check may index without fear."""
    array = as_numbers(value, part)
    if array.shape != tuple(shape):
        raise CheckFailed(f"returned {spelt(array.shape)}{of_part(part)}; expected {spelt(tuple(shape))}.")
    return array


def assert_pair(value: Value, parts: tuple[str, str]) -> tuple[Value, Value]:
    """The answer is a pair, such as (output, weights). Returns its two parts; a list of two counts."""
    first, second = assert_parts(value, parts)
    return first, second


def assert_parts(value: Value, parts: tuple[str, ...]) -> tuple[Value, ...]:
    """The answer is a tuple of these parts, such as (components, scores, explained); a list of as many counts."""
    if not isinstance(value, tuple | list) or len(value) != len(parts):
        kind = "a pair" if len(parts) == 2 else f"a tuple of {len(parts)}:"
        raise CheckFailed(f"returned {described(value)}; expected {kind} ({', '.join(parts)}).")
    return tuple(value)


def assert_dtype(value: Value, dtype: npt.DTypeLike, part: str = "") -> None:
    """The answer is an array, or a number, of this type. A Python float is a float64, a Python bool a bool; byte
    order is free.
    """
    wanted = np.dtype(dtype)
    if isinstance(value, np.ndarray | np.generic | bool | float):
        got = np.asarray(value).dtype
        if got.newbyteorder("=") == wanted:
            return
        raise CheckFailed(f"returned {got.name}{of_part(part)}; expected {wanted.name}.")
    raise CheckFailed(f"returned {described(value)}{of_part(part)}; expected an array of {wanted.name}.")


def assert_finite(value: Value, part: str = "", stating: str = "finite numbers") -> None:
    """No entry is nan or infinite."""
    array = as_points(value, part)
    wrong = ~np.isfinite(array)
    if wrong.any():
        raise CheckFailed(f"returned {array[first(wrong)]:g}{of_part(part)}{positions(wrong)}; expected {stating}.")


def assert_close(
    value: Value, expected: npt.ArrayLike, *, bound: npt.ArrayLike, stating: str = "the exact value", part: str = ""
) -> None:
    """|value − expected| ≤ bound, entry by entry; `stating` says what is expected in the words of the mathematics.

    `bound` holds for an answer as precise as `expected`; one in float32 gets as much more as float32 rounds more, since
    precision is for `assert_dtype` to judge. Infinities are close to themselves only.

    Raises
    ------
    CheckFailed
        The property does not hold.
    ValueError
        The check is wrong: `expected` is empty or holds nan, or `bound` is not finite and would let everything pass.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    array = assert_shape(value, wanted.shape, part)
    got = as_floats(array)
    allowed = _allowed(bound, array.dtype, expected, wanted)
    with np.errstate(all="ignore"):
        error = np.abs(got - wanted)
        is_close = error <= allowed
        if is_close.all():
            return
        wrong = ~(is_close | (got == wanted))
    if np.isnan(wanted).any():  # to which nothing is close
        raise ValueError(_NO_PROOF)
    if not wrong.any():
        return
    allowed = np.broadcast_to(allowed, wanted.shape)
    worst = _worst(wrong, error)
    others = f" ({np.count_nonzero(wrong)} of {wrong.size} entries are off)" if wrong.size > 1 else ""
    came = f"{got[worst]:.6g}{of_part(part)}{at(worst)}{_miss(error[worst], allowed[worst])}{others}"
    raise CheckFailed(
        f"returned {came}; expected {stating}.",
        _Comparison(got, wanted, allowed),
        None if part else expected,
    )


def assert_agrees(value: Value, other: npt.ArrayLike, *, bound: npt.ArrayLike, stating: str, part: str = "") -> None:
    """The answer is close to what follows from another answer of the same student: for shifts, permutations, batches.

    `assert_close` may take it that `expected` is sound. This takes nothing for granted: where `other` is not finite,
    the student is wrong and not the check.
    """
    if not np.isfinite(np.asarray(other, dtype=np.float64)).all():
        raise CheckFailed(f"returned numbers that are not finite, or too large, elsewhere; expected {stating}.")
    assert_close(value, other, bound=bound, stating=stating, part=part)


def assert_vanishes(size: float, *, bound: float, what: str) -> None:
    """A number that the check has computed from the answer is zero, as far as rounding allows."""
    if not size <= bound:
        raise CheckFailed(f"left {what} at {size:.2g}, where rounding explains at most {bound:.2g}; expected 0.")


def assert_equal(value: Value, expected: npt.ArrayLike, *, stating: str, part: str = "") -> None:
    """Every entry equals the expected one exactly: for masks, zeros and repeated calls."""
    assert_close(value, expected, bound=0.0, stating=stating, part=part)


def assert_true(value: Value, stating: str) -> None:
    """The answer is True; `stating` says why it must be: "[0, 2, 4] is a combination of the columns"."""
    _assert_truth(value, True, stating)


def assert_false(value: Value, stating: str) -> None:
    """The answer is False; `stating` says why it must be."""
    _assert_truth(value, False, stating)


def _assert_truth(value: Value, expected: bool, stating: str) -> None:
    is_truth = isinstance(value, bool | np.bool_) or (
        isinstance(value, np.ndarray) and value.dtype.kind == "b" and value.ndim == 0
    )
    if not is_truth:
        raise CheckFailed(f"returned {described(value)}; expected True or False.")
    if bool(value) is not expected:
        raise CheckFailed(f"returned {bool(value)}; expected {expected}, since {stating}.", expected=expected)


def _allowed(bound: npt.ArrayLike, got: np.dtype[Any], given: npt.ArrayLike, wanted: Array) -> Array:
    """What the error may be in each entry, or one number for all of them."""
    allowed = np.asarray(bound, dtype=np.float64)
    if allowed.ndim and allowed.shape != wanted.shape:
        allowed = np.broadcast_to(allowed, wanted.shape)
    if not (wanted.size and allowed.min() >= 0 and allowed.max() < np.inf):
        raise ValueError(_NO_PROOF)
    if got.kind == "f" and got.itemsize <= COARSEST.itemsize and float_type(given) != COARSEST and allowed.any():
        coarse, fine = np.finfo(COARSEST), np.finfo(np.float64)
        return np.asarray(allowed * float(coarse.eps / fine.eps) + float(coarse.tiny))
    return allowed


def _worst(wrong: Array, error: Array) -> tuple[int, ...]:
    """The wrong entry that is off by most; nan before all others."""
    miss = np.where(wrong, np.nan_to_num(error, nan=np.inf), -1.0)
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(miss)), miss.shape))


def _miss(error: float, allowed: float) -> str:
    if not np.isfinite(error):
        return ""
    return f", off by {error:.2g}" + (f" where rounding explains at most {allowed:.2g}" if allowed else "")
