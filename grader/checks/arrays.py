"""From what a student's function returned to an array that a check can reckon with, or to words that say why not.

A list or a tuple of numbers is taken for the array it spells: whether an answer *is* an array is judged by
`assert_dtype` alone, so that one such mistake is not charged once per check. Nothing here raises anything but
`CheckFailed`, whatever came.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from grader.errors import CheckFailed
from grader.model import Value

Array = npt.NDArray[Any]

_KINDS_OF_NUMBERS = "biuf"
_LISTED_MAX = 5


def as_numbers(value: Value, part: str = "") -> Array:
    """The array of real numbers or bools that `value` is or spells. Raises `CheckFailed` where it is no such thing."""
    if isinstance(value, np.ndarray):
        array = value
    elif isinstance(value, np.generic | bool | int | float | complex | list | tuple):
        try:
            array = np.asarray(value)
        except (ValueError, TypeError, OverflowError):  # rows of different lengths, entries that are no numbers
            raise CheckFailed(f"returned {described(value)}{of_part(part)}; expected numbers.") from None
    else:
        missing = " (is `return` missing?)" if value is None else ""
        raise CheckFailed(f"returned {described(value)}{of_part(part)}; expected numbers{missing}.")
    if array.dtype.kind not in _KINDS_OF_NUMBERS:
        expected = "real numbers" if array.dtype.kind == "c" else "numbers"
        raise CheckFailed(f"returned {described(value)}{of_part(part)}; expected {expected}.")
    return array


def as_floats(value: Value, part: str = "") -> Array:
    """`as_numbers` in float64, in which checks reckon whatever the answer's precision is."""
    array = as_numbers(value, part)
    if array.dtype == np.float64:
        return array
    with np.errstate(all="ignore"):
        return array.astype(np.float64)


def as_points(value: Value, part: str = "") -> Array:
    """`as_floats`, and not empty: of no numbers at all every property holds."""
    array = as_floats(value, part)
    if not array.size:
        raise CheckFailed(f"returned an empty array of shape {array.shape}{of_part(part)}; expected numbers.")
    return array


def described(value: Value) -> str:
    """What kind of thing came, in a student's words; no text of the student's own."""
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, np.ndarray):
        return f"{_contents(value)} of shape {value.shape}"
    if isinstance(value, complex | np.complexfloating):
        return "a complex number"
    if isinstance(value, int | float | np.integer | np.floating):
        return "a single number"
    if isinstance(value, list | tuple | dict):
        kind = {list: "a list", tuple: "a tuple", dict: "a dict"}[type(value)]
        return f"{kind} of {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    return "text" if isinstance(value, str | bytes | np.character) else f"a {type(value).__name__}"


def _contents(array: Array) -> str:
    known = {"b": "a bool array", "c": "a complex array", "U": "an array of text", "S": "an array of text"}
    return known.get(array.dtype.kind, "an array")


def of_part(part: str) -> str:
    """Words that say which part of a pair is meant."""
    return f" for the {part}" if part else ""


def at(index: tuple[int, ...]) -> str:
    """Where in an array: ` at [0, 3]`; nothing for a single number."""
    return f" at [{', '.join(map(str, index))}]" if index else ""


def spelt(shape: tuple[int, ...]) -> str:
    """A shape in words."""
    return f"shape {shape}" if shape else "a single number"


def first(wrong: Array) -> tuple[int, ...]:
    """The first place where `wrong` is true; there must be one."""
    return tuple(int(i) for i in np.argwhere(wrong)[0])


def positions(wrong: Array) -> str:
    """Where `wrong` is true: the first few places, and how many there are."""
    places = [tuple(int(i) for i in place) for place in np.argwhere(wrong)[:_LISTED_MAX]]
    count = int(np.count_nonzero(wrong))
    more = f" and {count - len(places)} more of {wrong.size} entries" if count > len(places) else ""
    return ",".join(at(place) for place in places) + more
