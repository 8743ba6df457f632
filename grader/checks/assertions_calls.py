"""What a check can assert about a call: which error it raises, and that it leaves its inputs alone."""

from __future__ import annotations

import re

from grader.checks.arrays import described
from grader.checks.student import StudentFunction
from grader.errors import CheckFailed, Raised
from grader.model import Value

_TEXT_MAX = 120
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def assert_raises(
    error: type[Exception],
    function: StudentFunction,
    /,
    *positional: Value,
    mentions: tuple[int, ...] = (),
    **keyword: Value,
) -> None:
    """The call raises `error`, or an error derived from it, whose text holds every whole number of `mentions`.

    A function that raises always is no answer: call it with good arguments first.

    Raises
    ------
    CheckFailed
        The call returned, raised another error, or its message leaves a number out.
    StudentFault
        The call ended in another way: it took too long, crashed, or the function is missing or not written yet.
    """
    answer = function.record(*positional, **keyword).answer
    fault = answer.fault
    if fault is None:
        raise CheckFailed(f"returned {described(answer.value)}; expected {error.__name__}.")
    if not isinstance(fault, Raised) or fault.kind == "NotImplementedError":
        raise fault
    if error.__name__ not in (fault.kind, *fault.bases):
        raise CheckFailed(f"{_shortened(fault.message)}; expected {error.__name__}.")
    left_out = [number for number in mentions if not re.search(rf"(?<!\d){number}(?!\d)", fault.text)]
    if left_out:
        sizes = " and ".join(map(str, mentions))
        raise CheckFailed(
            f"{_shortened(fault.message)}; expected a message that names the shapes that do not fit (sizes {sizes})."
        )


def assert_unmodified(function: StudentFunction, /, *positional: Value, **keyword: Value) -> Value:
    """The call leaves all its arguments as they were. Returns its value, which a check should look at too."""
    answer = function.record(*positional, **keyword).answer
    if answer.fault is not None:
        raise answer.fault
    if answer.changed:
        names = " and ".join(_named(argument) for argument in answer.changed)
        raise CheckFailed(f"changed {names}; expected inputs left as they were.")
    return answer.value


def _named(argument: int | str) -> str:
    if isinstance(argument, str):
        return f"its argument {argument}"
    return f"its {_ORDINALS[argument]} argument" if argument < len(_ORDINALS) else f"its argument number {argument + 1}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _TEXT_MAX else text[:_TEXT_MAX] + "…"
