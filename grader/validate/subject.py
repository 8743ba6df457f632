"""What the checks are tried on: notebooks made from the source notebook, each with what must become of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from grader.checks.authored import CORRECT, WRONG, AuthoredAnswer, read_answers
from grader.config import source_notebook
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment, Course


class Kind(StrEnum):
    """What a subject is, and so what must become of it."""

    REFERENCE = "reference"
    """Earns everything, whatever inputs are drawn."""
    BLANK = "blank"
    """Is graded, and earns nothing."""
    CORRECT = CORRECT
    """Earns everything."""
    WRONG = WRONG
    """Loses points of exactly the exercises that it names."""
    MUTANT = "mutant"
    """Loses points, or is equivalent."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One notebook to grade; `name` stands in for the student, so every subject meets its own random inputs."""

    assignment: str
    kind: Kind
    name: str
    notebook: bytes
    loses: frozenset[str] = frozenset()
    """Exercises that it must lose points of."""
    sentence: str = ""
    """The style or the misconception of an authored answer."""


def references(assignment: Assignment, seeds: int) -> Iterator[Subject]:
    """The source notebook itself, once for each of so many draws of the inputs."""
    data = source_of(assignment)
    for number in range(1, seeds + 1):
        yield Subject(assignment.name, Kind.REFERENCE, f"reference/{number}", data)


def blank(course: Course, assignment: Assignment) -> Subject:
    """What students receive. Raises ConfigurationError while it is not released."""
    path = course.root / "assignments" / assignment.name / f"{assignment.name}.ipynb"
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f"The students' notebook cannot be read: {error.strerror}."
        raise ConfigurationError([Fault(str(path), "", problem, "Run `grader release`.")]) from error
    names = frozenset(exercise.name for exercise in assignment.exercises)
    return Subject(assignment.name, Kind.BLANK, "blank", data, names)


def answers(assignment: Assignment) -> Iterator[Subject]:
    """The source notebook with each authored answer in a last cell. Raises ConfigurationError."""
    data = source_of(assignment)
    for each in authored(assignment):
        yield Subject(
            assignment.name, Kind(each.verdict), each.name, with_cell(data, each.source), each.loses, each.sentence
        )


def authored(assignment: Assignment) -> tuple[AuthoredAnswer, ...]:
    """All authored answers. Raises ConfigurationError."""
    names = [exercise.name for exercise in assignment.exercises]
    return tuple(each for verdict in (CORRECT, WRONG) for each in read_answers(assignment.folder, verdict, names))


def source_of(assignment: Assignment) -> bytes:
    """The source notebook. Raises ConfigurationError."""
    path = source_notebook(assignment)
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"The source notebook cannot be read: {error.strerror}."
        raise ConfigurationError([Fault(str(path), "", problem, "Let it be read.")]) from error


def with_cell(notebook: bytes, source: str) -> bytes:
    """The notebook with one more code cell at its end; the functions defined there replace those above."""
    content = json.loads(notebook)
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "answer",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    content["cells"].append(cell)
    return json.dumps(content).encode()
