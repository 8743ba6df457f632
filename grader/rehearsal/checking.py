"""`check("softmax")` in a notebook: the public checks of an exercise on the function that was just defined there."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from grader.checks.suite import Suite
from grader.checks.trial import Examination
from grader.config.section import did_you_mean
from grader.errors import ConfigurationError
from grader.model import Check, CheckResult, Outcome
from grader.rehearsal.html import fragment, note
from grader.rehearsal.kernel import CALL_SECONDS, Kernel
from grader.rehearsal.outcome import ExerciseOutcome, exercise_outcome
from grader.rehearsal.public import NothingToCheck, find_folders, fingerprint, unknown_exercise
from grader.rehearsal.snippet import elements
from grader.rehearsal.text import exercise_lines, paragraph

DRAWS = 12
"""How many other inputs a failing check may draw, in search of a smaller one to show."""
SMALL = 6
"""Numbers in a call that needs no smaller example."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` shows: rich in a notebook, plain elsewhere; true where everything passed."""

    exercises: tuple[ExerciseOutcome, ...] = ()
    problem: str = ""
    """Why nothing could be checked."""
    shown_at: int | None = None
    """The execution count of the cell in which it was shown already."""

    def __bool__(self) -> bool:
        return not self.problem and all(each.passed for each in self.exercises)

    def __str__(self) -> str:
        if self.problem:
            return "\n".join(paragraph("", self.problem))
        lines = [line for each in self.exercises for line in exercise_lines(each)]
        return "\n".join([self._heading(), *lines] if self._heading() else lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return note(self.problem) if self.problem else fragment(self.exercises, self._heading())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self._repr_html_()}

    def _ipython_display_(self) -> None:
        """Show it; but as the value of the very cell in which `check` has shown it, it is not shown twice."""
        from IPython.core.getipython import get_ipython
        from IPython.display import display

        shell = get_ipython()
        if shell is None or shell.execution_count != self.shown_at:
            display(self._repr_mimebundle_(), raw=True)  # type: ignore[no-untyped-call]

    def _heading(self) -> str:
        count, passed = len(self.exercises), sum(each.passed for each in self.exercises)
        return f"{passed} of {count} exercises pass their public checks" if count > 1 else ""


class Checker:
    """What a notebook imports as `check`."""

    def __init__(self) -> None:
        self._suite: Suite | None = None
        self._of: object = None

    def __call__(self, *exercises: object, seconds: float = CALL_SECONDS) -> Checked:
        """Check these exercises, or all of them; `seconds` is how long one call may take."""
        return self.show(sys._getframe(1).f_globals, exercises, seconds)

    def all(self, *, seconds: float = CALL_SECONDS) -> Checked:
        """Check every exercise of the assignment."""
        return self.show(sys._getframe(1).f_globals, (), seconds)

    def show(self, namespace: Mapping[str, Any], exercises: Sequence[object], seconds: float = CALL_SECONDS) -> Checked:
        """Check what `namespace` defines, and show what came of it at once: a loop or a long cell shows all."""
        try:
            checked = Checked(self._check(namespace, exercises, seconds))
        except NothingToCheck as nothing:
            checked = Checked(problem=str(nothing))
        except ConfigurationError as error:
            remedy = "Download the assignment's folder checks/ again."
            checked = Checked(problem=f"The public checks cannot be read. {remedy} {error}")
        shell = _shell()
        if shell is None:
            print(checked)
            return checked
        checked._ipython_display_()
        return replace(checked, shown_at=shell.execution_count)

    def _check(
        self, namespace: Mapping[str, Any], wanted: Sequence[object], seconds: float
    ) -> tuple[ExerciseOutcome, ...]:
        folders = find_folders(Path())
        suite = self._collected(folders)
        declared: dict[str, tuple[str, list[Check]]] = {}
        for assignment in folders:
            for check in suite.declared(assignment):
                declared.setdefault(check.exercise, (assignment, []))[1].append(check)
        names = [_named(each, namespace) for each in wanted] or list(declared)
        for name in names:
            if name not in declared:
                raise unknown_exercise(name, declared)
        kernel = Kernel(namespace, seconds)
        others = {each: value for each, value in namespace.items() if each not in declared}
        return tuple(
            _outcome(suite, kernel, namespace, name, *declared[name])
            if kernel.kind(name) == "function"
            else ExerciseOutcome(name, (), _missing(name, kernel, others, given=name in namespace))
            for name in names
        )

    def _collected(self, folders: Mapping[str, Path]) -> Suite:
        """The checks, collected once for as long as their files stay as they are."""
        files = fingerprint(folders)
        if self._suite is None or self._of != files:
            if self._suite is not None:
                self._suite.close()
                self._suite = None
            self._suite, self._of = Suite(folders, public_only=True), files
        return self._suite


check = Checker()
"""The one checker of this process."""


def register(shell: Any) -> None:
    """Make `%check softmax` and `%check` known to IPython."""

    def line_magic(line: str) -> None:
        check.show(shell.user_ns, line.split())

    shell.register_magic_function(line_magic, "line", "check")


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def _named(exercise: object, namespace: Mapping[str, Any]) -> str:
    """The exercise's name, also where the function itself was given."""
    if isinstance(exercise, str):
        return exercise.strip("\"'")
    return next((name for name, value in namespace.items() if value is exercise), getattr(exercise, "__name__", "?"))


def _outcome(
    suite: Suite, kernel: Kernel, namespace: Mapping[str, Any], exercise: str, assignment: str, checks: Sequence[Check]
) -> ExerciseOutcome:
    examination = Examination(
        assignment=assignment,
        student="",
        seed=0,
        backend=kernel,
        functions=frozenset({exercise}),
        reference=None,
        why_missing=lambda name: "",
        signatures=SimpleNamespace(**{exercise: namespace[exercise]}),
    )
    results: list[CheckResult] = []
    for each in checks:
        if kernel.interrupted:
            results.append(CheckResult(each))
            continue
        (result,) = suite.run_here(examination, [each.name])
        results.append(_smaller(suite, examination, result))
    return exercise_outcome(exercise, results, examination.failures)


def _missing(exercise: str, kernel: Kernel, others: Mapping[str, Any], *, given: bool) -> str:
    if given:
        return (
            f"{exercise} is no function here: a cell gave its name another value. Run the cell that defines it again."
        )
    functions = [name for name in others if not name.startswith("_") and kernel.kind(name) == "function"]
    told = did_you_mean(exercise, functions)
    near = f" {told}" if told.startswith("Did") else ""
    return f"{exercise} is not defined here yet: run the cell that defines it, then check again.{near}"


def _smaller(suite: Suite, examination: Examination, result: CheckResult) -> CheckResult:
    """The same failure on the smallest of some other inputs that the check may draw."""
    name = result.check.name
    best, kept = result, examination.failures.get(name)
    if result.outcome not in (Outcome.FAILED, Outcome.ERRORED) or kept is None or kept.call is None:
        return result
    for seed in range(1, DRAWS):
        if kept.call is None or elements(kept.call) <= SMALL:
            break
        again = replace(examination, seed=seed, failures={}, failed_calls={})
        (other,) = suite.run_here(again, [name])
        found = again.failures.get(name)
        if found is None or found.call is None or other.outcome is not result.outcome:
            continue
        if elements(found.call) < elements(kept.call):
            best, kept = other, found
    examination.failures[name] = kept
    return best
