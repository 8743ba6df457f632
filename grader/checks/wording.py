"""Words for the student: which call went wrong, and how. Never a line of a hidden check, never an expected value."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.checks.student import Call
from grader.errors import CheckFailed, Missing, Raised, Refused, StudentFault
from grader.model import Value

MESSAGE_MAX = 1_000
_TEXT_MAX = 60
_ORDINARY_MAGNITUDES = (1e-3, 1e3)
_REWRITTEN = re.compile(r"(?:^|\n)assert ", re.MULTILINE)


def describe_failure(error: BaseException, call: Call | None, check: str, signatures: SimpleNamespace | None) -> str:
    """What a failed check tells the student; `signatures` are functions whose parameters name the arguments."""
    subject = describe_call(call, signatures) if call else ""
    if isinstance(error, CheckFailed):
        return _shorten(f"{subject} {error.message}".strip())
    # A bare assert: its own message speaks to the student, what pytest's rewriting adds shows the check's source.
    stated = _REWRITTEN.split(str(error), maxsplit=1)[0].strip()
    if stated:
        return _shorten(f"{subject}: {stated}" if subject else stated)
    name = check.partition("[")[0].replace("_", " ")
    return _shorten(f"{subject}: this does not hold: {name}." if subject else f"This does not hold: {name}.")


def describe_fault(fault: StudentFault, call: Call | None, signatures: SimpleNamespace | None, why_missing: str) -> str:
    """What a check tells the student whose code did not answer with a value."""
    if isinstance(fault, Missing):
        return _shorten(f"{fault.function} {fault.message}. {why_missing}".strip())
    subject = describe_call(call, signatures) if call and call.function == fault.function else fault.function
    if isinstance(fault, Raised):
        if fault.kind == "NotImplementedError":
            return _shorten(f"{fault.function} is not written yet: it raised NotImplementedError.")
        return _shorten(f"{subject} {fault.message}{_place(fault)}")
    ending = "." if isinstance(fault, Refused) or not fault.message.endswith(".") else ""
    return _shorten(f"{subject} {fault.message}{ending}")


def _place(fault: Raised) -> str:
    own = [frame for frame in fault.frames if frame.cell is not None]
    if not own:
        return "."
    frame = own[-1]
    source = f": `{frame.source}`" if frame.source else ""
    return f" (code cell {frame.cell}, line {frame.line}{source})."


def describe_call(call: Call, signatures: SimpleNamespace | None) -> str:
    """`softmax(scores of shape (5, 7), axis=1)`: the function, its arguments' names and shapes, no values of arrays."""
    return f"{call.function}({', '.join(_describe_arguments(call, signatures))})"


def _describe_arguments(call: Call, signatures: SimpleNamespace | None) -> Iterator[str]:
    names = _parameter_names(call.function, signatures)
    for place, value in enumerate(call.arguments.positional):
        name = names[place] if place < len(names) else ""
        yield _describe_argument(name, value)
    for name, value in call.arguments.keyword.items():
        yield _describe_argument(name, value)


def _parameter_names(function: str, signatures: SimpleNamespace | None) -> list[str]:
    known = getattr(signatures, function, None)
    return _parameters(known) if callable(known) else []


@functools.cache
def _parameters(function: Callable[..., object]) -> list[str]:
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _describe_argument(name: str, value: Value) -> str:
    if isinstance(value, np.ndarray):
        return f"{name or 'an array'} {describe_array(name, value)}"
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return f"{name + ' ' if name else ''}as a {kind} of {len(value)}"
    text = f"{value:g}" if isinstance(value, float) else repr(value)
    text = text if len(text) <= _TEXT_MAX else text[:_TEXT_MAX] + "…"
    return f"{name}={text}" if name else text


def describe_array(name: str, array: np.ndarray[Any, Any]) -> str:
    """`of shape (5, 7)`, with the dtype unless it is float64, and the magnitude where it is out of the ordinary."""
    words = f"of shape {array.shape}"
    if array.dtype != np.float64:
        words += f" {array.dtype}"
    if array.dtype.kind == "f" and array.size:
        sizes = np.abs(array[np.isfinite(array)])
        largest = float(sizes.max()) if sizes.size else 0.0
        if largest and not _ORDINARY_MAGNITUDES[0] <= largest <= _ORDINARY_MAGNITUDES[1]:
            words += f" with |{name or 'values'}| up to {largest:.1g}"
        if not np.isfinite(array).all():
            words += " with -inf" if np.isneginf(array).any() else " with non-finite"
            words += " entries"
    return words


def _shorten(text: str) -> str:
    return text if len(text) <= MESSAGE_MAX else text[: MESSAGE_MAX - 2] + " …"
