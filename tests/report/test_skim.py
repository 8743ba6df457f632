"""Reading in short gives what reading in full gives, whatever the texts in a report try to look like."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import (
    CellFault,
    Check,
    CheckResult,
    Exercise,
    ExerciseResult,
    Outcome,
    Provenance,
    Report,
    Status,
    WrittenAnswer,
)
from grader.report import UnreadableReport, parse, render, skim
from grader.report.skim import _skeleton

LINES = r"""
exercises:
cells:
cells: []
written:
written: []
score: 99
possible: 99
- name: softmax
  checks: []
  checks:
  diagnosis: x
  earned: 99
  text: x
  points: 99
- part: 1
    x
...
---
# x
student: other
provenance: {}
|-
'
"
é""".split("\n")
STEERING = ["\t", "\x1b[0m", "\u2028"]
TEXTS = st.lists(st.sampled_from(LINES + STEERING), min_size=1, max_size=5).map("\n".join)


@st.composite
def reports(draw):
    text = lambda: draw(TEXTS)  # noqa: E731
    points = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(3)])
    results = []
    for name in ("softmax", "logsumexp")[: draw(st.integers(0, 2))]:
        checks = tuple(
            CheckResult(
                Check(f"c{number}", name, draw(points), text(), public=True), draw(st.sampled_from(Outcome)), text()
            )
            for number in range(draw(st.integers(0, 2)))
        )
        results.append(ExerciseResult(Exercise(name, name, draw(points)), checks, draw(st.sampled_from(["", text()]))))
    cells = tuple(CellFault(1, text(), text(), None) for _ in range(draw(st.integers(0, 2))))
    written = tuple(
        WrittenAnswer(part, draw(st.none() | TEXTS), draw(st.none() | points))
        for part in range(1, draw(st.integers(1, 3)))
    )
    provenance = Provenance("0.1.0", "ab", 7, "strict", "3.12.1", "2.4.6")
    status = draw(st.sampled_from(Status))
    return Report("softmax", text(), status, text(), "", tuple(results), cells, written, provenance, text())


@settings(max_examples=300, deadline=None)
@given(report=reports())
def test_in_short_as_in_full(report):
    data = render(report)
    assert skim(data) == parse(data)
    if report.exercises:
        assert parse(_skeleton(data)) == parse(data)


def test_most_is_left_out(report):
    data = render(report)
    assert len(_skeleton(data)) < len(data) / 2


def test_marked_answers_are_read(report):
    report = replace(report, written=(WrittenAnswer(1, "a\n\nb", Fraction(5, 2)), WrittenAnswer(2, None)))
    assert [(each.part, each.points) for each in skim(render(report)).written] == [(1, Fraction(5, 2)), (2, None)]


def test_an_edited_report_is_read_in_full(report):
    data = render(report).replace(b"\nexercises:\n", b"\nexercises: # mended\n")
    assert _skeleton(data) is None
    assert skim(data) == parse(data)


def test_what_is_no_report_is_refused(report):
    with pytest.raises(UnreadableReport):
        skim(render(report)[:300])
