"""A worker grades only when its reports would be the same bytes as ours."""

from dataclasses import replace

import pytest

from grader.cluster.crew import Crew
from grader.cluster.parcels import Admitted, encode
from tests.cluster.conftest import PROVENANCE, FakeFuture

asked = []


def crew(told, answers):
    def ask(worker, place, places):
        asked.append((worker, place, places))
        return FakeFuture(*answers[worker])

    asked.clear()
    return Crew(PROVENANCE, ask, lambda future: future.value, told.append)


def admitted(**changes):
    return "finished", encode(Admitted({name: replace(each, **changes) for name, each in PROVENANCE.items()}))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"grader": "9.9"}, "it has grader 9.9, and this machine 0.1.0"),
        ({"numpy": "1.0"}, "it has numpy 1.0, and this machine 2.4.6"),
        ({"python": "3.11.0"}, "it has Python 3.11.0"),
        ({"course": "cd" * 32}, "its course of softmax is cd"),
        ({"isolation": "basic"}, "its isolation of softmax is basic instead of strict"),
        ({"seed": 8}, "its seed of softmax is 8 instead of 7"),
    ],
)
def test_whose_reports_would_differ_grades_nothing(told, change, words):
    those = crew(told, {"w": admitted(**change)})
    those.refresh({"w"})
    those.take("w")
    assert not those.admitted
    assert words in told[-1]


def test_who_was_not_given_an_assignment_grades_nothing(told):
    those = crew(told, {"w": ("finished", encode(Admitted({})))})
    those.refresh({"w"})
    those.take("w")
    assert told == ["w grades nothing: it was not given softmax"]


def test_who_comes_late_is_asked_and_who_goes_is_forgotten(told):
    those = crew(told, {"a": admitted(), "b": admitted()})
    those.refresh({"a"})
    those.take("a")
    those.refresh({"a", "b"})
    those.take("b")
    assert set(those.admitted) == {"a", "b"}
    those.refresh({"b"})
    assert set(those.admitted) == {"b"}
    assert told[-1] == "a has gone; what it was grading goes to others"
    those.refresh({"a", "b"})
    assert set(those.asked) == {"a"}


def test_an_answer_of_somebody_who_has_gone_is_ignored(told):
    those = crew(told, {"a": admitted()})
    those.take("a")
    assert not those.admitted


def test_each_worker_has_a_place_of_its_own_on_its_host(told):
    here, there = [f"tcp://10.0.0.1:{port}" for port in (1, 2, 3, 4)], "tcp://10.0.0.2:1"
    those = crew(told, dict.fromkeys([*here, there], admitted()))
    those.refresh({*here[:3], there})
    assert asked == [(here[0], 0, 3), (here[1], 1, 3), (here[2], 2, 3), (there, 0, 1)]
    those.refresh({here[0], here[2], here[3], there})
    assert asked[4:] == [(here[3], 1, 3)], "who comes for one that has gone takes its place"
