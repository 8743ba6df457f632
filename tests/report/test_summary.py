"""A report read back gives its summary; anything else is refused, never half-believed."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Status
from grader.report import UnreadableReport, parse, render, summarize


def test_what_was_written_is_read_back(report):
    assert parse(render(report)) == summarize(report)
    assert summarize(report).score == 2
    assert [(each.name, each.earned) for each in summarize(report).exercises] == [("softmax", 2)]


@pytest.mark.parametrize("student", ["yes", "1e3", "null", "12:30", "a\u202eb", "x\ud800", "", "é\n"])
def test_odd_students_are_read_back(report, student):
    report = replace(report, student=student)
    assert parse(render(report)) == summarize(report)


@pytest.mark.parametrize("status", [Status.NOT_GRADABLE, Status.NEEDS_REVIEW])
def test_messages_are_read_back(not_gradable, status):
    report = replace(not_gradable, status=status, sha256="", message="why " * 2000)
    assert parse(render(report)) == summarize(report)
    assert summarize(report).message.startswith("why why")


REFUSED = {
    "empty": (lambda data: b"", "no mapping"),
    "cut off in a text": (lambda data: data[:300], "not valid YAML"),
    "cut off between lines": (lambda data: data[: data.index(b"provenance")], "no mapping"),
    "not YAML": (lambda data: b"\x00\xff", "UTF-8"),
    "another schema": (lambda data: data.replace(b"schema: 1", b"schema: 2"), "another schema"),
    "another status": (lambda data: data.replace(b"status: graded", b"status: great"), "unknown status"),
    "no score": (lambda data: data.replace(b"\nscore: 2", b""), "no `score`"),
    "score nan": (lambda data: data.replace(b"\nscore: 2", b"\nscore: .nan"), "`score` is no number"),
    "score bomb": (lambda data: data.replace(b"\nscore: 2", b"\nscore: 1e99999999"), "`score` is no number"),
    "seed": (lambda data: data.replace(b"20261123", b"x"), "seed that is no whole number"),
    "exercises": (lambda data: data.replace(b"exercises:", b"exercises: 3\nother:"), "no list"),
    "a list as name": (lambda data: data.replace(b"student: student-017", b"student: [a]"), "no `student`"),
    "alias bomb": (lambda data: b"a: &a [x]\nb: [*a, *a]\n" + data, "aliases"),
    "huge": (lambda data: b"#" * (17 << 20), "bytes"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(report, case):
    damage, problem = REFUSED[case]
    with pytest.raises(UnreadableReport, match=problem):
        parse(damage(render(report)))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_damage_never_raises_anything_else(data):
    raw = bytearray(data.draw(st.sampled_from([SAMPLE, SAMPLE[:200]])))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableReport):
        parse(bytes(raw))


SAMPLE = b"""\
schema: 1
assignment: softmax
student: s
status: not_gradable
message: "why\\u202e"
score: 0.5
possible: 1
submission: {file: s.ipynb, sha256: ""}
exercises:
- name: softmax
  earned: 0.5
  possible: 1
  checks: []
cells: []
written: []
provenance: {grader: "0.1.0", course: "ab", seed: 1, isolation: strict, python: "3.12.1", numpy: "2.4.6"}
"""


def test_the_sample_is_a_report():
    assert parse(SAMPLE).message == "why\u202e"
