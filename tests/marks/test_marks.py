"""A person's marks are read strictly, put into reports exactly, and never lost."""

import csv
import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from grader.errors import ConfigurationError
from grader.marks import Mark, changed_parts, fingerprint, read_marks, with_marks
from grader.marks.sheet import make_sheet
from grader.model import Assignment, WrittenAnswer, WrittenPart
from tests.report.conftest import made_report

PARTS = (WrittenPart(1, "Shapes", Fraction(4), ""), WrittenPart(2, "Geometry", Fraction(3), ""))
SOFTMAX = Assignment("softmax", "Convex weights", (), PARTS, Path())
TEXT = "Rows sum to 1.\n\nColumns do not.\n"


@pytest.fixture
def course(tmp_path):
    (tmp_path / "marks").mkdir()
    return tmp_path


def marks_of(course, text, kind="yaml"):
    (course / "marks" / f"softmax.{kind}").write_text(text)
    return read_marks(course, SOFTMAX)


def test_without_a_file_there_are_none(course):
    assert read_marks(course, SOFTMAX) == {}


def test_yaml_and_csv_say_the_same(course):
    yaml = marks_of(
        course, "ann:\n  1: {points: 3.5, remark: 'Good, but why?'}\n  2: {points: 0}\n'007':\n  1: {points: 4}\n"
    )
    (course / "marks" / "softmax.yaml").unlink()
    table = 'student,part,points,remark\nann,1,3.5,"Good, but why?"\nann,2,0,\n007,1,4,\n'
    assert marks_of(course, table, "csv") == yaml
    assert yaml["ann"][1].points == Fraction(7, 2)
    assert yaml["007"][1].points == 4


def test_a_table_as_a_spreadsheet_with_decimal_commas_saves_it(course):
    expected = marks_of(course, 'student,part,points,remark\nann,1,3.5,"Good, but; why?"\nann,2,0,\n', "csv")
    saved = '\ufeffstudent;part;points;remark\r\nann;1;3,5;"Good, but; why?"\r\nann;2;0;\r\n'
    assert marks_of(course, saved, "csv") == expected
    assert marks_of(course, 'student,part,points\nann,1,"3,5"\n', "csv")["ann"][1].points == Fraction(7, 2)
    with pytest.raises(ConfigurationError, match="'4,5' are no points for part 1"):
        marks_of(course, "student;part;points\nann;1;4,5\n", "csv")


def test_a_sheet_stays_as_the_spreadsheet_writes_it(course):
    report = replace(made_report(), student="ann", written=(WrittenAnswer(1, "Grün"), WrittenAnswer(2, None)))
    given = marks_of(course, "student;part;points\nann;1;3,5\n", "csv")
    sheet = make_sheet(SOFTMAX, [report], given, ";").data
    assert sheet.decode().splitlines()[:2] == [
        "\ufeffstudent;part;points;of;remark;answer;text",
        f"ann;1;3,5;4;;{fingerprint('Grün')};Grün",
    ]
    assert {student: {part: mark.points for part, mark in own.items()} for student, own in given.items()} == {
        student: {part: mark.points for part, mark in own.items()}
        for student, own in marks_of(course, sheet.decode(), "csv").items()
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "ann:\n  1: {points: 4.5}\n",
            "marks/softmax.yaml, line 2: '4.5' are no points for part 1. Use",
        ),
        ("ann:\n  1: {points: -1}\n", "are no points for part 1"),
        ("ann:\n  1: {points: 1e9}\n", "are no points for part 1"),
        ("ann:\n  3: {points: 1}\n", "There is no written part '3'. The parts are 1, 2."),
        ("ann:\n  1: {pionts: 1}\n", "There is no key `pionts` here. Did you mean `points`?"),
        ("ann:\n  1: {points: 1}\n  1: {points: 2}\n", "Part 1 of ann is marked twice."),
        ("ann:\n  1: {points: 1, answer: xyz}\n", "is no fingerprint of an answer"),
        ("ann: 3\n", "Here a mapping belongs."),
        ("ann: {1: {points: 1}\n", "This is not valid YAML"),
    ],
)
def test_faults_name_file_line_and_remedy(course, text, words):
    with pytest.raises(ConfigurationError) as caught:
        marks_of(course, text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("student,points\nann,1\n", "There is no column part."),
        ("student,part,points\nann,1,9\nbob,9,1\n", "marks/softmax.csv, line 3: There is no written part '9'"),
        ('student,part,points\nann,1,"3\n', "This is no CSV"),
    ],
)
def test_faults_of_tables(course, text, words):
    with pytest.raises(ConfigurationError) as caught:
        marks_of(course, text, "csv")
    assert words in str(caught.value)


