"""What came of the public checks, in the words and the order in which a student sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.checks.trial import Failure
from grader.errors import Missing, Raised
from grader.model import CheckResult, Outcome
from grader.rehearsal.snippet import call_snippet, value_snippet


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """One public check: a property, and where it did not hold."""

    title: str
    """`worked example`"""
    outcome: Outcome
    message: str = ""
    hint: str = ""
    snippet: str = ""
    """The failing call as code; empty where it is too large to read."""
    returned: str = ""
    expected: str = ""

    @property
    def passed(self) -> bool:
        """Whether the property holds."""
        return self.outcome is Outcome.PASSED


@dataclass(frozen=True, slots=True)
class ExerciseOutcome:
    """The public checks of one exercise."""

    name: str
    checks: tuple[CheckOutcome, ...]
    todo: str = ""
    """Why no check was worth running, in a sentence: the function is missing, or not written yet."""

    @property
    def passed(self) -> bool:
        """Whether every public check holds."""
        return not self.todo and all(each.passed for each in self.checks)

    @property
    def summary(self) -> str:
        """One line: `1 of 2 public checks passed`."""
        count, passed = len(self.checks), sum(each.passed for each in self.checks)
        if passed < count:
            return f"{passed} of {count} public checks passed"
        return "the public check passed" if count == 1 else f"all {count} public checks passed"


def exercise_outcome(name: str, results: Sequence[CheckResult], failures: Mapping[str, Failure]) -> ExerciseOutcome:
    """The outcome of an exercise whose checks were run; what is missing is told once, and not once per check."""
    missing = [each for each in results if isinstance(_fault(each, failures), Missing)]
    if results and len(missing) == len(results):
        return ExerciseOutcome(name, (), missing[0].message)
    if results and all(_is_unwritten(each, failures) for each in results):
        return ExerciseOutcome(name, (), f"{name} is not written yet.")
    return ExerciseOutcome(name, tuple(_outcome(name, each, failures.get(each.check.name)) for each in results))


def _fault(result: CheckResult, failures: Mapping[str, Failure]) -> BaseException | None:
    failure = failures.get(result.check.name)
    return failure.fault if failure else None


def _is_unwritten(result: CheckResult, failures: Mapping[str, Failure]) -> bool:
    fault = _fault(result, failures)
    return isinstance(fault, Raised) and fault.kind == NotImplementedError.__name__


def _outcome(exercise: str, result: CheckResult, failure: Failure | None) -> CheckOutcome:
    title = result.check.name.removeprefix(exercise).strip("_").replace("_", " ") or exercise
    if failure is None or failure.call is None:
        return CheckOutcome(title, result.outcome, result.message, _hint(result))
    return CheckOutcome(
        title,
        result.outcome,
        result.message,
        _hint(result),
        call_snippet(failure.call),
        value_snippet(failure.call.answer.value),
        value_snippet(np.asarray(failure.expected) if isinstance(failure.expected, list | tuple) else failure.expected),
    )


def _hint(result: CheckResult) -> str:
    return result.check.hint if result.outcome in (Outcome.FAILED, Outcome.ERRORED, Outcome.TIMED_OUT) else ""
