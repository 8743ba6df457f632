"""A copy ranks first however it is disguised; right answers that were found independently do not rank high."""

import random
from pathlib import Path

import pytest

from grader.notebook import read_notebook
from grader.similarity import fingerprint, rank
from grader.similarity.winnowing import SYMBOLS, WINDOW, released_hashes
from tests.similarity.conftest import ANSWERS, RELEASED, disguised, notebook

COURSE = Path(__file__).resolve().parents[2]


def pairs(matches):
    return [{match.one.student, match.other.student} for match in matches]


@pytest.mark.parametrize("victim", ["bob", "cyd", "eve"])
def test_a_disguised_copy_ranks_first(works, victim):
    matches = rank(works(mallory=disguised(notebook(ANSWERS[victim]))), 10)
    assert pairs(matches)[0] == {victim, "mallory"}
    assert matches[0].score > 3 * matches[1].score


def test_independent_answers_do_not_rank_high(works):
    assert all(match.score < 0.15 for match in rank(works(), 10))


def test_what_everybody_wrote_counts_for_little(works):
    """Forty students found Ann's answer, as the textbook has it: none of them stands beside a copyist of Eve's."""
    many = {f"s{number:02}": disguised(notebook(ANSWERS["ann"])) for number in range(40)}
    matches = rank(works(**many, mallory=disguised(notebook(ANSWERS["eve"]))), 10)
    assert pairs(matches)[0] == {"eve", "mallory"}
    assert all(match.score < 0.05 for match in matches[1:])


def test_the_sample_class_with_one_copy_in_it():
    released = _cells(COURSE / "assignments/attention/attention.ipynb")
    hashes = released_hashes(released)
    found = {path.stem: _cells(path) for path in sorted((COURSE / "submissions/attention").glob("*.ipynb"))}
    functions = [line.split("(")[0][4:] for cell in released for line in cell.split("\n") if line.startswith("def ")]
    found["copy"] = disguised(found["student-08"], keep=(*functions, "np", "plt"))
    matches = rank([fingerprint(student, cells, hashes) for student, cells in found.items()], 5)
    assert pairs(matches)[0] == {"copy", "student-08"}
    assert matches[0].score > 0.7
    # The eleven others who answered by themselves, many of them rightly.
    assert all(match.score < 0.35 for match in matches[1:])


def _cells(path):
    return tuple(cell.source for cell in read_notebook(path.read_bytes(), path.name).code)


def test_what_was_released_is_left_out(works):
    blank = dict.fromkeys(("x", "y"), RELEASED)
    assert not [pair for pair in pairs(rank(works(**blank), 100)) if pair & {"x", "y"}]


def test_attempts_of_one_student_are_no_pair(works):
    again = {"eve@2": notebook(ANSWERS["eve"]), "eve@3": notebook(ANSWERS["eve"])}
    assert all(not pair <= {"eve", "eve@2", "eve@3"} for pair in pairs(rank(works(**again), 100)))


def test_the_order_of_the_class_does_not_show(works):
    class_works = works(mallory=disguised(notebook(ANSWERS["bob"])))
    expected = [(match.one.student, match.other.student, match.score) for match in rank(class_works, 10)]
    random.Random(3).shuffle(class_works)
    assert [(match.one.student, match.other.student, match.score) for match in rank(class_works, 10)] == expected


def test_ties_are_broken_in_the_same_way(works):
    ring = {name: notebook(ANSWERS["eve"]) for name in ("e1", "e2")}
    assert [sorted(pair) for pair in pairs(rank(works(**ring), 2))] == [["e1", "e2"], ["e1", "eve"]]


@pytest.mark.parametrize("count", [0, 1])
def test_small_classes(works, count):
    assert rank(works()[:count], 10) == []


def test_two_students_can_be_compared():
    one, other = (fingerprint(name, notebook(ANSWERS["eve"])) for name in ("a", "b"))
    assert rank([one, other], 10)[0].score > 0.5


@pytest.mark.parametrize("seed", range(20))
def test_a_long_enough_common_stretch_is_always_found(seed):
    """The promise of winnowing."""
    draw = random.Random(seed)
    words = ["+", "-", "*", "/", "(", ")", "x", "1", "==", "lambda", "not", "in"]
    stretch = " ".join(draw.choices(words, k=SYMBOLS + WINDOW - 1))
    one, other = (
        fingerprint(name, [f"{' '.join(draw.choices(words, k=50))} {stretch} {' '.join(draw.choices(words, k=50))}"])
        for name in ("a", "b")
    )
    assert one.places.keys() & other.places.keys()


def test_fingerprints_are_the_same_everywhere():
    """Not of one process: no hash that is salted."""
    cell = "total = sum(weight * point for weight, point in zip(weights, points))"
    assert min(fingerprint("a", [cell]).places) == 903433534114732092
