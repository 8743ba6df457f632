"""Text by text, a report comes out as the emitter writes the whole of it, whatever stands in it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import (
    CellFault,
    Check,
    CheckResult,
    Exercise,
    ExerciseResult,
    Outcome,
    Provenance,
    Report,
    Status,
    WrittenAnswer,
)
from grader.report import render, scalars
from grader.report.render import ANSWER_CHARACTERS_MAX, MESSAGE_CHARACTERS_MAX
from tests.report.test_render import TEXTS
from tests.report.whole_tree import emitted

LONG = scalars.KEPT_CHARACTERS_MAX
LENGTHS = [80, LONG - 1, LONG, LONG + 1, MESSAGE_CHARACTERS_MAX, MESSAGE_CHARACTERS_MAX + 1, ANSWER_CHARACTERS_MAX + 1]
"""Around what is folded by habit, kept, and cut."""

pieces = st.sampled_from(
    [*sorted(TEXTS), "\n", " ", "\n  ", "---\n", "\n...", ": ", " #", "- ", "a word ", "%YAML 1.1"]
)
anything = st.text(st.characters())
texts = st.one_of(
    anything,  # halves of characters included
    st.lists(pieces, max_size=6).map("".join),
    st.lists(anything, max_size=5).map("\n".join),
    st.builds(lambda length, end: ("word " * length)[:length] + end, st.sampled_from(LENGTHS), pieces),
)
counts = st.integers(0, 10**9)
numbers = st.builds(lambda units, places: Fraction(units, 10**places), st.integers(0, 10**7), st.integers(0, 6))
checks = st.builds(Check, texts, texts, numbers, texts, st.booleans())
check_results = st.builds(CheckResult, checks, st.sampled_from(Outcome), texts)
exercises = st.builds(
    ExerciseResult, st.builds(Exercise, texts, texts, numbers), st.lists(check_results, max_size=3).map(tuple), texts
)
reports = st.builds(
    Report,
    assignment=texts,
    student=texts,
    status=st.sampled_from(Status),
    file=texts,
    sha256=texts,
    exercises=st.lists(exercises, max_size=2).map(tuple),
    cells=st.lists(st.builds(CellFault, counts, texts, texts, st.none() | counts), max_size=2).map(tuple),
    written=st.lists(st.builds(WrittenAnswer, counts, st.none() | texts, st.none() | numbers), max_size=2).map(tuple),
    provenance=st.builds(Provenance, texts, texts, st.integers(), texts, texts, texts),
    message=texts,
)


@settings(max_examples=150, deadline=None)
@given(reports)
def test_any_report(report):
    assert render(report) == emitted(report)


@pytest.mark.parametrize("value", sorted(TEXTS | {"word " * length for length in LENGTHS}))
def test_every_text_at_every_place(report, value):
    check = Check(value, value, Fraction(1), value, public=True)
    results = (CheckResult(check, Outcome.FAILED, value), CheckResult(check, Outcome.PASSED, value))
    everywhere = replace(
        report,
        assignment=value,
        student=value,
        status=Status.NEEDS_REVIEW,
        file=value,
        sha256=value,
        exercises=2 * (ExerciseResult(Exercise(value, value, Fraction(2)), results, value),),
        cells=2 * (CellFault(1, value, value, None),),
        written=2 * (WrittenAnswer(1, value, Fraction(1, 2)),),
        provenance=Provenance(value, value, 1, value, value, value),
        message=value,
    )
    assert render(everywhere) == emitted(everywhere)


def test_a_report_that_holds_everything_and_one_that_holds_nothing(report, not_gradable):
    assert render(report) == emitted(report)
    assert render(not_gradable) == emitted(not_gradable)


def test_a_text_stays_what_it_is_at_another_place():
    # Kept for one depth, it must not come back for another.
    lines = "first\nsecond\n"
    assert [scalars.in_block(lines, depth) for depth in (1, 2, 3, 1)] == [
        f"|\n{indent}first\n{indent}second" for indent in ("  ", "    ", "      ", "  ")
    ]
    assert scalars.in_braces("yes") == scalars.in_braces("yes", quoted=True) == '"yes"'
    assert scalars.in_braces("a") == "a"
    assert scalars.in_braces("a", quoted=True) == '"a"'
    assert scalars.in_braces("a, b") == "'a, b'"
    assert scalars.in_block("a, b") == "a, b"


def test_what_is_kept_is_bounded():
    for number in range(scalars.KEPT_MAX + 10):
        scalars.in_block(f"text {number}")
        scalars.in_braces(f"text {number}")
    kept = [each.cache_info() for each in (scalars._kept_block, scalars._kept_braces, scalars._kept_points)]
    assert all(each.maxsize == scalars.KEPT_MAX for each in kept)
    before = scalars._kept_block.cache_info()
    scalars.in_block("x" * (LONG + 1))
    assert scalars._kept_block.cache_info() == before
