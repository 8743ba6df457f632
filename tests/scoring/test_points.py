"""Sums of points are exact, whatever their denominators, and so is their text."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Check, CheckResult, Exercise, ExerciseResult, Outcome
from grader.points import decimal, exact_decimal, total


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


@pytest.mark.parametrize("text", ["0", "0.5", "100.1234", "-2.25", "1000000", "1234567.0000001", "100"])
def test_a_decimal_keeps_all_digits_and_adds_none(text):
    assert decimal(Fraction(text)) == exact_decimal(Fraction(text)) == text


def test_what_has_no_decimal_is_shown_to_six_places_and_written_nowhere():
    assert decimal(Fraction(200, 3)) == "66.666667"
    assert decimal(Fraction(-2, 3)) == "-0.666667"
    assert decimal(Fraction(1, 3 * 10**9)) == "0"
    with pytest.raises(ValueError, match="1/3 points cannot be written as a decimal"):
        exact_decimal(Fraction(1, 3))
