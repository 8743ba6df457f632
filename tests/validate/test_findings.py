"""What is found: every way in which checks fail to tell right from wrong."""

from __future__ import annotations

import pytest

from grader.model import Outcome
from grader.validate.findings import diagnosed, idle, not_told_apart, of_equivalents, strays, survivals, too_few
from grader.validate.mutants import Mutant
from tests.validate.conftest import CHECKS, Kind, report, subject, tried

EVERY = [check for own in CHECKS.values() for check in own]


@pytest.mark.parametrize(
    ("one", "found", "expected"),
    [
        (subject(Kind.REFERENCE, "reference/1"), report(), None),
        (subject(Kind.REFERENCE, "reference/1"), report("softmax_is_stable"), "softmax_is_stable failed though"),
        (subject(Kind.CORRECT, "correct/softmax--loop"), report("softmax_is_stable"), "though it should pass"),
        (subject(Kind.WRONG, "wrong/softmax--x", "softmax"), report("softmax_is_stable"), None),
        (subject(Kind.WRONG, "wrong/softmax--x", "softmax"), report(), "loses nothing of softmax"),
        (
            subject(Kind.WRONG, "wrong/softmax--x", "softmax"),
            report("softmax_is_stable", "predict_is_the_product"),
            "predict_is_the_product failed though it should pass",
        ),
        (subject(Kind.BLANK, "blank", *CHECKS), report(*EVERY), None),
        (subject(Kind.BLANK, "blank", *CHECKS), report(*EVERY[1:]), "softmax_sums_to_one passed"),
        (subject(Kind.MUTANT, "m", "softmax"), report("softmax_is_stable", outcome=Outcome.BROKEN), "is broken"),
        (subject(Kind.CORRECT, "c"), report("softmax_is_stable", outcome=Outcome.NOT_RUN), "is not_run"),
    ],
)
def test_not_told_apart(one, found, expected):
    said = list(not_told_apart(tried([(one, found)])))
    assert (not said) if expected is None else any(expected in line for line in said), said


def mutated():
    made = {name: Mutant(name, "softmax", "", "-a\n+b") for name in ("s:a", "s:b", "s:c")}
    found = [
        (subject(Kind.MUTANT, "s:a", "softmax"), report("softmax_is_stable", "predict_is_the_product")),
        (subject(Kind.MUTANT, "s:b", "softmax"), report()),
        (subject(Kind.MUTANT, "s:c", "softmax"), report()),
    ]
    return tried(found, mutants=made, equivalent={"s:c": "why", "s:a": "no", "s:gone": "no"})


def test_mutants_are_killed_or_survive_or_are_equivalent():
    row, other = survivals(mutated())
    assert (row.killed, row.survived, row.equivalent) == (("s:a",), ("s:b",), ("s:c",))
    assert (other.exercise, other.killed) == ("predict", ())


def test_untrue_lines_of_equivalents_are_told():
    said = list(of_equivalents(mutated()))
    assert len(said) == 2
    assert "s:a: it is killed" in said[0]
    assert "s:gone: there is no such mutant" in said[1]


def test_strays_and_idle_checks_are_noted():
    assert strays(mutated()) == [("s:a", "predict_is_the_product")]
    assert idle(mutated()) == ["softmax_sums_to_one"]


def test_too_little_proves_nothing():
    said = "\n".join(too_few(mutated()))
    assert "answers/correct: 0 answers" in said
    assert "answers/wrong: 0 answers" in said
    assert "3 mutants; at least 40" in said
    assert "1 of 3 mutants are called equivalent" in said


def test_diagnoses_are_right_or_wrong_or_none():
    right = subject(Kind.WRONG, "wrong/a", "softmax", sentence="adds one")
    wrong = subject(Kind.WRONG, "wrong/b", "softmax", sentence="adds two")
    silent = subject(Kind.WRONG, "wrong/c", "softmax", sentence="adds three")
    said = {"softmax": "behaves as if it adds one"}
    found = diagnosed(tried([(right, report(diagnoses=said)), (wrong, report(diagnoses=said)), (silent, report())]))
    assert found == {"rightly": ["wrong/a"], "wrongly": ["wrong/b"], "not at all": ["wrong/c"]}
