"""The source notebook becomes the students' notebook."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat.validator import iter_validate

from grader.config.source_cell import cell_place
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment
from grader.release.student_cell import PROMPT, student_cell

_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_ANSWER_OF = re.compile(r"[\s#*_]*part\s+(\d{1,4})\s*[:.–—-]?\s*your\s+answer\b", re.IGNORECASE)
"""The heading of a cell for a written answer."""


@dataclass(frozen=True, slots=True)
class StudentNotebook:
    """The students' notebook, and what was taken out of it."""

    cells: tuple[dict[str, Any], ...]
    solutions: tuple[str, ...]

    def render(self) -> bytes:
        """The file as Jupyter itself would save it; the same bytes for the same cells."""
        cells = [cell | {"source": cell["source"].splitlines(keepends=True)} for cell in self.cells]
        notebook = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def student_notebook(assignment: Assignment, path: Path, shown: str) -> StudentNotebook:
    """Make the students' notebook from the source notebook `path`, which messages call `shown`.

    Raises
    ------
    ConfigurationError
        The source is no valid notebook, a marker is wrong, or what students write is not marked as a solution.
    """
    made = [student_cell(cell) for cell in _valid_cells(path, shown)]
    faults = [
        Fault(shown, f"{cell_place(number, each.cell)}, line {wrong.line}", wrong.problem, wrong.remedy)
        for number, each in enumerate(made, 1)
        for wrong in each.wrong
    ]
    notebook = StudentNotebook(
        _with_ids(assignment, [each.cell for each in made]), tuple(line for each in made for line in each.solutions)
    )
    # A cell that keeps its solution because of a wrong marker would be blamed for that a second time.
    faults = faults or [
        *_unmarked_exercises(assignment, notebook, shown),
        *_unmarked_parts(assignment, notebook, shown),
    ]
    if faults:
        raise ConfigurationError(faults)
    return notebook


def _valid_cells(path: Path, shown: str) -> list[dict[str, Any]]:
    """The cells of a valid notebook of nbformat 4.5, each with an id of its own."""
    save = "Open it in Jupyter, save it, and release again."
    try:
        notebook = json.loads(path.read_bytes())
        wrong = next(iter_validate(notebook, version=4, version_minor=5), None)  # type: ignore[no-untyped-call]
    except OSError as error:
        problem = f"The source notebook cannot be read: {error.strerror}."
        raise ConfigurationError([Fault(shown, "", problem, "Write it, or correct the assignment's name.")]) from error
    except (ValueError, RecursionError) as error:
        wrong = error
    if wrong is not None:
        first = str(wrong).partition("\n")[0][:200]
        raise ConfigurationError([Fault(shown, "", f"This is no valid notebook of nbformat 4.5: {first}.", save)])
    cells: list[dict[str, Any]] = notebook["cells"]
    doubled = [name for name, count in Counter(cell["id"] for cell in cells).items() if count > 1]
    if doubled:
        raise ConfigurationError([Fault(shown, f"cell {name}", "Another cell has this id.", save) for name in doubled])
    return cells


def _with_ids(assignment: Assignment, cells: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The cells, with the ids of written answers also where only a heading says which they are: Jupyter sets no id."""
    ids = {cell["id"] for cell in cells}
    missing = {part.part for part in assignment.written if _answer_id(part.part) not in ids}
    made = []
    for cell in cells:
        heading = _ANSWER_OF.match(cell["source"]) if cell["cell_type"] == "markdown" else None
        named = int(heading[1]) if heading and PROMPT in cell["source"] else 0
        made.append(cell | {"id": _answer_id(named)} if named in missing else cell)
        missing.discard(named)
    return tuple(made)


def _answer_id(part: int) -> str:
    """The id by which a written answer is found, whatever becomes of its heading."""
    return f"part-{part}-answer"


def _unmarked_exercises(assignment: Assignment, notebook: StudentNotebook, shown: str) -> Iterator[Fault]:
    defined = [node for cell in notebook.cells if cell["cell_type"] == "code" for node in _functions(cell["source"])]
    for exercise in assignment.exercises:
        same = [node for node in defined if node.name == exercise.name]
        remedy = "Define it in a cell of its own, with its body between ### BEGIN SOLUTION and ### END SOLUTION."
        if not same:
            yield Fault(shown, "", f"No cell defines `{exercise.name}` once solutions are out.", remedy)
        elif not all(any(map(_is_stub, ast.walk(node))) for node in same):
            yield Fault(shown, "", f"Students would receive `{exercise.name}` as it is here.", remedy)


def _functions(source: str) -> list[ast.FunctionDef]:
    try:
        return [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    except (SyntaxError, ValueError):
        return []  # a cell with magics; it has no markers, and reaches students as it is


def _is_stub(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id == NotImplementedError.__name__
    )


def _unmarked_parts(assignment: Assignment, notebook: StudentNotebook, shown: str) -> Iterator[Fault]:
    prompted = {cell["id"] for cell in notebook.cells if cell["cell_type"] == "markdown" and PROMPT in cell["source"]}
    for part in assignment.written:
        if _answer_id(part.part) not in prompted:
            remedy = (
                f"Begin it with the line `### Part {part.part}: your answer`, or give it the id "
                f"`{_answer_id(part.part)}`, and put the model answer between ### BEGIN SOLUTION and ### END SOLUTION."
            )
            yield Fault(shown, "", f"No markdown cell has an answer to part {part.part} to take out.", remedy)
