"""The files, read back by parsers that are not ours; hostile texts are inert in each."""

import csv
import io
import sqlite3
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from grader.config.late import Deadline, Enrolled, LatePolicy, Policy
from grader.gradebook.cells import inert
from grader.gradebook.files import to_csv, to_excel, to_sqlite
from grader.model import Status
from grader.points import decimal

DEADLINE = {"softmax": Deadline(datetime(2026, 12, 1, 12), ZoneInfo("UTC"), LatePolicy(Fraction(10)))}
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "=cmd|' /C calc'!A0",
    "%0A",
    "|x",
    'a"b',
    "a,b",
    "a\r\nb",
    "\x1b[2J",
    "a\u202eb",
]


@pytest.fixture
def class_book(book, attempt):
    roster = (Enrolled("anna", "Arendt, Anna", "anna@uni.example", "A"), Enrolled("ben", "Ben"))
    attempts = [
        attempt("anna@1", 6, 0, at="2026-12-01T12:00:00+00:00", written=(Fraction(3), None)),
        attempt("anna@2", 6, "2.5", at="2026-12-01T12:00:01+00:00", written=(Fraction(3), None)),
        attempt("bem", at="2026-12-01T11:00:00+00:00"),
    ]
    return book(attempts, Policy(roster, deadlines=DEADLINE))


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def test_csv(class_book):
    data = to_csv(class_book)
    header = data.split(b"\r\n")[0].decode()
    assert header == (
        "student,name,email,section,total,softmax,softmax (status),softmax (submitted),softmax (days late),"
        "softmax (penalty),softmax.softmax,softmax.logsumexp,softmax (written),attention,attention (status),"
        "attention.softmax,attention.logsumexp,notes"
    )
    anna, ben, bem = read_csv(data)
    assert (anna["name"], anna["total"], anna["softmax"], anna["softmax (penalty)"]) == (
        "Arendt, Anna",
        "10.35",
        "10.35",
        "1.15",
    )
    assert (anna["softmax (submitted)"], anna["softmax (days late)"]) == ("2026-12-01T12:00:01Z", "1")
    assert (anna["softmax.logsumexp"], anna["softmax (written)"]) == ("2.5", "3")
    assert (ben["softmax"], ben["softmax (status)"], ben["total"]) == ("", "missing", "0")
    assert bem["notes"] == "not on the roster: is it ben?"
    assert data.count(b"\r\n") == data.count(b"\n") == 4


@pytest.mark.parametrize("status", [Status.NEEDS_REVIEW, Status.NOT_GRADABLE])
def test_what_was_not_graded_is_empty_rather_than_0(book, attempt, status):
    unread = {"status": status, "message": "It is empty."}
    policy = Policy((Enrolled("anna"), Enrolled("ben"), Enrolled("chi")))
    attempts = [
        attempt("anna", 0, 0, **unread),
        attempt("anna", 0, 1, assignment="attention"),
        attempt("ben", 0, 0, **unread),
    ]
    made = book(attempts, policy)
    anna, ben, chi = read_csv(to_csv(made))
    cells = ("total", "softmax", "softmax.softmax", "softmax.logsumexp", "attention.softmax", "attention.logsumexp")
    assert [anna[each] for each in cells] == ["1", "", "", "", "0", "1"]
    assert [ben[each] for each in cells] == [""] * 6
    assert [chi[each] for each in cells] == ["0", *[""] * 5]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(to_sqlite(made))
    assert connection.execute("SELECT total FROM totals ORDER BY student").fetchall() == [(1,), (None,), (0,)]
    assert connection.execute("SELECT student, automatic FROM attempts").fetchall() == [
        ("anna", 1),
        ("anna", None),
        ("ben", None),
    ]
    assert connection.execute("SELECT assignment, exercise, points FROM earned").fetchall() == [
        ("attention", "logsumexp", 1),
        ("attention", "softmax", 0),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_inert(book, attempt, text):
    made = book([attempt(text)], Policy(roster=(Enrolled("anna", name=text),)))
    for row in read_csv(to_csv(made)):
        for cell in (row["student"], row["name"]):
            assert cell.isprintable()
            assert not cell.startswith(("=", "+", "-", "@", "|", "%", "\t", "\r", " ="))
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel(made))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(to_sqlite(made))
    assert connection.execute("SELECT student FROM students WHERE NOT enrolled").fetchall() == [(text,)]


def test_what_needs_no_change_has_none():
    assert [inert(text) for text in ("anna", "Grün-Maß, Ö", "山田\u3000太郎", "a=b")] == [
        "anna",
        "Grün-Maß, Ö",
        "山田\u3000太郎",
        "a=b",
    ]
    assert len(inert("x" * 100_000)) == 2_000


def test_excel(class_book):
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel(class_book))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[1][:6] == ("anna", "Arendt, Anna", "anna@uni.example", "A", 10.35, 10.35)
    assert rows[2][5] is None
    assert sheet.freeze_panes == "B2"


def test_equal_gradebooks_are_equal_files(class_book):
    assert to_csv(class_book) == to_csv(class_book)
    assert to_excel(class_book) == to_excel(class_book)


def test_sqlite(class_book):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(to_sqlite(class_book))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    attempts = connection.execute("SELECT handed_in_as, counts, days_late, points FROM attempts WHERE student = 'anna'")
    assert attempts.fetchall() == [("anna@1", 0, 0, 9), ("anna@2", 1, 1, 10.35)]
    missing = connection.execute("SELECT student FROM missing WHERE assignment = 'softmax'").fetchall()
    assert missing == [("ben",)]
    totals = connection.execute("SELECT student, total FROM totals").fetchall()
    assert totals == [("anna", 10.35), ("bem", 8.5), ("ben", 0)]
    assert connection.execute("SELECT SUM(points) FROM earned WHERE handed_in_as = 'anna@2'").fetchone() == (8.5,)


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("0", "0"),
        ("30", "30"),
        ("100", "100"),
        ("-1.50", "-1.5"),
        ("0.099999999", "0.099999999"),
        ("1/3", "0.333333"),
        ("2/3", "0.666667"),
    ],
)
def test_points_in_decimal(points, text):
    assert decimal(Fraction(points)) == text
