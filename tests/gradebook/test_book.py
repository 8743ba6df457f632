"""Rows: everybody on the roster and everybody who handed in; nobody merged, nothing in doubt shown as zero."""

from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from grader.config.late import Counting, Deadline, Enrolled, Extension, LatePolicy, Policy
from grader.gradebook.near import Neighbours
from grader.model import Status

LATE = LatePolicy(Fraction(10), days_accepted=3)
DEADLINE = {"softmax": Deadline(datetime(2026, 12, 1, 12), ZoneInfo("UTC"), LATE)}


def row_of(book, student):
    return next(row for row in book.rows if row.student.id == student)


def test_everybody_has_a_row_in_the_order_of_the_roster(book, attempt):
    policy = Policy(roster=(Enrolled("zoe"), Enrolled("anna", "Anna")))
    made = book([attempt("ben"), attempt("anna")], policy)
    assert [(row.student.id, row.is_enrolled) for row in made.rows] == [("zoe", True), ("anna", True), ("ben", False)]
    assert [row.results["softmax"].status for row in made.rows] == ["missing", "graded", "graded"]
    assert [row.total for row in made.rows] == [0, Fraction("8.5"), Fraction("8.5")]
    # attention, which nobody has handed in yet, is missing nowhere
    assert made.missing == 1


def test_without_a_roster_nobody_is_unknown(book, attempt):
    made = book([attempt("ben"), attempt("anna", assignment="attention")])
    assert [row.student.id for row in made.rows] == ["anna", "ben"]
    assert (made.unknown, made.missing) == ((), 2)
    assert all(row.notes == () for row in made.rows)


def test_near_ids_are_suggested_and_never_merged(book, attempt):
    policy = Policy(roster=(Enrolled("student-01"), Enrolled("student-02"), Enrolled("student-03")))
    made = book([attempt("student-01"), attempt("Student 02"), attempt("sutdent-03"), attempt("guest")], policy)
    assert [row.student.id for row in made.unknown] == ["Student 02", "guest", "sutdent-03"]
    assert row_of(made, "Student 02").notes == ("not on the roster: is it student-02?",)
    assert row_of(made, "sutdent-03").notes == ("not on the roster: is it student-03?",)
    assert row_of(made, "guest").notes == ("not on the roster",)
    assert row_of(made, "student-02").notes == ("Student 02 is not on the roster, and handed in softmax",)
    assert row_of(made, "student-02").results["softmax"].attempt is None
    # student-01 handed in: nobody else's notebook is taken for hers
    assert row_of(made, "student-01").notes == ()


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("STUDENT_07", ("student-07",)),
        ("studnt-07", ("student-07",)),
        ("student-077", ("student-07",)),
        ("stuednt-07", ("student-07",)),
        ("student-97", ("student-07",)),
        ("student", ()),
        ("", ()),
        ("-", ()),
        ("x" * 500, ()),
    ],
)
def test_neighbours(word, near):
    known = ["student-07", "anna", "b"]
    assert Neighbours(known).near(word, known) == near
    assert Neighbours(known).near(word, ()) == ()


def test_those_who_handed_in_do_not_hide_who_did_not(book, attempt):
    ids = [f"student-{number:02}" for number in range(10, 30)]
    policy = Policy(roster=(*map(Enrolled, ids), Enrolled("studnet-30")))
    made = book([attempt(each) for each in [*ids, "student-30"]], policy)
    assert row_of(made, "student-30").notes == ("not on the roster: is it studnet-30?",)


def test_many_unknown_ids_take_no_time(book, attempt):
    policy = Policy(roster=tuple(Enrolled(f"student-{number:05}") for number in range(3_000)))
    made = book([attempt(f"stranger-{number:05}") for number in range(3_000)], policy)
    assert len(made.unknown) == 3_000


@pytest.mark.parametrize("status", [Status.NEEDS_REVIEW, Status.NOT_GRADABLE])
def test_what_was_not_graded_has_no_points(book, attempt, status):
    made = book([attempt("anna", 0, 0, status=status, message="It is empty.")])
    result = row_of(made, "anna").results["softmax"]
    assert (result.status, result.points) == (status.value, None)
    assert row_of(made, "anna").notes[0].endswith("so it has no points. It is empty.")


def test_lateness_costs_in_the_gradebook_only(book, attempt):
    late = attempt("anna", at="2026-12-02T13:00:00+00:00")
    made = book([late], Policy(deadlines=DEADLINE))
    result = row_of(made, "anna").results["softmax"]
    assert (result.late.days, result.points, result.attempt.total) == (2, Fraction("6.8"), Fraction("8.5"))


