"""Points: every declared check is accounted for by name, or there is no score at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from grader.errors import ConfigurationError, Fault, GraderError
from grader.model import Assignment, Check, CheckResult, Exercise, ExerciseResult
from grader.points import decimal, total

_FILES = "files of checks are called public_*.py or hidden_*.py."


class Unaccountable(GraderError):
    """Results that do not belong to the declared checks: a fault of this program, which must never become a score."""


def score(
    assignment: Assignment, declared: Sequence[Check], results: Sequence[CheckResult]
) -> tuple[ExerciseResult, ...]:
    """The results by exercise, in the declared order; a declared check without a result was not run and earns nothing.

    Raises
    ------
    Unaccountable
        A result is doubled, or belongs to no declared check; a declared check is doubled, or belongs to no exercise.
    """
    _same_checks(assignment, declared, results)
    by_name = {result.check.name: result for result in results}
    accounted = [by_name.get(check.name, CheckResult(check)) for check in declared]
    return tuple(
        ExerciseResult(exercise, tuple(each for each in accounted if each.check.exercise == exercise.name))
        for exercise in assignment.exercises
    )


def _same_checks(assignment: Assignment, declared: Sequence[Check], results: Sequence[CheckResult]) -> None:
    known = {check.name: check for check in declared}
    exercises = {exercise.name for exercise in assignment.exercises}
    strays = [check.name for check in declared if check.exercise not in exercises]
    # Compared as a whole: a result that carries other points than declared is as wrong as an unknown name.
    strays += [result.check.name for result in results if known.get(result.check.name) != result.check]
    doubled = _doubled(check.name for check in declared) + _doubled(result.check.name for result in results)
    if strays or doubled:
        raise Unaccountable(
            f"{assignment.name}: the results do not match the declared checks (stray: {', '.join(strays) or 'none'}; "
            f"doubled: {', '.join(doubled) or 'none'}). This is a fault of the grader: please report it."
        )


def _doubled(names: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def verify_points(assignment: Assignment, declared: Sequence[Check]) -> None:
    """Raise ConfigurationError, with every fault, unless the checks carry exactly the exercises' points."""
    faults = [*_faults_of_checks(assignment, declared)]
    for exercise in assignment.exercises:
        faults += _faults_of_exercise(assignment, exercise, declared)
    if faults:
        raise ConfigurationError(faults)


def _faults_of_checks(assignment: Assignment, declared: Sequence[Check]) -> Iterator[Fault]:
    names = [exercise.name for exercise in assignment.exercises]
    seen: dict[str, Check] = {}
    for check in declared:
        if first := seen.get(check.name):
            other = f": this one, and that of {first.place}" if first.place else ""
            remedy = "Give each its own name: reports tell checks apart by it."
            yield _fault(assignment, check, f"Two checks have this name{other}.", remedy)
        seen.setdefault(check.name, check)
        if check.exercise not in names:
            remedy = f"Exercises of this assignment: {', '.join(names)}."
            yield _fault(assignment, check, f"There is no exercise `{check.exercise}`.", remedy)
        if check.points <= 0 or 10**6 % check.points.denominator:
            remedy = "Use a decimal number greater than 0."
            yield _fault(assignment, check, f"A check cannot be worth {check.points} points.", remedy)


def _fault(assignment: Assignment, check: Check, problem: str, remedy: str) -> Fault:
    folder, name = f"solutions/{assignment.name}/checks", f"test_{check.name}"
    file, _, line = check.place.partition(", ")
    return Fault(f"{folder}/{file}".rstrip("/"), f"{line}, {name}".removeprefix(", "), problem, remedy)


def _faults_of_exercise(assignment: Assignment, exercise: Exercise, declared: Sequence[Check]) -> Iterator[Fault]:
    own = [check.points for check in declared if check.exercise == exercise.name]
    if not own:
        remedy = f'Mark a check with @pytest.mark.exercise("{exercise.name}"); {_FILES}'
        yield Fault(f"solutions/{assignment.name}/checks", "", f"Exercise `{exercise.name}` has no check.", remedy)
    elif (added := total(own)) != exercise.points:
        yield Fault(
            f"solutions/{assignment.name}/assignment.yaml",
            f"exercise `{exercise.name}`",
            f"It is worth {decimal(exercise.points)} points, but its checks add up to {decimal(added)}.",
            f"Correct one or the other; {_FILES}",
        )
