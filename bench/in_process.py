"""The same checks on functions of the same process: what grading costs with no wall, no pytest and no report.

Stands for the floor, and inside the kernels of other graders for the checks that their authors would write.
"""

from __future__ import annotations

import copy
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.checks.reference import load_reference
from grader.checks.student import Student
from grader.errors import Missing, Raised
from grader.model import Answer, Arguments, Value

SEED = 20261123


@dataclass(frozen=True, slots=True)
class InProcess:
    """Functions that are simply called, on copies of the arguments."""

    namespace: Mapping[str, Any]

    def kind(self, name: str) -> str | None:
        """What the name is, if it is there."""
        if name not in self.namespace:
            return None
        return "function" if callable(self.namespace[name]) else "value"

    def value(self, name: str) -> Value:
        """The value itself."""
        if name not in self.namespace:
            raise Missing(name, "is not defined")
        return self.namespace[name]

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        """One answer per case."""
        return [_answer(name, self.namespace[name], case) for case in cases]


def _answer(name: str, function: Callable[..., Value], case: Arguments) -> Answer:
    positional, keyword = _copied(case.positional), {key: _copied(value) for key, value in case.keyword.items()}
    try:
        value = function(*positional, **keyword)
    except Exception as error:  # noqa: BLE001 - students' functions may raise anything
        return Answer(
            fault=Raised(name, type(error).__name__, str(error), [kind.__name__ for kind in type(error).__mro__])
        )
    pairs = [*zip(case.positional, positional, strict=True), *((case.keyword[key], keyword[key]) for key in keyword)]
    keys: list[int | str] = [*range(len(positional)), *keyword]
    return Answer(
        value, None, tuple(key for key, (one, other) in zip(keys, pairs, strict=True) if not _same(one, other))
    )


def _copied(value: Value) -> Value:
    return value.copy() if isinstance(value, np.ndarray) else copy.deepcopy(value)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, np.ndarray):
        return bool(one.tobytes() == other.tobytes())
    return bool(one == other) if isinstance(one, list) else True


@dataclass(frozen=True, slots=True)
class CheckBody:
    """The function of one check."""

    name: str
    exercise: str
    points: float
    function: Callable[..., None]

    def run(self, namespace: Mapping[str, Any], reference: SimpleNamespace, draw: int = 0) -> None:
        """Raises what the check raises."""
        student = Student(InProcess(namespace))
        known = {"student": student, "reference": reference, "rng": np.random.default_rng([SEED, draw])}
        code = self.function.__code__
        with np.errstate(all="ignore"):
            self.function(**{name: known[name] for name in code.co_varnames[: code.co_argcount]})


@cache
def checks_of(folder: Path) -> tuple[CheckBody, ...]:
    """All checks of an assignment's folder, in the order of their files and lines."""
    files = [*sorted((folder / "checks").glob("public_*.py")), *sorted((folder / "checks").glob("hidden_*.py"))]
    return tuple(body for file in files for body in _bodies(file))


@cache
def reference_of(folder: Path) -> SimpleNamespace:
    """The author's solutions."""
    return load_reference(folder / f"{folder.name}.ipynb")


def _bodies(file: Path) -> list[CheckBody]:
    spec = importlib.util.spec_from_file_location(f"bench_{file.parents[1].name}_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found = []
    for name, function in vars(module).items():
        marks = {mark.name: mark for mark in getattr(function, "pytestmark", ())}
        if name.startswith("test_") and marks:
            points = float(marks["points"].args[0])
            found.append(CheckBody(name.removeprefix("test_"), marks["exercise"].args[0], points, function))
    return found


def run_named(folder: str, name: str, namespace: Mapping[str, Any]) -> None:
    """Run one check on these names: what a cell or a test case of another grader calls."""
    path = Path(folder)
    body = next(each for each in checks_of(path) if each.name == name)
    body.run(namespace, reference_of(path))
