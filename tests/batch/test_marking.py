"""Points of a person go into reports old and new, and nothing else of a report changes by them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.batch.engine import Finished
from grader.batch.marking import Marking
from grader.batch.report_folder import ReportFolder
from grader.marks import Mark, fingerprint
from grader.model import Submission, WrittenAnswer
from grader.report import read_report, render, summarize
from tests.report.conftest import made_report


@pytest.fixture
def submission(tmp_path):
    return Submission("softmax", "student-017", tmp_path / "student-017.ipynb")


def finished(submission):
    report = replace(made_report(), written=(WrittenAnswer(1, "A."), WrittenAnswer(2, "B.")))
    return Finished(submission, render(report), summarize(report), "log")


def marks(points, answer=""):
    return {"softmax": {"student-017": {1: Mark(1, points, "", answer)}}}


def test_a_new_report_gets_them(submission):
    before = finished(submission)
    after = Marking(marks(Fraction(5, 2)), []).mark(before)
    assert [each.points for each in after.summary.written] == [Fraction(5, 2), None]
    assert after.report == before.report.replace(b"  text: A.\n", b"  text: A.\n  points: 2.5\n")


def test_who_has_no_marks_keeps_the_report(submission):
    before = finished(submission)
    assert Marking({"softmax": {"other": {}}}, []).mark(before) is before


def test_an_old_report_gets_them_and_loses_them_again(submission, tmp_path):
    with ReportFolder(tmp_path / "reports", {"softmax"}) as folder:
        before = finished(submission)
        folder.write(before)
        summary = Marking(marks(Fraction(2)), []).mark_again(folder, submission, before.summary)
        assert summary.written[0].points == 2
        assert read_report(folder.file(submission).read_bytes()).written[0].points == 2
        assert (tmp_path / "reports" / "log" / "softmax" / "student-017.log").read_text() == "log"
        assert folder.summary(submission) == summary
        Marking({}, []).mark_again(folder, submission, summary)
        assert folder.file(submission).read_bytes() == before.report


def test_nothing_is_written_where_nothing_changes(submission, tmp_path):
    with ReportFolder(tmp_path / "reports", {"softmax"}) as folder:
        marking = Marking(marks(Fraction(2)), [])
        after = marking.mark(finished(submission))
        folder.write(after)
        written = folder.file(submission).stat().st_mtime_ns
        assert marking.mark_again(folder, submission, after.summary) == after.summary
        assert folder.file(submission).stat().st_mtime_ns == written


def test_an_answer_that_changed_is_named_each_time(submission, tmp_path):
    changed = []
    marking = Marking(marks(Fraction(2), fingerprint("Another.")), changed)
    with ReportFolder(tmp_path / "reports", {"softmax"}) as folder:
        after = marking.mark(finished(submission))
        folder.write(after)
        assert after.summary.written[0].points is None
        marking.mark_again(folder, submission, after.summary)
    assert changed == ["softmax/student-017, part 1"] * 2


def test_marks_of_a_student_count_for_every_attempt(submission):
    second = replace(submission, student="student-017@2")
    assert Marking(marks(Fraction(1)), []).mark(finished(second)).summary.written[0].points == 1
