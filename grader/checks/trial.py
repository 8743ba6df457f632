"""One check against one submission: from a pytest item to an outcome.

A check that does not pass in a state that earlier checks may have disturbed is tried again in a whole one, and only
that verdict counts. So no check can cost another its points, and a right submission still pays for one copy only.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np
import pytest

from grader.checks.student import Backend, Call, Student
from grader.checks.wording import describe_failure, describe_fault
from grader.errors import CheckFailed, Crashed, GraderError, StudentFault, TimedOut
from grader.model import Check, CheckResult, Outcome, Value

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")  # differ at every run
DETAIL_MAX = 20_000
"""Characters of a failing check's full text that the staff's log keeps."""


class Subject(Backend, Protocol):
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
    subject: Subject
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


@dataclass(slots=True)
class Bench:
    """What the fixtures give to the check that is running."""

    student: Student | None = None
    rng: np.random.Generator | None = None
    reference: SimpleNamespace | None = None
    error: BaseException | None = None
    """What pytest's own protocol caught first, while it set up, called or tore down the check."""


def generator(seed: int, assignment: str, student: str, check: str) -> np.random.Generator:
    """The check's own stream: the same for every try, another for every student, so no answer can be known before."""
    words = "\0".join((str(seed), assignment, student, check))
    return np.random.default_rng(int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest(), "big"))


def try_check(item: pytest.Function, check: Check, examination: Examination, bench: Bench) -> CheckResult:
    """The outcome of one check, judged in a state that no other check can have spoilt."""
    subject = examination.subject
    was_fresh = subject.is_fresh
    # What hangs in a used state is tried again in a whole one, so it need not be waited for twice.
    subject.is_hurried = not was_fresh
    result = _attempt(item, check, examination, bench)
    if result.outcome is Outcome.PASSED:
        return result
    subject.renew()
    # A process that ended may have been ended by the machine: a function is blamed for what it does twice.
    if not was_fresh or _has_crashed(bench):
        subject.is_hurried = False
        result = _attempt(item, check, examination, bench)
        if result.outcome is not Outcome.PASSED:
            subject.renew()
    if result.outcome is not Outcome.PASSED and bench.student is not None:
        examination.failed_calls.setdefault(check.exercise, []).extend(bench.student.calls)
    return result


def _has_crashed(bench: Bench) -> bool:
    """Whether the process ended during a call of the check that was just tried."""
    return bench.student is not None and any(isinstance(call.answer.fault, Crashed) for call in bench.student.calls)


def _attempt(item: pytest.Function, check: Check, examination: Examination, bench: Bench) -> CheckResult:
    student = bench.student = Student(examination.subject, examination.functions)
    signatures = examination.reference or examination.signatures
    examination.failures.pop(check.name, None)
    bench.reference = examination.reference
    bench.rng = generator(examination.seed, examination.assignment, examination.student, check.name)
    try:
        # A student may return any number; that a check's own arithmetic overflows on it is nothing to warn about.
        with np.errstate(all="ignore"):
            _call(item, bench)
    except (KeyboardInterrupt, GraderError):
        raise  # ours, or the operator's: never an outcome
    except StudentFault as fault:
        outcome = Outcome.TIMED_OUT if isinstance(fault, TimedOut) else Outcome.ERRORED
        why = examination.why_missing(fault.function)
        message = describe_fault(fault, student.last, signatures, why)
        examination.failures[check.name] = Failure(student.last, fault=fault)
        return CheckResult(check, outcome, message, _detail(fault))
    except AssertionError as error:
        message = describe_failure(error, student.last, check.name, signatures)
        detail = f"{error.detail}\n" if isinstance(error, CheckFailed) and error.detail else ""
        examination.failures[check.name] = Failure(student.last, getattr(error, "expected", None))
        return CheckResult(check, Outcome.FAILED, message, detail + _detail(error))
    except BaseException as error:  # noqa: BLE001 - whatever else a check raises, pytest.skip included, is its own fault
        return _broken(check, _detail(error))
    if not student.was_asked:
        return _broken(check, "The check passed without asking the student's code anything.")
    return CheckResult(check, Outcome.PASSED)


def _broken(check: Check, detail: str) -> CheckResult:
    message = "This check could not be carried out. It is not your fault; a person will look at it."
    return CheckResult(check, Outcome.BROKEN, message, detail)


def _detail(error: BaseException) -> str:
    text = _ADDRESS.sub("0x…", "".join(traceback.format_exception(error)))
    return text if len(text) <= DETAIL_MAX else text[: DETAIL_MAX // 2] + "\n…\n" + text[-DETAIL_MAX // 2 :]


def _call(item: pytest.Function, bench: Bench) -> None:
    """Run the check's function: directly where it uses no fixtures but ours, by pytest's own protocol otherwise."""
    ours: dict[str, Any] = {"student": bench.student, "rng": bench.rng, "reference": bench.reference}
    parameters: Mapping[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    if set(item.fixturenames) <= {*ours, *parameters, "request"} and "request" not in item.fixturenames:
        known = {**ours, **parameters}
        item.obj(**{name: known[name] for name in inspect.signature(item.obj).parameters})
        return
    bench.error = None
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    if bench.error is not None:
        raise bench.error
