"""The table at the end: aligned, bounded, and right when there is nothing to count."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from grader.batch.discovery import Problem
from grader.batch.run_record import Run
from grader.cli import table
from grader.cli.table import below, lines
from grader.model import Provenance, Status
from grader.report import ExerciseSummary, Summary

PROVENANCE = Provenance("0.1.0", "ab", 7, "strict", "3.12.1", "2.4.6")


def summary(student, earned, status=Status.GRADED, message="", exercises=1):
    parts = tuple(ExerciseSummary(f"exercise_{number}", Fraction(earned), Fraction(4)) for number in range(exercises))
    score, possible = Fraction(earned) * exercises, Fraction(4) * exercises
    return Summary("softmax", student, status, message, score, possible, "s.ipynb", "", parts, PROVENANCE)


def printed(summaries, fail_under=None, **changes):
    run = Run(datetime.now(UTC), graded=summaries, **changes)
    return list(lines(run, ["softmax"], Path("reports"), fail_under))


def test_nobody_graded():
    told = printed([summary("a", 0, Status.NOT_GRADABLE, "a.ipynb: It is empty.")])
    assert told[1] == "softmax            1       0       –       –  –"
    assert told[-3:-1] == ["  softmax/a: a.ipynb: It is empty.", ""]


def test_nothing_at_all():
    told = printed([], problems=[Problem("x", "It is no notebook.", "Go.")])
    assert told[:2] == ["Not graded (1):", "  x: It is no notebook. Go."]


def test_many_names_are_bounded():
    told = printed([summary(f"s{number:03}", 0, Status.NEEDS_REVIEW, "why") for number in range(60)])
    assert "Needs review (60):" in told
    assert sum(line.startswith("  softmax/s") for line in told) == table.NAMED_MAX
    assert "  and 10 more; run.yaml names all" in told
    assert "  what staff has to know of them is in reports/log/" in told


def test_shares_are_wrapped_between_exercises(monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    told = printed([summary("a", 3, exercises=5)])
    assert told[2:5] == [
        "  exercise_0 75%   exercise_1 75%   exercise_2 75%",
        "  exercise_3 75%   exercise_4 75%",
        "",
    ]


def test_interrupted():
    assert printed([], left=3)[-1] == "Interrupted: 3 not graded yet. Run the same command again to go on."


def test_below_is_exact():
    assert not below(summary("a", 1), Fraction(25))
    assert below(summary("a", 1), Fraction("25.000001"))
    assert not below(summary("a", 0), Fraction(0))
