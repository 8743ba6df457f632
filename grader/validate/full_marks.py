"""Whether the reference gets full marks, found out as a student's marks are: by grading it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from grader.config.source_cell import cell_place
from grader.errors import Fault
from grader.model import Assignment, Course
from grader.validate.subject import references
from grader.validate.trial_run import OpenEngine, grade_subjects


def short_of_full_marks(course: Course, assignments: Sequence[Assignment], opening: OpenEngine) -> list[Fault]:
    """Every check that the reference of one of the assignments does not pass; one draw of the inputs each.

    Raises
    ------
    ConfigurationError
        The course cannot be graded with.
    SandboxError
        This machine cannot grade.
    """
    subjects = [subject for each in assignments for subject in references(each, seeds=1)]
    reports = grade_subjects(course, subjects, opening, lambda finished: None)
    return [
        Fault(
            f"solutions/{subject.assignment}/{subject.assignment}.ipynb",
            _place(check.exercise, subject.notebook),
            f"The reference loses points: {check.name} {check.outcome}: {check.message.rstrip('.')}.",
            f"Correct the solution or the check; `grader validate {subject.assignment}` tries more inputs.",
        )
        for subject in subjects
        for check in reports[subject].fired
    ]


def _place(exercise: str, notebook: bytes) -> str:
    """Where the function is that counts: the last one of its name."""
    defined = re.compile(rf"(?:async\s+)?def\s+{exercise}\b")
    place = ""
    for number, cell in enumerate(json.loads(notebook)["cells"], 1):
        for at, line in enumerate("".join(cell["source"]).splitlines(), 1):
            if cell["cell_type"] == "code" and defined.match(line):
                place = f"{cell_place(number, cell)}, line {at}"
    return place
