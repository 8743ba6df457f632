"""A call and its values as Python code, ready to be pasted into a cell; nothing where that is too long to read."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from grader.checks.student import Call
from grader.model import Value

CHARACTERS_MAX = 400
ELEMENTS_MAX = 60
_INFERRED = ("float64", "int64", "bool")
"""What numpy makes of a list by itself."""

_PADDING = re.compile(r"(?<=\[) +| +(?=[\],])")


class _TooLong(Exception):
    pass


def call_snippet(call: Call) -> str:
    """`softmax(np.array([[1.0, 2.0]]), axis=1)`, or nothing."""
    try:
        arguments = [_expression(value) for value in call.arguments.positional]
        arguments += [f"{name}={_expression(value)}" for name, value in call.arguments.keyword.items()]
    except _TooLong:
        return ""
    text = f"{call.function}({', '.join(arguments)})"
    return text if len(text) <= CHARACTERS_MAX else ""


def value_snippet(value: Value) -> str:
    """A value as one would see it in a notebook, or nothing where it is none of ours to print or too large."""
    if value is None or (np.size(value) if isinstance(value, np.ndarray | np.generic) else 0) > ELEMENTS_MAX:
        return ""
    try:
        return _short(_printed(value) if isinstance(value, np.ndarray) else _expression(value))
    except _TooLong:
        return ""


def elements(call: Call) -> int:
    """How many numbers a call was made with: the fewer, the better it explains."""
    return sum(int(np.size(value)) for value in (*call.arguments.positional, *call.arguments.keyword.values()))


def _printed(array: np.ndarray[Any, Any]) -> str:
    text = np.array2string(array, separator=", ", floatmode="maxprec")
    return _PADDING.sub("", " ".join(text.split()))


def _short(text: str) -> str:
    if len(text) > CHARACTERS_MAX:
        raise _TooLong
    return text


def _expression(value: Value) -> str:
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.generic):
        return _number(value) if value.dtype.name in _INFERRED else f"np.{value.dtype.name}({_number(value)})"
    if isinstance(value, float):
        return _number(value)
    if value is None or isinstance(value, bool | int | complex | str | bytes):
        return _short(repr(value))
    if isinstance(value, list | tuple) and len(value) <= ELEMENTS_MAX:
        inner = ", ".join(map(_expression, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    raise _TooLong


def _array(array: np.ndarray[Any, Any]) -> str:
    if array.size > ELEMENTS_MAX or array.dtype.kind not in "biuf":
        raise _TooLong
    if not array.size:
        return f"np.zeros({array.shape}, dtype={array.dtype.name!r})"
    dtype = "" if array.dtype.name in _INFERRED else f", dtype=np.{array.dtype.name}"
    text = f"np.array({_nested(array)}{dtype})"
    return f"np.asfortranarray({text})" if array.flags.fnc else text


def _nested(array: np.ndarray[Any, Any]) -> str:
    return f"[{', '.join(map(_nested, array))}]" if array.ndim else _number(array[()])


def _number(value: Any) -> str:
    if isinstance(value, float | np.floating) and not math.isfinite(value):
        return "np.nan" if math.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    return str(value)  # of a numpy number: the shortest text that gives it back in its own precision
