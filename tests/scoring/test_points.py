"""Sums of points are exact, whatever their denominators."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Check, CheckResult, Exercise, ExerciseResult, Outcome
from grader.points import total


@settings(max_examples=50, deadline=None)
@given(st.lists(st.fractions(max_denominator=10**6), max_size=30))
def test_as_they_are_added_one_by_one(points):
    assert total(points) == sum(points, Fraction(0))
    assert isinstance(total(iter(points)), Fraction)


def test_only_what_passed_is_summed():
    points = [Fraction(1, 3), Fraction(5, 2), Fraction(7)]
    results = [CheckResult(Check(str(each), "a", each, "", public=True), Outcome.PASSED) for each in points]
    failed = CheckResult(results[0].check, Outcome.FAILED)
    assert ExerciseResult(Exercise("a", "", Fraction(10)), (*results, failed)).earned == Fraction(59, 6)
    assert ExerciseResult(Exercise("a", "", Fraction(10)), ()).earned == 0
