"""A whole report read back is the report that was written, and writes the same bytes again."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import CheckResult, Outcome, Status, WrittenAnswer
from grader.report import UnreadableReport, read_report, render
from tests.report.conftest import made_report
from tests.report.test_render import TEXTS


def same(report):
    data = render(report)
    return render(read_report(data)) == data


def test_what_was_written_is_read_back(report):
    assert same(report)
    assert read_report(render(report)).exercises[0].checks[1].outcome is Outcome.FAILED


@pytest.mark.parametrize("status", [Status.NOT_GRADABLE, Status.NEEDS_REVIEW])
def test_what_was_not_graded_is_read_back(not_gradable, status):
    assert same(replace(not_gradable, status=status))


@pytest.mark.parametrize("text", sorted(TEXTS))
def test_texts_of_students_are_read_back(report, text):
    answers = (WrittenAnswer(1, text), WrittenAnswer(2, None), WrittenAnswer(3, "null", Fraction(1, 2)))
    read = read_report(render(replace(report, written=answers, student=text)))
    assert [each.text for each in read.written] == [text, None, "null"]
    assert (read.student, read.written[2].points) == (text, Fraction(1, 2))


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_message_is_read_back(message):
    plain = made_report()
    first = plain.exercises[0]
    failed = CheckResult(first.checks[0].check, Outcome.ERRORED, message)
    assert same(replace(plain, exercises=(replace(first, checks=(failed, first.checks[1])),)))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (b"outcome: failed", b"outcome: passed", "a score that does not follow"),
        (b"\nscore: 2", b"\nscore: 4.5", "a score that does not follow"),
        (b"outcome: failed", b"outcome: fine", "an unknown outcome"),
        (b"part: 1", b"part: one", "a part that is no whole number"),
        (b"index: 3", b"index: -3", "a index that is no whole number"),
        (b"\ncells:", b"\nsells:", "no list"),
    ],
)
def test_what_cannot_have_been_written_is_refused(report, before, after, words):
    data = render(report)
    assert before in data
    with pytest.raises(UnreadableReport, match=words):
        read_report(data.replace(before, after, 1))
