"""The numbers of the table: exact, and of graded submissions only."""

from fractions import Fraction

from grader.batch.cohort import cohorts
from grader.model import Provenance, Status
from grader.report import ExerciseSummary, Summary

PROVENANCE = Provenance("0.1.0", "ab", 7, "strict", "3.12.1", "2.4.6")


def summary(student, *earned, assignment="softmax", status=Status.GRADED):
    exercises = tuple(
        ExerciseSummary(name, Fraction(points), Fraction(4)) for name, points in zip("fg", earned, strict=False)
    )
    score, possible = sum((each.earned for each in exercises), Fraction(0)), Fraction(4) * len(exercises)
    return Summary(assignment, student, status, "", score, possible, "s.ipynb", "", exercises, PROVENANCE)


def test_mean_median_and_shares():
    (cohort,) = cohorts([summary("a", 4, 4), summary("b", 4, 1), summary("c", 0, 0), summary("d", 4, 0)], ["softmax"])
    assert (cohort.mean, cohort.median, cohort.possible) == (Fraction(17, 4), Fraction(9, 2), 8)
    assert cohort.shares == (("f", Fraction(3, 4)), ("g", Fraction(5, 16)))


def test_what_was_not_graded_counts_nowhere():
    others = [summary("b", 0, 0, status=Status.NOT_GRADABLE), summary("c", 0, 0, status=Status.NEEDS_REVIEW)]
    (cohort,) = cohorts([summary("a", 4, 4), *others], ["softmax"])
    assert (len(cohort.summaries), len(cohort.graded), cohort.mean, cohort.median) == (3, 1, 8, 8)
    assert cohort.shares == (("f", 1), ("g", 1))


def test_nobody_was_graded():
    (cohort,) = cohorts([summary("a", 0, status=Status.NOT_GRADABLE)], ["softmax"])
    assert (cohort.graded, cohort.possible, cohort.shares) == ((), 0, ())


def test_the_order_is_the_course_s():
    found = cohorts([summary("a", 1, assignment=name) for name in ("b", "a", "b")], ["b", "unused", "a"])
    assert [(each.assignment, len(each.summaries)) for each in found] == [("b", 2), ("a", 1)]
