"""Reports are the documented bytes, and hostile text comes back exactly, as text, without steering anything."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from grader.characters import INVISIBLE_IN_TEXT
from grader.model import CheckResult, Outcome, Status, WrittenAnswer
from grader.report import render
from grader.report.nodes import mapping, serialize, text

TEXTS = {
    *("yes", "No", "ON", "n", "null", "~", "true", "1e3", "1E5", "0x1F", "0o17", "012", "12:30", "1_000", "-1", "+.5"),
    *(".inf", ".NaN", "nan", "2026-11-23", "<<", "=", "-", "?", "", " ", "a: b", "a #b", "*x", "&x", "!x", "%x", "@x"),
    *(
        "{a}",
        "[a]",
        "a, b",
        "'",
        '"',
        "\\",
        "|",
        ">",
        "---",
        "...",
        "a\n",
        "\na",
        "a\n\n",
        " a\nb",
        "a \nb",
        "a\tb",
        "\t",
    ),
    *("a\nb: c\n- d\n# e\n---", "\x00", "\x1b[2J", "\r", "a\r\nb", "\x85", "\u2028", "\u202ecod", "\ufeffx", "\x7f"),
    *("é", "ŷ = Xw, √d_k", "日本", "😀", "\U000e0041", "\ufffe", "\uffff", "::error::", "=1+1", "<script>", "a" * 500),
}
CORE_1_2 = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?\d+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
"""What YAML 1.2 reads as something else than text when it stands plain (its core schema, section 10.3.2)."""
WORDS_1_1 = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)


def scalars(data):
    return [event for event in yaml.parse(data, Loader=yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)]


def assert_comes_back(value):
    data = serialize(mapping([("k", text(value)), ("after", text("x"))]))
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert yaml.load(data, Loader=loader) == {"k": value, "after": "x"}
    event = scalars(data)[1]
    if event.style == "|":
        assert not event.value[0].isspace()
    if not event.style:
        assert not CORE_1_2.fullmatch(event.value)
        assert not WORDS_1_1.fullmatch(event.value)
    assert not INVISIBLE_IN_TEXT.search(data.decode())


def test_the_documented_bytes(report):
    assert render(report).decode() == Path(__file__).with_name("golden.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("value", sorted(TEXTS))
def test_texts_come_back_as_texts(value):
    assert_comes_back(value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(value):
    assert_comes_back(value)


@given(st.text(st.sampled_from("ab \n\t:#-'\"\\|>{}[],&*!%@`?=~0\r\x85\u2028\u202e")))
def test_any_punctuation_comes_back(value):
    assert_comes_back(value)


def test_halves_of_characters_are_written_out():
    data = serialize(mapping([("k", text("a\udcffb\ud800"))]))
    assert yaml.safe_load(data) == {"k": "a\\udcffb\\ud800"}


def test_hostile_texts_everywhere(report):
    evil = "x\x00\x1b]0;\u202e: yes\n- {a\ud800"
    check = report.exercises[0].checks[1]
    result = replace(report.exercises[0], checks=(replace(check, message=evil),))
    data = render(
        replace(report, student=evil, file=evil, exercises=(result,), written=(WrittenAnswer(1, evil),), cells=())
    )
    read = yaml.safe_load(data)
    shown = evil.replace("\ud800", "\\ud800")
    assert read["student"] == read["submission"]["file"] == read["written"][0]["text"] == shown
    assert read["exercises"][0]["checks"][0]["message"] == shown
    assert b"\x1b" not in data
    assert "\u202e" not in data.decode()


def test_a_check_that_passed_keeps_its_hint_to_itself(report):
    read = yaml.safe_load(render(report))
    passed, failed = read["exercises"][0]["checks"]
    assert list(passed) == ["name", "outcome", "earned", "possible"]
    assert failed["hint"] == "Subtract each row's maximum."


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.PASSED])
def test_every_other_outcome_earns_nothing_and_hints(report, outcome):
    check = report.exercises[0].checks[0].check
    exercise = replace(report.exercises[0], checks=(CheckResult(check, outcome),))
    read = yaml.safe_load(render(replace(report, exercises=(exercise,))))
    assert read["exercises"][0]["checks"] == [
        {"name": "keeps_shape", "outcome": outcome.value, "earned": 0, "possible": 2, "hint": "Look at keepdims."}
    ]


def test_a_message_only_when_not_graded(report, not_gradable):
    assert "message" not in yaml.safe_load(render(replace(report, message="left over")))
    read = yaml.safe_load(render(not_gradable))
    assert (read["status"], read["message"]) == ("not_gradable", "It is empty. Save it again.")
    assert read["exercises"] == read["cells"] == read["written"] == []
    assert yaml.safe_load(render(replace(not_gradable, status=Status.NEEDS_REVIEW)))["message"]


@pytest.mark.parametrize(
    ("points", "written"),
    [("3", b"possible: 3\n"), ("1/4", b"possible: 0.25\n"), ("1/1000", b"possible: 0.001\n"), ("21/2", b"e: 10.5\n")],
)
def test_points_are_written_exactly(report, points, written):
    exercise = replace(report.exercises[0], exercise=replace(report.exercises[0].exercise, points=Fraction(points)))
    assert written in render(replace(report, exercises=(exercise,)))


def test_points_that_no_decimal_can_say_are_refused(report):
    exercise = replace(report.exercises[0].exercise, points=Fraction(1, 3))
    with pytest.raises(ValueError, match="1/3 points cannot be written as a decimal"):
        render(replace(report, exercises=(replace(report.exercises[0], exercise=exercise),)))


def test_points_of_a_written_answer_that_a_person_has_marked(report):
    read = yaml.safe_load(render(replace(report, written=(WrittenAnswer(1, "x", Fraction(7, 2)),))))
    assert read["written"] == [{"part": 1, "text": "x", "points": 3.5}]


def test_endless_texts_are_cut(report):
    data = render(replace(report, written=(WrittenAnswer(1, "word " * 1_000_000),)))
    assert len(data) < 60_000
    assert b"(cut: 5000000 characters in all)" in data


def test_the_log_is_no_part_of_the_report(report):
    assert render(replace(report, log="secret expected value")) == render(report)
