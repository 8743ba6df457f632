"""One check against one submission: from a pytest item to an outcome.

A check that does not pass in a state that earlier checks may have disturbed is tried again in a whole one, and only
that verdict counts. So no check can cost another its points. Checks whose calls leave no trace need none of this: they
are tried side by side.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np
import pytest
from greenlet import GreenletExit

from grader.checks.side_by_side import Alone, Joining, side_by_side
from grader.checks.student import Backend, Call, Student
from grader.checks.traces import trace_of
from grader.checks.wording import describe_failure, describe_fault
from grader.errors import CheckFailed, Crashed, GraderError, Raised, StudentFault, TimedOut
from grader.model import Check, CheckResult, Outcome, Value

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")  # differ at every run
FIXTURES = frozenset(("student", "rng", "reference"))  # what a check may ask for, beside fixtures of its own file
DETAIL_MAX = 20_000
"""Characters of a failing check's full text that the staff's log keeps."""


class RenewableBackend(Backend, Protocol):
    """A backend whose state can be made whole again between checks."""

    @property
    def is_fresh(self) -> bool:
        """Whether no call has disturbed the state yet."""

    is_hurried: bool
    """Whether calls that hang may be given up soon."""

    def renew(self) -> None:
        """Let the next call meet the state as the notebook left it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a check ended that did not pass."""

    call: Call | None
    expected: Value = None
    """The answer that should have come, where the assertion knows it."""
    fault: StudentFault | None = None
    """What the student's code did instead of answering."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What the checks of one submission share."""

    assignment: str
    student: str
    seed: int
    backend: RenewableBackend
    functions: frozenset[str]
    """The names of the exercises: checks call these, whatever the notebook made of them."""
    reference: SimpleNamespace | None
    why_missing: Callable[[str], str]
    """Where a name may have got lost: words for the student, or nothing."""
    failed_calls: dict[str, list[Call]] = field(default_factory=dict)
    """By exercise, all calls of the checks that did not pass: what a diagnosis must explain."""
    failures: dict[str, Failure] = field(default_factory=dict)
    """By check, where it ended if it did not pass."""
    signatures: SimpleNamespace | None = None
    """Functions whose parameters messages name, where there is no reference."""
    unwritten: set[str] = field(default_factory=set)
    """Functions that raised NotImplementedError in a whole state: those that do so again need no second try."""


@dataclass(slots=True)
class Fixtures:
    """What the fixtures give to the check that is running."""

    student: Student | None = None
    rng: np.random.Generator | None = None
    reference: SimpleNamespace | None = None
    error: BaseException | None = None
    """What pytest's own protocol caught first, while it set up, called or tore down the check."""


def generator(seed: int, assignment: str, student: str, check: str) -> np.random.Generator:
    """The check's own stream: the same for every try, another for every student, so no answer can be known before."""
    words = "\0".join((str(seed), assignment, student, check))
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
    # As `default_rng` splits the digest when it gets it as one number, in half the time.
    entropy = np.frombuffer(digest[::-1], "<u4")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


Attempt = tuple[Student, BaseException | None]
"""What came of running a check once: its calls, and what it raised."""


def try_checks(
    items: Sequence[tuple[pytest.Function, Check]], examination: Examination, fixtures: Fixtures
) -> list[CheckResult]:
    """The outcomes of these checks: tried side by side as far as they can be, and by themselves where not."""
    backend, attempts = examination.backend, list[Attempt | None]([None] * len(items))
    if isinstance(backend, Joining):
        makers = [partial(_attempt, item, check, examination, fixtures) for item, check in items]
        attempts = side_by_side(makers, backend)
    return [
        try_check(item, check, examination, fixtures) if attempt is None else _conclude(check, *attempt, examination)
        for (item, check), attempt in zip(items, attempts, strict=True)
    ]


def try_check(item: pytest.Function, check: Check, examination: Examination, fixtures: Fixtures) -> CheckResult:
    """The outcome of one check, judged in a state that no other check can have spoilt."""
    backend = examination.backend
    was_fresh = backend.is_fresh
    # What hangs in a used state is tried again in a whole one, so it need not be waited for twice.
    backend.is_hurried = not was_fresh
    student, error = _attempt(item, check, examination, fixtures)
    is_used = not was_fresh and student.was_answered and _unwritten(error) not in examination.unwritten
    # A process that ended may have been ended by the machine: a function is blamed for what it does twice.
    crashes = int(error is not None and _has_crashed(student))
    while error is not None and (is_used or crashes == 1):
        backend.renew()
        backend.is_hurried = is_used = False
        student, error = _attempt(item, check, examination, fixtures)
        crashes = crashes + 1 if _has_crashed(student) else 0
    # The next check meets the state that this one used: if it passes in it, a copy has been saved.
    return _conclude(check, student, error, examination)


