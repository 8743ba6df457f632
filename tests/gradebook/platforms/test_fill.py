"""Tables of the platforms: the cells with points change, and no other byte."""

import csv
import io
from fractions import Fraction

import pytest

from grader.config.late import Enrolled, Policy
from grader.errors import ConfigurationError
from grader.gradebook.platforms.fill import canvas_targets, fill, moodle_target
from grader.gradebook.platforms.names import Platform
from grader.gradebook.platforms.table import read_table
from grader.model import Status

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,softmax (4711),Attention (4712),Final Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,8.5,8.50,(read only)\r\n"
    '"Arendt, Anna",101,,anna@uni.example,"A, ""early""",,3.25,"71,5"\r\n'
    "Ben,102,ben,,B,8.5,,\r\n"
    '"Student, Test",103,,,A,,,\r\n'
)
MOODLE = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Feedback comments"\n'
    '"Participant 12","Anna Arendt",anna@uni.example,"Submitted for grading",,"8,50",Yes,'
    '"Tuesday, 1 December 2026, 11:59 PM","a\nb"\n'
    '"Participant 13",Ben,ben@uni.example,"No submission","1,00","8,50",Yes,-,\n'
    '"Participant 14",Chi,chi@uni.example,-,,"8,50",No,-,'
)


@pytest.fixture
def class_book(book, attempt):
    roster = (
        Enrolled("anna", "Anna Arendt", "anna@uni.example"),
        Enrolled("ben", "Ben", "ben@uni.example"),
        Enrolled("chi", "Chi", "chi@uni.example"),
        Enrolled("dee", "Dee", "dee@uni.example"),
    )
    attempts = [
        attempt("anna", 6, "1.25"),
        attempt("ben", 0, 0),
        attempt("anna", 1, 1, assignment="attention"),
        attempt("chi", 1, 1),
    ]
    return book([*attempts, attempt("dee", 0, 0, status=Status.NEEDS_REVIEW)], Policy(roster))


@pytest.fixture
def table(tmp_path):
    def make(text):
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_table(path)

    return make


def test_canvas(table, class_book):
    read = table(CANVAS)
    targets = canvas_targets(read, class_book, {"softmax": None, "attention": None}, scale=False)
    filled = fill(Platform.CANVAS, read, class_book, targets)
    expected = CANVAS.replace('"A, ""early""",,3.25,', '"A, ""early""",7.25,2,').replace(",B,8.5,", ",B,0,")
    assert filled.data.decode() == expected
    assert (filled.filled, filled.changed, filled.problems) == (3, 2, ("chi: not in this table.",))
    rows = list(csv.reader(io.StringIO(filled.data.decode("utf-8-sig"), newline="")))
    assert rows[3] == ["Arendt, Anna", "101", "", "anna@uni.example", 'A, "early"', "7.25", "2", "71,5"]
    assert rows[2][5:] == ["8.5", "8.50", "(read only)"]


def test_moodle(table, class_book):
    read = table(MOODLE)
    target = moodle_target(read, class_book.columns[0], None, scale=False)
    filled = fill(Platform.MOODLE, read, class_book, [target])
    expected = MOODLE.replace('grading",,"8,50"', 'grading","7,25","8,50"').replace('"1,00"', '"0"')
    assert filled.data.decode() == expected
    assert filled.problems == ("chi: Moodle says that the grade cannot be changed.",)
    assert next(csv.DictReader(io.StringIO(filled.data.decode(), newline="")))["Grade"] == "7,25"


@pytest.mark.parametrize(
    "text",
    [CANVAS, CANVAS.replace("\r\n", "\n"), CANVAS.replace(",", ";"), CANVAS.replace("\r\n", "\r"), CANVAS.rstrip()],
)
def test_no_change_is_no_change(table, text):
    read = table(text)
    assert read.with_cells({}) == text.encode()
    same = {(row, 1): read.text(row, 1) for row in range(len(read.rows))}
    assert read.with_cells(same) == text.encode()


def test_scaled_points(table, class_book):
    read = table(CANVAS.replace(",8.5,8.50,", ",100,8.50,"))
    with pytest.raises(ConfigurationError, match=r"The platform counts 100 points, the course 8\.5\. .* --scale"):
        canvas_targets(read, class_book, {"softmax": None}, scale=False)
    targets = canvas_targets(read, class_book, {"softmax": None}, scale=True)
    assert targets[0].factor == Fraction(200, 17)
    assert b'"A, ""early""",85.2941,3.25' in fill(Platform.CANVAS, read, class_book, targets).data


COLUMNS = {
    "none": (CANVAS.replace("softmax (4711)", "sofmax (4711)"), None, r"no column `softmax \(…\)`.* `sofmax \(4711\)`"),
    "two": (CANVAS.replace("Attention (4712)", "Softmax (4712)"), None, r"There are 2 columns `softmax \(…\)`"),
    "read only": (CANVAS, "Final Score", "column `Final Score`: It is read-only"),
    "no such": (CANVAS, "Final", "There is no column `Final`"),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_columns_of_canvas(table, class_book, case):
    text, named, told = COLUMNS[case]
    with pytest.raises(ConfigurationError, match=told):
        canvas_targets(table(text), class_book, {"softmax": named}, scale=False)


def test_two_rows_of_one_student_are_left_alone(table, class_book):
    read = table(CANVAS + "Anna Arendt,104,,,A,,,\r\n")
    filled = fill(Platform.CANVAS, read, class_book, canvas_targets(read, class_book, {"softmax": None}, scale=False))
    assert "anna: rows 4, 7 would all be theirs, so none is filled." in filled.problems
    assert b'"A, ""early""",,3.25' in filled.data


BROKEN = {
    "empty": ("", "it is empty"),
    "quotes": ('Student,ID\n"Anna,1\n', "its quotes go wrong in line 2"),
    "latin-1": ("Student,ID\nGrün,1\n".encode("latin-1"), "codec can't decode"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_table(table, case):
    text, told = BROKEN[case]
    with pytest.raises(ConfigurationError, match=told):
        table(text)


def test_another_platforms_table(table, class_book):
    read = table(MOODLE)
    with pytest.raises(ConfigurationError, match="It has no column `ID`"):
        fill(Platform.CANVAS, read, class_book, [])
