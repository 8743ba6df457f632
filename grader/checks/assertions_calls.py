"""What a check can assert about a call: which error it raises, that it leaves its inputs alone, that it is no slower
than it must be.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

import numpy as np

from grader.checks.arrays import described
from grader.checks.student import StudentFunction
from grader.errors import CheckFailed, Raised, TimedOut
from grader.model import Answer, Arguments, Value

QUICK_SECONDS = 0.1
"""CPU time that is never too much."""
_TRIES = 3
_HOPELESS = 2
"""How many times the allowed CPU time no second try will mend."""
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
    _judge_error(error, function.record(*positional, **keyword).answer, mentions)


def assert_each_raises(
    error: type[Exception], function: StudentFunction, cases: Sequence[tuple[Arguments, tuple[int, ...]]]
) -> None:
    """The same for several calls, each with the numbers that its message must hold, in one crossing of the wall."""
    calls = function.records(arguments for arguments, _ in cases)
    for call, (_, mentions) in zip(calls, cases, strict=False):  # a call that was not survived ends the series
        _judge_error(error, call.answer, mentions)


def _judge_error(error: type[Exception], answer: Answer, mentions: tuple[int, ...]) -> None:
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
    """The call leaves all its arguments as they were. Returns its value, which a check should look at too.

    So does the same call with float32 in place of float64: a function that keeps float32 as it is, and copies the rest
    to float64, may change these alone. What that call returns, or that it fails, is another check's matter.
    """
    first, *others = function.records(_in_each_precision(Arguments(positional, keyword)))
    answer = first.answer
    if answer.fault is not None:
        function.speak_of(first)
        raise answer.fault
    for call in (first, *others):
        function.speak_of(call)
        _judge_changes(call.answer)
    function.speak_of(first)
    return answer.value


def _in_each_precision(given: Arguments) -> list[Arguments]:
    """The arguments as given and, where any of them is a float64 array, with float32 arrays instead."""
    positional = tuple(_single(value) for value in given.positional)
    keyword = {name: _single(value) for name, value in given.keyword.items()}
    before, after = (*given.positional, *given.keyword.values()), (*positional, *keyword.values())
    if all(one is other for one, other in zip(before, after, strict=True)):
        return [given]
    return [given, Arguments(positional, keyword)]


def _single(value: Value) -> Value:
    return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype == np.float64 else value


def _judge_changes(answer: Answer) -> None:
    if answer.changed:
        names = " and ".join(_named(argument) for argument in answer.changed)
        raise CheckFailed(f"changed {names}; expected inputs left as they were.")


def assert_quick(
    function: StudentFunction,
    /,
    *positional: Value,
    yardstick: Callable[[], object],
    times: float,
    stating: str,
    **keyword: Value,
) -> Value:
    """The call takes at most `times` the CPU time of `yardstick`, the author's way to do the same on this machine.

    Returns its value, which a check should look at too. A busy machine docks nobody: what others use does not count,
    `QUICK_SECONDS` are never too much, and the best of several tries decides, each beside the yardstick. A call that
    used up its limit by computing is too slow in the same words, so that a faster machine writes the same report.

    Raises
    ------
    CheckFailed
        Every try took longer.
    StudentFault
        The call raised, or was cut off in the last try too while it waited, for others or for nothing.
    """
    for _ in range(_TRIES):
        answer, waited = function.measured(*positional, **keyword).answer, None
        if isinstance(answer.fault, TimedOut):
            if answer.seconds >= answer.fault.seconds:
                break
            waited = answer.fault
        elif answer.fault is not None:
            raise answer.fault
        else:
            allowed = QUICK_SECONDS if answer.seconds <= QUICK_SECONDS else times * _seconds(yardstick)
            if answer.seconds <= allowed:
                return answer.value
            if answer.seconds > _HOPELESS * allowed:
                break
    if waited is not None:
        raise waited
    raise CheckFailed(f"took more than {times:g} times as long as numpy needs for all at once; expected {stating}.")


def _seconds(yardstick: Callable[[], object]) -> float:
    start = time.thread_time()
    yardstick()
    return time.thread_time() - start


def _named(argument: int | str) -> str:
    if isinstance(argument, str):
        return f"its argument {argument}"
    return f"its {_ORDINALS[argument]} argument" if argument < len(_ORDINALS) else f"its argument number {argument + 1}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _TEXT_MAX else text[:_TEXT_MAX] + "…"
