"""The course's own restyled answers: one for each wrong answer, and none that is the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.config import load_course
from grader.validate.restyled import restyled, without

COURSE = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "restyled"
ASSIGNMENTS = [each for each in load_course(COURSE).assignments if (FOLDER / each.name).is_dir()]


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda each: each.name)
def test_every_wrong_answer_is_restyled(assignment):
    found = list(restyled(FOLDER, assignment))
    assert not without(found, assignment)
    for each in found:
        _, _, file = each.name.partition("/")
        original = assignment.folder / "answers" / "wrong" / f"{file}.py"
        assert _code(FOLDER / assignment.name / original.name) != _code(original)


def _code(path):
    return path.read_text().partition('"""\n')[2].split()
