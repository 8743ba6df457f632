"""Wrong answers written anew in another style: what a diagnosis is measured by.

Asked about the author's own wrong answer, a diagnosis only compares it with itself. A file `<assignment>/<exercise>--
<what>.py` in another folder is the same mistake as the one in `answers/wrong` of that name, made by other means: what
is said of it shows how diagnoses fare with students.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.checks.authored import WRONG, read_files
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment
from grader.validate.subject import Kind, Subject, authored, source_of, with_cell

RIGHTLY_MIN = 0.8
"""Share of restyled answers that should be diagnosed rightly; none may be diagnosed wrongly."""


def restyled(folder: Path, assignment: Assignment) -> Iterator[Subject]:
    """The restyled answers to an assignment, each with the sentence of the wrong answer that it is like.

    Raises
    ------
    ConfigurationError
        There are none, or one is unfit or like no wrong answer.
    """
    originals = {each.name: each for each in authored(assignment) if each.verdict == WRONG}
    own = folder / assignment.name
    found = read_files(own, WRONG, [exercise.name for exercise in assignment.exercises])
    remedy = f"Name it like the file in solutions/{assignment.name}/answers/wrong/ that makes the same mistake."
    faults = [
        Fault(str(each.path), "", "There is no wrong answer of this name.", remedy)
        for each in found
        if each.name not in originals
    ]
    if not found:
        faults.append(Fault(str(own), "", "There are no restyled answers.", "Write some, or name another folder."))
    if faults:
        raise ConfigurationError(faults)
    source = source_of(assignment)
    for each in found:
        original = originals[each.name]
        notebook = with_cell(source, each.source)
        yield Subject(assignment.name, Kind.WRONG, each.name, notebook, original.loses, original.sentence)


def without(subjects: Sequence[Subject], assignment: Assignment) -> list[str]:
    """Wrong answers that nobody has restyled."""
    known = {each.name for each in subjects}
    return [each.name for each in authored(assignment) if each.verdict == WRONG and each.name not in known]
