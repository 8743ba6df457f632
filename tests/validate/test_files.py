"""The files that authors write: answers, equivalents, messages."""

from __future__ import annotations

import pytest

from grader.checks.authored import CORRECT, WRONG, read_answers
from grader.errors import ConfigurationError
from grader.validate.equivalent import read_equivalent
from grader.validate.messages import differences, read_messages, write_messages

EXERCISES = ("softmax", "logsumexp")


def answer(tmp_path, name, text, verdict=WRONG):
    path = tmp_path / "answers" / verdict / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


RIGHT = '"""Divides by d."""\n\n\ndef softmax(x):\n    return x\n'


def test_an_answer_is_read(tmp_path):
    (only,) = read_answers(answer(tmp_path, "softmax--by-d.py", RIGHT), WRONG, EXERCISES)
    assert (only.name, only.sentence, only.loses) == ("wrong/softmax--by-d", "Divides by d", {"softmax"})


def test_a_wrong_answer_may_lose_more_and_a_correct_one_nothing(tmp_path):
    text = RIGHT.replace('d."""', 'd.\n\nLoses: softmax, logsumexp\n"""')
    (wrong,) = read_answers(answer(tmp_path, "softmax--by-d.py", text), WRONG, EXERCISES)
    assert wrong.loses == set(EXERCISES)
    (right,) = read_answers(answer(tmp_path, "softmax--by-d.py", text, CORRECT), CORRECT, EXERCISES)
    assert right.loses == set()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("softmx--a.py", RIGHT, "Its name says no exercise"),
        ("softmax.py", RIGHT, "Its name says no exercise"),
        ("softmax--a.py", "def softmax(:", "not Python"),
        ("logsumexp--a.py", RIGHT, "defines no function `logsumexp`"),
        ("softmax--a.py", "def softmax(x):\n    return x\n", "no docstring"),
        ("softmax--a.py", RIGHT.replace('d."""', 'd.\n\nLoses: softmx\n"""'), "softmx, which is no exercise"),
    ],
)
def test_an_unfit_answer_is_named(tmp_path, name, text, problem):
    with pytest.raises(ConfigurationError) as caught:
        read_answers(answer(tmp_path, name, text), WRONG, EXERCISES)
    (fault,) = caught.value.faults
    assert problem in fault.problem
    assert fault.file.endswith(name)
    assert fault.remedy


def test_equivalents_have_reasons(tmp_path):
    assert read_equivalent(tmp_path) == {}
    (tmp_path / "equivalent.yaml").write_text("softmax:a:1: It cancels.\n")
    assert read_equivalent(tmp_path) == {"softmax:a:1": "It cancels."}


@pytest.mark.parametrize("text", ["- a\n", "a:\n", "a: b\na: c\n", "a: [b]\n", "a: !x b\n"])
def test_unfit_equivalents_are_named(tmp_path, text):
    (tmp_path / "equivalent.yaml").write_text(text)
    with pytest.raises(ConfigurationError, match=r"equivalent\.yaml"):
        read_equivalent(tmp_path)


def test_messages_are_kept_and_compared_but_for_what_is_measured(tmp_path):
    (tmp_path / "answers").mkdir()
    assert read_messages(tmp_path) == {}
    write_messages(tmp_path, {"wrong/a": {"c": "softmax returned 0.25 at [0, 3], off by 3 of 1e-12"}})
    kept = read_messages(tmp_path)
    assert not list(differences(kept, {"wrong/a": {"c": "softmax returned 0.2499 at [0, 3], off by 4 of 1.1e-12"}}))
    for now, said in (
        ({"wrong/a": {"c": "softmax returned 0.25 at [0, 2], off by 3 of 1e-12"}}, "was “"),
        ({"wrong/a": {}}, "it does not fire any more"),
        ({"wrong/a": {**kept["wrong/a"], "d": "x"}}, "it fires now"),
        ({}, "no such wrong answer"),
        ({**kept, "wrong/b": {}}, "not kept yet"),
    ):
        (line,) = differences(kept, now)
        assert said in line
