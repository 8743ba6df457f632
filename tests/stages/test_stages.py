"""Every second belongs to one stage, and nothing is measured unless somebody asks."""

import pytest

from grader.stages import STAGES, Stages, Stopwatch


@pytest.fixture
def clock():
    """A clock that the test sets."""
    return [0.0]


def test_an_inner_stage_is_not_counted_twice(clock):
    watch = Stopwatch(lambda: clock[0])
    with watch.stage("checks"):
        clock[0] = 1
        with watch.stage("wire"):
            clock[0] = 3
        clock[0] = 7
        watch.shift(0.5, "wire", "calls")
    clock[0] = 100
    assert watch.take() == dict.fromkeys(STAGES, 0.0) | {"checks": 5, "wire": 1.5, "calls": 0.5}
    assert set(watch.take().values()) == {0.0}


def test_a_stage_that_raises_ends(clock):
    watch = Stopwatch(lambda: clock[0])

    def fail():
        with watch.stage("cells"):
            clock[0] = 2
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    clock[0] = 5
    assert watch.take()["cells"] == 2


def test_nothing_is_measured_unless_somebody_asks():
    off = Stages()
    with off.stage("cells"):
        off.shift(1, "cells", "calls")
    assert (off.is_on, off.take()) == (False, {})