def _conclude(check: Check, student: Student, error: BaseException | None, examination: Examination) -> CheckResult:
    if name := _unwritten(error):
        examination.unwritten.add(name)
    result = _judge(check, student, error, examination)
    if result.outcome is not Outcome.PASSED:
        examination.failed_calls.setdefault(check.exercise, []).extend(student.calls)
    return result


def _unwritten(error: BaseException | None) -> str:
    """The function that is not written yet, if that is what the error says."""
    return error.function if isinstance(error, Raised) and error.kind == "NotImplementedError" else ""


def _has_crashed(student: Student) -> bool:
    """Whether the process ended during a call of the check that was just tried."""
    return any(isinstance(call.answer.fault, Crashed) for call in student.calls)


def _attempt(
    item: pytest.Function, check: Check, examination: Examination, fixtures: Fixtures, beside: Backend | None = None
) -> Attempt:
    """Run the check once, by itself or `beside` others; what it raised, or None."""
    if beside is not None and not _is_called_directly(item):
        raise Alone
    student = fixtures.student = Student(beside or examination.backend, examination.functions)
    fixtures.reference = examination.reference
    fixtures.rng = generator(examination.seed, examination.assignment, examination.student, check.name)
    try:
        # A student may return any number; that a check's own arithmetic overflows on it is nothing to warn about.
        with np.errstate(all="ignore"):
            _call(item, fixtures)
    except (KeyboardInterrupt, GraderError, Alone, GreenletExit):
        raise  # ours, or the operator's: never an outcome
    except BaseException as error:  # noqa: BLE001 - whatever a check raises, pytest.skip included, is judged
        return student, error
    return student, None


def _judge(check: Check, student: Student, error: BaseException | None, examination: Examination) -> CheckResult:
    signatures = examination.reference or examination.signatures
    examination.failures.pop(check.name, None)
    if error is None:
        if not student.was_asked:
            return _broken(check, "The check passed without asking the student's code anything.")
        return CheckResult(check, Outcome.PASSED)
    if isinstance(error, StudentFault):
        outcome = Outcome.TIMED_OUT if isinstance(error, TimedOut) else Outcome.ERRORED
        why = examination.why_missing(error.function)
        message = describe_fault(error, student.last, signatures, why)
        examination.failures[check.name] = Failure(student.last, fault=error)
        return CheckResult(check, outcome, message, _detail(error))
    # `pytest.raises` says by `pytest.fail` that nothing was raised; so does pytest of checks that it cannot call.
    if isinstance(error, AssertionError) or (isinstance(error, pytest.fail.Exception) and student.was_asked):
        message = describe_failure(error, student.last, check.name, signatures)
        detail = str(error.detail) if isinstance(error, CheckFailed) else ""
        examination.failures[check.name] = Failure(student.last, getattr(error, "expected", None))
        return CheckResult(check, Outcome.FAILED, message, (f"{detail}\n" if detail else "") + _detail(error))
    return _broken(check, _detail(error))


def _broken(check: Check, detail: str) -> CheckResult:
    message = "This check could not be carried out. It is not your fault; a person will look at it."
    return CheckResult(check, Outcome.BROKEN, message, detail)


def _detail(error: BaseException) -> str:
    text = trace_of(error)
    text = _ADDRESS.sub("0x…", text) if "0x" in text else text
    return text if len(text) <= DETAIL_MAX else text[: DETAIL_MAX // 2] + "\n…\n" + text[-DETAIL_MAX // 2 :]


@functools.cache
def _parameters(function: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


@functools.cache
def _is_called_directly(item: pytest.Function) -> bool:
    own = item.callspec.params if hasattr(item, "callspec") else {}
    return all(name in FIXTURES or name in own for name in item.fixturenames)


def _call(item: pytest.Function, fixtures: Fixtures) -> None:
    """Run the check's function: directly where it uses no fixtures but ours, by pytest's own protocol otherwise."""
    if _is_called_directly(item):
        known: dict[str, Any] = {"student": fixtures.student, "rng": fixtures.rng, "reference": fixtures.reference}
        if hasattr(item, "callspec"):
            known.update(item.callspec.params)
        returned = item.obj(**{name: known[name] for name in _parameters(item.obj)})
        if returned is not None:
            raise TypeError(f"The check returned {type(returned).__name__}: write assert instead of return.")
        return
    fixtures.error = None
    with warnings.catch_warnings():
        # Who writes `return` for `assert` has asserted nothing; pytest only warns of it.
        warnings.simplefilter("error", pytest.PytestReturnNotNoneWarning)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    if fixtures.error is not None:
        raise fixtures.error