def test_extensions_are_by_student(book, attempt):
    roster = (Enrolled("anna", extensions=(Extension("softmax", days=1),)), Enrolled("ben"))
    at = "2026-12-02T12:00:00+00:00"
    made = book([attempt("anna", at=at), attempt("ben", at=at)], Policy(roster, deadlines=DEADLINE))
    assert [row.results["softmax"].points for row in made.rows] == [Fraction("8.5"), Fraction("7.65")]


def test_an_unknown_time_costs_nothing_and_is_told(book, attempt):
    made = book([attempt("anna")], Policy(deadlines=DEADLINE))
    assert row_of(made, "anna").results["softmax"].points == Fraction("8.5")
    assert "nobody knows when" in row_of(made, "anna").notes[0]


def test_after_the_cut_off_it_is_too_late(book, attempt):
    made = book([attempt("anna", at="2026-12-05T12:00:01+00:00")], Policy(deadlines=DEADLINE))
    result = row_of(made, "anna").results["softmax"]
    assert (result.status, result.points) == ("too late", 0)


# Attempts (id, points, days after the deadline) → which counts as best, latest, first
ATTEMPTS = {
    "one": ([("anna", 6, 0)], "anna", "anna", "anna"),
    "numbers": ([("anna@1", 6, None), ("anna@2", 2, None), ("anna@10", 4, None)], "anna@1", "anna@10", "anna@1"),
    "times before numbers": ([("anna@1", 1, 0.5), ("anna@2", 5, 0)], "anna@2", "anna@1", "anna@2"),
    "lateness counts for the best": ([("anna@1", "5.5", 0), ("anna@2", 6, 1)], "anna@1", "anna@2", "anna@1"),
    "after the cut-off": ([("anna@1", 1, 0), ("anna@2", 6, 9)], "anna@1", "anna@1", "anna@1"),
    "only after the cut-off": ([("anna@1", 1, 8), ("anna@2", 6, 9)], "anna@1", "anna@2", "anna@1"),
    "equally good": ([("anna@1", 6, 0), ("anna@2", 6, 0)], "anna@1", "anna@2", "anna@1"),
}


@pytest.mark.parametrize("case", ATTEMPTS)
@pytest.mark.parametrize("order", [1, -1])
def test_which_attempt_counts(book, attempt, case, order):
    attempts, *expected = ATTEMPTS[case]
    due = datetime.fromisoformat("2026-12-01T12:00:00+00:00")
    attempts = [
        attempt(student, points, at=None if days is None else (due + timedelta(days=days)).isoformat())
        for student, points, days in attempts
    ][::order]
    chosen = [
        row_of(book(attempts, Policy(counting=counting, deadlines=DEADLINE)), "anna")
        .results["softmax"]
        .attempt.handed_in_as
        for counting in (Counting.BEST, Counting.LATEST, Counting.FIRST)
    ]
    assert chosen == expected


def test_the_best_is_one_that_was_graded(book, attempt):
    attempts = [attempt("anna@1", 1, 1), attempt("anna@2", 6, 2, status=Status.NEEDS_REVIEW)]
    made = book(attempts, Policy(counting=Counting.BEST))
    assert row_of(made, "anna").results["softmax"].points == 2
    assert row_of(made, "anna").notes == ("softmax: attempt 2 needs review, and another one counts",)
    latest = book(attempts, Policy(counting=Counting.LATEST))
    assert row_of(latest, "anna").results["softmax"].points is None


def test_two_first_attempts_are_told(book, attempt):
    made = book([attempt("anna"), attempt("anna@1")])
    assert row_of(made, "anna").notes == ("softmax: two attempts have the same number",)


def test_written_answers_count_once_a_person_has_marked_them(book, attempt):
    made = book([attempt("anna", written=(Fraction(3), Fraction("1.5"))), attempt("ben", written=(Fraction(4), None))])
    assert [row.total for row in made.rows] == [13, Fraction("12.5")]
    assert made.columns[0].possible == Fraction("15.5")
    assert row_of(made, "ben").notes == ("softmax: written part 2 has not been marked",)
    blank = book([attempt("anna", written=(Fraction(3), None)), attempt("ben", written=(None, None), blank=(1, 2))])
    assert row_of(blank, "anna").notes == ("softmax: written part 2 has not been marked",)
    assert row_of(blank, "ben").notes == ()
    unmarked = book([attempt("anna", written=(None, None))])
    assert (unmarked.columns[0].possible, unmarked.rows[0].total) == (Fraction("8.5"), Fraction("8.5"))
    assert unmarked.rows[0].notes == ()


def test_a_report_of_another_version_is_told(book, attempt):
    assert "another version" in row_of(book([attempt("anna", 6)]), "anna").notes[0]


def test_the_order_of_the_reports_does_not_show(book, attempt):
    attempts = [attempt("anna"), attempt("ben@2", 1, 1), attempt("ben@1"), attempt("chi", assignment="attention")]
    assert book(attempts) == book(attempts[::-1])