def test_two_files_are_one_too_many(course):
    (course / "marks" / "softmax.csv").touch()
    with pytest.raises(ConfigurationError, match=r"There is marks/softmax\.csv as well"):
        marks_of(course, "")


def test_points_go_into_the_report(course):
    report = replace(made_report(), written=(WrittenAnswer(1, TEXT), WrittenAnswer(2, None)))
    own = marks_of(course, "ann:\n  1: {points: 3.5}\n")["ann"]
    marked = with_marks(report, own)
    assert [answer.points for answer in marked.written] == [Fraction(7, 2), None]
    assert marked.score == report.score
    assert with_marks(marked, {}) == report


def test_a_mark_is_for_the_answer_that_was_marked(course):
    report = replace(made_report(), written=(WrittenAnswer(1, TEXT), WrittenAnswer(2, None)))
    own = marks_of(course, f"ann:\n  1: {{points: 3.5, answer: {fingerprint(TEXT)}}}\n")["ann"]
    assert changed_parts(report, own) == ()
    edited = replace(report, written=(WrittenAnswer(1, TEXT + "More."), WrittenAnswer(2, None)))
    assert changed_parts(edited, own) == (1,)
    assert with_marks(edited, own).written[0].points is None


def test_blanks_are_no_change():
    assert fingerprint("a  \nb\n\n") == fingerprint("\na\nb") != fingerprint("a\n b")


# --- the sheet --------------------------------------------------------------------------------------------------------


def rows_of(sheet):
    return list(csv.DictReader(io.StringIO(sheet.data.decode(), newline="")))


def reports(**texts):
    return [replace(made_report(), student=name, written=(WrittenAnswer(1, text),)) for name, text in texts.items()]


def test_the_sheet_has_a_row_for_each_answer(course):
    sheet = make_sheet(SOFTMAX, reports(ann=TEXT, bob=None, cyd="=1+1"), {})
    rows = rows_of(sheet)
    assert [(row["student"], row["part"], row["points"], row["of"]) for row in rows] == [
        ("ann", "1", "", "4"),
        ("cyd", "1", "", "4"),
    ]
    assert rows[0]["text"] == TEXT
    assert rows[1]["text"] == "'=1+1"
    assert (sheet.rows, sheet.unmarked) == (2, 2)
    (course / "marks" / "softmax.csv").write_bytes(sheet.data)
    assert read_marks(course, SOFTMAX)["ann"][1].points is None


def test_what_a_person_gave_stays(course):
    first = make_sheet(SOFTMAX, reports(ann=TEXT, bob="B", gone="G"), {})
    filled = first.data.decode().replace("ann,1,,4,,", "ann,1,3.5,4,Why?,").replace("gone,1,,4,,", "gone,1,1,4,,")
    marks = marks_of(course, filled, "csv")
    again = make_sheet(SOFTMAX, reports(ann="another answer", bob="B2"), marks)
    by_student = {row["student"]: row for row in rows_of(again)}
    assert (by_student["ann"]["points"], by_student["ann"]["remark"]) == ("3.5", "Why?")
    assert by_student["ann"]["answer"] == fingerprint(TEXT)
    assert by_student["bob"]["answer"] == fingerprint("B2")
    assert by_student["gone"]["points"] == "1"
    assert again.changed == ("ann, part 1",)
    assert again.unmarked == 1


@pytest.mark.parametrize("student", ["=cmd", "-1", "'quoted", "'", "@x", "plain", 'a,b"c', "é", " sp "])
def test_odd_students_come_back(course, student):
    report = replace(made_report(), student=student, written=(WrittenAnswer(1, "x"),))
    data = make_sheet(SOFTMAX, [report], {}).data
    (course / "marks" / "softmax.csv").write_bytes(data)
    assert list(read_marks(course, SOFTMAX)) == [student]


def test_marks_of_nobody_are_named(course):
    text = "bob@2:\n  1: {points: 2}\nann:\n  1: {points: 1}\nanm:\n  1: {points: 1}\ncyd@9:\n  1: {points: 1}\n"
    marks = marks_of(course, text)
    made = [*reports(cyd="C"), *(replace(each, student=f"{each.student}@2") for each in reports(ann="A", bob="B"))]
    assert make_sheet(SOFTMAX, made, marks).strangers == ("anm", "cyd@9")


def test_points_stand_in_the_sheet_with_all_their_digits():
    """A grader who saves the sheet again saves the same marks."""
    long = replace(SOFTMAX, written=(WrittenPart(1, "Proof", Fraction("200.00005"), ""),))
    sheet = make_sheet(long, [], {"ann": {1: Mark(1, Fraction("100.1234"))}})
    (row,) = csv.DictReader(io.StringIO(sheet.data.decode(), newline=""))
    assert (row["points"], row["of"]) == ("100.1234", "200.00005")
