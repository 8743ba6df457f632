"""What a student's function behaves as if it did: one of the misconceptions that the author has written an answer for.

Only the author's wrong answers run here, on inputs that checks drew. Nothing is loaded before the first check fails.
A wrong diagnosis is worse than none: exactly one misconception must explain every call of the failed checks, and
several of these calls must be such that it shows.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.checks.authored import AuthoredAnswer
from grader.checks.authors_code import Function, ask, load_answer
from grader.checks.student import Call
from grader.checks.trial import Examination
from grader.errors import Crashed, Raised, Refused, TimedOut
from grader.model import Answer, Arguments, ExerciseResult, Outcome, Value

INFORMATIVE_MIN = 2
"""Calls in which the misconception must show, where answers are numbers."""
INFORMATIVE_BOOLS_MIN = 4
"""The same where an answer is only yes or no, and agrees by chance half of the time."""
CALLS_MAX = 60
"""Calls that are compared at most."""
ELEMENTS_MAX = 200_000
"""Numbers in the arguments and the answer of a call that is compared: larger ones only measure time."""
SAME, SAME_SINGLE = 1e-10, 1e-4
"""What two ways to compute the same may differ by, as a share of the largest number, in float64 and in float32."""
APART = 100
"""How many times as much an answer must be off for the misconception to show."""

SPREAD = 10
"""How many times as much as by a rounding of the inputs two ways to compute the same may differ, where that is more."""
SHARE_MAX = 1e-3
"""Answers of which rounding leaves no more digits than this are not compared."""
NUDGES = 2
"""How often inputs are changed by a rounding, to see how far the answer moves."""

DRAWS_MAX = 3
"""How often the failed checks may draw other inputs, while a misconception explains all and too little shows."""
_DRAW_STRIDE = 1 << 40
"""Between the seeds of two draws: no course has such a seed."""

Run = Callable[[Examination, Sequence[str]], object]
"""Runs the named checks once more."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the calls of failed checks come to."""

    text: str = ""
    """`behaves as if it divides by d_k instead of √d_k`, or nothing."""
    is_open: bool = False
    """Whether some misconception explains all, and more inputs might show which one."""


class _Expected:
    """A call of a failed check with all that every misconception is compared by, made when it is first needed."""

    def __init__(self, call: Call, function: Function) -> None:
        self.call, self._function = call, function
        self.share = SAME_SINGLE if _is_single(call.arguments) else SAME

    @functools.cached_property
    def right(self) -> Answer:
        """The right answer."""
        return ask(self._function, self.call.arguments)

    @functools.cached_property
    def off(self) -> float:
        """How far the student's answer is from the right one."""
        return _gap(self.call.answer, self.right)

    @functools.cached_property
    def nudged(self) -> tuple[Arguments, ...]:
        """The same inputs, off by a rounding or none."""
        return tuple(_nudged(self.call.arguments))

    @functools.cached_property
    def fingerprint(self) -> bytes:
        """What tells this input from others."""
        return _fingerprint(self.call.arguments)


class Misconceptions:
    """The author's wrong answers to one assignment, ready to be compared with."""

    def __init__(self, answers: Sequence[AuthoredAnswer], reference: SimpleNamespace) -> None:
        self._answers, self._reference = answers, reference
        self._loaded: dict[str, list[tuple[str, Function]]] = {}

    def explain(self, exercise: str, calls: Sequence[Call]) -> Explanation:
        """The one misconception that explains these calls, all of checks that failed."""
        right = getattr(self._reference, exercise, None)
        compared = [call for call in calls if call.function == exercise and _elements(call) <= ELEMENTS_MAX]
        if right is None or not self._of(exercise) or any(_is_no_answer(call.answer) for call in calls):
            return Explanation()
        expected = [_Expected(call, right) for call in compared[:CALLS_MAX]]
        shown = ((sentence, _shows(wrong, expected)) for sentence, wrong in self._of(exercise))
        found = [(sentence, count) for sentence, count in shown if count]
        if len(found) == 1 and found[0][1] >= _informative_min(expected):
            return Explanation(f"behaves as if it {found[0][0]}")
        return Explanation(is_open=bool(found))

    def _of(self, exercise: str) -> list[tuple[str, Function]]:
        if exercise not in self._loaded:
            own = [each for each in self._answers if each.exercise == exercise]
            loaded = [(each.sentence, load_answer(each, vars(self._reference))) for each in own]
            self._loaded[exercise] = [(sentence, wrong) for sentence, wrong in loaded if wrong is not None]
        return self._loaded[exercise]


def diagnosed(
    misconceptions: Misconceptions, run: Run, examination: Examination, results: Sequence[ExerciseResult]
) -> tuple[ExerciseResult, ...]:
    """The results, each with the misconception that explains what failed, where there is one."""
    return tuple(
        replace(each, diagnosis=_diagnosis(misconceptions, run, examination, each))
        if each.exercise.name in examination.failed_calls
        else each
        for each in results
    )


def _diagnosis(misconceptions: Misconceptions, run: Run, examination: Examination, result: ExerciseResult) -> str:
    name = result.exercise.name
    calls = list(examination.failed_calls[name])
    failed = [each.check.name for each in result.checks if each.outcome is not Outcome.PASSED]
    explanation = misconceptions.explain(name, calls)
    for draw in range(1, DRAWS_MAX + 1):
        if not explanation.is_open:
            break
        again = replace(examination, seed=examination.seed + draw * _DRAW_STRIDE, failed_calls={})
        run(again, failed)
        calls += again.failed_calls.get(name, [])
        explanation = misconceptions.explain(name, calls)
    return explanation.text


