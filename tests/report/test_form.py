"""A report read by its form is the report that YAML reads, whatever its texts try to look like."""

import re
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
from grader.report import UnreadableReport, parse, read, read_report, render, summary
from grader.report.fields import BOUNDS
from grader.report.form import in_form
from tests.report.conftest import made_report

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


@settings(max_examples=200, deadline=None)
@given(report=reports())
def test_by_its_form_as_by_yaml(report):
    data = render(report)
    assert in_form(data) == read.by_yaml(data)
    assert parse(data) == summary.by_yaml(data)


@settings(max_examples=200, deadline=None)
@given(text=st.text() | st.text(st.sampled_from("ab:# '\"|\\\n\t-é\u00a0\u3000\u202e\ufffe\U0001f600")))
def test_any_text_is_read_by_its_form(text):
    whole = made_report()
    first = whole.exercises[0]
    failed = CheckResult(replace(first.checks[0].check, hint=text), Outcome.FAILED, text)
    exercise = replace(first, checks=(failed, first.checks[1]), diagnosis=text)
    written = (WrittenAnswer(1, text),)
    cells = (CellFault(1, text, text, None),)
    data = render(replace(whole, student=text, file=text, exercises=(exercise,), cells=cells, written=written))
    assert in_form(data) == read.by_yaml(data)


def by_yaml(reading, data):
    try:
        return reading(data)
    except UnreadableReport:
        return None


DAMAGE = st.sampled_from(
    [
        *"\n :#'\"|-&*!%@`{}[],?~\t\\01x\x00\u0085\ufeff\ufffe",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "null",
        " # x",
        ": ",
        "|-\n",
        "\r",
    ]
)


@settings(max_examples=500, deadline=None)
@given(report=reports(), data=st.data())
def test_of_what_is_damaged_the_form_says_what_yaml_says_or_nothing(report, data):
    lines = render(report).decode().splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "twice", "swap", "write", "cut"])):
            case "drop":
                lines[at] = ""
            case "twice":
                lines[at] *= 2
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "write":
                place = data.draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + data.draw(DAMAGE) + lines[at][place:]
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
    damaged = "".join(lines).encode()
    found = in_form(damaged)
    if found is not None:
        assert found == by_yaml(read.by_yaml, damaged)
        assert parse(damaged) == by_yaml(summary.by_yaml, damaged)


BY_HAND = r"""
a: b
a:
a #b
a#b
a:b
a\t#b
a:\tb
~
null
1
'a'
'a''b'
'a'b'
'a
'
''
"a"
"a"b"
"a\\
"a\\x41"
"\\x"
"
""
&a b
*a
!a b
- a
? a
[a]
{a: b}
# a
%a
@a
`a
,a
a # b
'a' # b
"a" # b
a\n      b
a\n    b
"a\n      b"
'a\n      b'
a\n
""".strip().split("\n")
"""Texts as an editor may leave them."""
BLOCKS = [
    *(
        "|-\n      a",
        "|-\n      a\n",
        "|\n      a",
        "|\n      a\n",
        "|+\n      a\n",
        "|-\n       a\n      b",
        "|-\n      a\n       b",
    ),
    *(
        "|-\n      a\n      ",
        "|-\n      a\n       ",
        "|-\n      a\n     b",
        "|-\n      a\n   \n      b",
        "|-\n",
        "|",
        "|-\n    a",
    ),
    *(
        "|-\n\n      a",
        "|-\n      a \n      b",
        "|2-\n      a",
        "|- # x\n      a",
        ">-\n      a\n      b",
        "|-\n      \ta\n      b",
    ),
    *("|-\n      a\n    hint: b", "|-\n      a\n      hint: b", "|-\n      - name: b", "|-\n  - name: b"),
]


@pytest.mark.parametrize("text", ["a ", *(each.replace(r"\n", "\n").replace(r"\t", "\t") for each in BY_HAND), *BLOCKS])
@pytest.mark.parametrize("key", ["message", "hint", "name", "student", "text"])
def test_of_a_text_in_any_style_the_form_says_what_yaml_says_or_nothing(report, key, text):
    data = render(replace(report, written=(WrittenAnswer(1, "text"),))).decode()
    edited = re.sub(rf"(?m)^( *(?:- )?{key}: ).*$", lambda found: found[1] + text, data).encode()
    found = in_form(edited)
    if found is not None:
        assert found == by_yaml(read.by_yaml, edited)


EDITS = {
    "a comment": (b"\nexercises:\n", b"\nexercises: # mended\n"),
    "another order": (b"    earned: 0\n    possible: 2.5\n", b"    possible: 2.5\n    earned: 0\n"),
    "quotes": (b"student: student-017", b"student:   'student-017'"),
    "a line between": (b"cells:\n", b"\ncells:\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_report_is_left_to_yaml(report, edit):
    before, after = EDITS[edit]
    data = render(report)
    assert before in data
    edited = data.replace(before, after)
    assert in_form(edited) is None
    assert (read_report(edited), parse(edited)) == (read_report(data), parse(data))


def test_points_that_a_person_has_given_to_an_exercise_are_not_overlooked(report):
    edited = render(report).replace(b"  earned: 2\n  possible: 4.5\n", b"  earned: 3\n  possible: 4.5\n")
    assert in_form(edited) is None
    with pytest.raises(UnreadableReport, match="a score that is not the sum of its exercises"):
        parse(edited)
    edited = edited.replace(b"\nscore: 2\n", b"\nscore: 3\n")
    assert in_form(edited) is None
    assert (parse(edited).score, parse(edited).exercises[0].earned) == (3, 3)


def test_no_more_is_read_than_yaml_is_read_with(report):
    one = b"- part: 1\n  text: a\n"
    data = render(replace(report, written=(WrittenAnswer(1, "a"),)))
    assert one in data
    many = data.replace(one, one * (BOUNDS.nodes_max // 5))
    assert in_form(many) is None
    with pytest.raises(UnreadableReport):
        read.by_yaml(many)


def test_marked_answers_are_read(report):
    report = replace(report, written=(WrittenAnswer(1, "a\n\nb", Fraction(5, 2)), WrittenAnswer(2, None)))
    assert [(each.part, each.points) for each in parse(render(report)).written] == [(1, Fraction(5, 2)), (2, None)]


def test_what_is_no_report_is_refused(report):
    with pytest.raises(UnreadableReport):
        parse(render(report)[:300])
