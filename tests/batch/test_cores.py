"""A container's share of the machine counts, not the machine."""

import pytest

from grader.batch import cores


@pytest.fixture
def sixteen(monkeypatch, tmp_path):
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(16)), raising=False)
    monkeypatch.setattr(cores, "_QUOTA", tmp_path / "cpu.max")
    return tmp_path / "cpu.max"


@pytest.mark.parametrize(
    ("quota", "expected"),
    [("max 100000\n", 16), ("200000 100000\n", 2), ("50000 100000\n", 1), ("9900000 100000", 16), ("broken", 16)],
)
def test_quota(sixteen, quota, expected):
    sixteen.write_text(quota)
    assert cores.available_cores() == expected


def test_no_quota(sixteen):
    assert cores.available_cores() == 16


def test_each_process_has_a_core_once_there_are_as_many(sixteen):
    assert cores.core_for([], 15) is None, "with cores to spare the scheduler knows better"
    assert [cores.core_for(list(range(count)), 16) for count in range(16)] == list(range(16))
    assert cores.core_for([0, 1, 3, *range(4, 16)], 16) == 2, "a process that replaces another takes its core"
    assert cores.core_for([*range(16), 0], 20) == 1, "more processes than cores share them evenly"


def test_processes_that_cannot_see_each_other_take_the_core_of_their_place(sixteen, monkeypatch):
    taken = []
    monkeypatch.setattr("os.sched_setaffinity", lambda pid, wanted: taken.append(wanted), raising=False)
    for place in (0, 3, 16):
        cores.take_core(place, 17)
    assert taken == [{0}, {3}, {0}]
    cores.take_core(2, 15)
    assert taken[3:] == [], "with cores to spare the scheduler knows better"