def _is_no_answer(answer: Answer) -> bool:
    """Whether there is nothing to compare: it did not end, or is not written yet."""
    fault = answer.fault
    return isinstance(fault, TimedOut | Crashed | Refused) or (
        isinstance(fault, Raised) and fault.kind == "NotImplementedError"
    )


def _gap(one: Answer, other: Answer) -> float:
    """By which share of the largest number two answers differ; inf where they are of different kinds."""
    if TimedOut in (type(one.fault), type(other.fault)) or set(one.changed) != set(other.changed):
        return np.inf
    if one.fault is not None or other.fault is not None:
        same = one.fault is not None and other.fault is not None and _is_value_error(one) == _is_value_error(other)
        return 0.0 if same else np.inf
    with np.errstate(all="ignore"):
        return _gap_of_values(one.value, other.value)


def _gap_of_values(one: Value, other: Value) -> float:
    if isinstance(one, tuple | list) or isinstance(other, tuple | list):
        both = isinstance(one, tuple | list) and isinstance(other, tuple | list) and len(one) == len(other)
        return max((_gap_of_values(*pair) for pair in zip(one, other, strict=True)), default=0.0) if both else np.inf
    if one is None or other is None or isinstance(one, str | bytes | dict) or isinstance(other, str | bytes | dict):
        return 0.0 if type(one) is type(other) and not isinstance(one, dict) and one == other else np.inf
    return _gap_of_arrays(np.asarray(one), np.asarray(other))


def _gap_of_arrays(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> float:
    if one.shape != other.shape or one.dtype != other.dtype:
        return np.inf
    if one.dtype.kind not in "fc":
        return 0.0 if np.array_equal(one, other) else np.inf
    finite, others = np.isfinite(one), np.isfinite(other)
    if not (finite.all() and others.all()):
        if not np.array_equal(finite, others) or not np.array_equal(one[~finite], other[~finite], True):
            return np.inf
        one, other = one[finite], other[finite]
    # Halves, because the difference of two huge numbers may be too large for a float.
    apart = float(np.abs(one / 2 - other / 2).max(initial=0.0))
    largest = float(np.abs(other / 2).max(initial=0.0))
    return apart / largest if largest else np.inf if apart else 0.0


def _informative_min(expected: Sequence[_Expected]) -> int:
    is_bool = any(isinstance(each.right.value, bool | np.bool_) for each in expected)
    return INFORMATIVE_BOOLS_MIN if is_bool else INFORMATIVE_MIN


def _shows(wrong: Function, expected: Sequence[_Expected]) -> int:
    """In how many different inputs a misconception shows; 0 where a call contradicts it."""
    informative: set[bytes] = set()
    for each in expected:
        answer, share = ask(wrong, each.call.arguments), each.share
        gap = _gap(each.call.answer, answer)
        if gap > share:
            # Where no rounding could excuse the gap, none is tried.
            if gap == np.inf or (gap > SHARE_MAX and each.off <= SHARE_MAX):
                return 0
            share = max(share, SPREAD * _moved_by_rounding(wrong, each.nudged, answer))
            if share > SHARE_MAX and each.off > SHARE_MAX:
                continue  # rounding alone decides what comes out here: it says nothing for or against
            if gap > min(share, SHARE_MAX):
                return 0
        if _gap(answer, each.right) > APART * share:
            informative.add(each.fingerprint)
    return len(informative)


def _moved_by_rounding(wrong: Function, nudged: Sequence[Arguments], answer: Answer) -> float:
    """By which share the answer moves when its inputs are off by a rounding: two ways to compute it differ as much."""
    if answer.fault is not None:
        return 0.0
    return max(_gap(ask(wrong, inputs), answer) for inputs in nudged)


def _nudged(arguments: Arguments) -> Iterator[Arguments]:
    """The same inputs, off by a rounding or none."""
    rng = np.random.default_rng(0)
    for _ in range(NUDGES):
        positional = tuple(_nudge(value, rng) for value in arguments.positional)
        yield Arguments(positional, {name: _nudge(value, rng) for name, value in arguments.keyword.items()})


def _nudge(value: Value, rng: np.random.Generator) -> Value:
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return value
    signs = rng.integers(-1, 1, size=value.shape, endpoint=True).astype(value.dtype)
    with np.errstate(all="ignore"):
        return value * (1 + signs * np.finfo(value.dtype).eps)


def _fingerprint(arguments: Arguments) -> bytes:
    """What tells two inputs apart."""
    digest = hashlib.sha256()
    for name, value in (*enumerate(arguments.positional), *arguments.keyword.items()):
        if isinstance(value, np.ndarray):
            digest.update(f"{name} {value.dtype} {value.shape}".encode() + value.tobytes())
        else:
            digest.update(f"{name} {value!r}".encode())
    return digest.digest()


def _is_value_error(answer: Answer) -> bool:
    return isinstance(answer.fault, Raised) and "ValueError" in answer.fault.bases


def _values_of(arguments: Arguments) -> list[Value]:
    return [*arguments.positional, *arguments.keyword.values()]


def _elements(call: Call) -> int:
    values = [*_values_of(call.arguments), call.answer.value]
    return sum(np.size(value) for value in values if isinstance(value, np.ndarray))


def _is_single(arguments: Arguments) -> bool:
    return any(isinstance(value, np.ndarray) and value.dtype == np.float32 for value in _values_of(arguments))
