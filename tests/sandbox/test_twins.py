"""Zygotes forked from a warm one: each as good as the first, none in the way of another, all ended with the first."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator

import pytest

from grader.errors import SandboxError
from grader.model import Isolation
from grader.sandbox.launcher import Spawner, Zygote
from grader.sandbox.session import Session
from tests.sandbox.conftest import LIMITS, code
from tests.sandbox.test_same_state import LOOK


@pytest.fixture
def first() -> Iterator[Zygote]:
    """Numpy only, and nobody has waited until it is warm."""
    with Zygote(Isolation.STRICT, [], []) as zygote:
        yield zygote


def seen(spawner: Spawner, *sources: str, name: str) -> object:
    """What a name holds after these cells."""
    with Session(spawner, LIMITS, seed=1) as session:
        assert session.run_cells(code(*sources)) == ()
        return session.value(name)


def test_what_a_submission_sees_is_the_same_in_a_twin(first: Zygote) -> None:
    with first.twin(None) as one, first.twin(None) as other:
        assert seen(first, LOOK, name="parts") == seen(one, LOOK, name="parts") == seen(other, LOOK, name="parts")


def test_a_twin_and_all_that_it_forks_run_on_its_core(first: Zygote) -> None:
    core = max(os.sched_getaffinity(0))
    with first.twin(core) as twin:
        assert seen(twin, "import os; cores = sorted(os.sched_getaffinity(0))", name="cores") == [core]


def test_the_submissions_of_twins_do_not_meet(first: Zygote) -> None:
    attack = (
        "import os\nopen('left', 'w').close()\nfor n in range(2, 400):\n  try: os.kill(n, 9)\n  except OSError: pass"
    )
    with first.twin(None) as one, first.twin(None) as other, Session(one, LIMITS, seed=1) as session:
        assert session.run_cells(code("open('mine', 'w').write('y'); x = 1")) == ()
        assert seen(other, attack, "names = sorted(os.listdir('.'))", name="names") == ["left", "tmp"]
        session.renew()
        assert session.value("x") == 1


def test_a_twin_ends_with_its_grader_and_leaves_the_others_alone(first: Zygote) -> None:
    with first.twin(None) as other:
        session = Session(first.twin(None), LIMITS, seed=1)
        session.run_cells(code("x = 1"))
        handle = session.handle()
        try:
            session._zygote.close()  # as the kernel does when the process that holds it ends
            end = time.monotonic() + 20
            while is_there(handle) and time.monotonic() < end:
                time.sleep(0.01)
            assert not is_there(handle)
        finally:
            os.close(handle)
            session.close()
        assert seen(other, "x = 2", name="x") == 2


def test_twins_end_with_the_first_and_say_so(first: Zygote) -> None:
    with first.twin(None) as twin:
        twin.prepare()
        assert not first.has_ended()
        first._first.process.kill()
        first._first.process.wait()
        assert first.has_ended()
        with pytest.raises(SandboxError, match="stopped answering"):
            spawn_often(twin)  # the kernel ends what is inside a moment later
        with first.twin(None) as late, pytest.raises(SandboxError, match="cannot be had"):
            late.prepare()


def spawn_often(spawner: Spawner) -> None:
    """For far longer than it takes to end."""
    for _ in range(2_000):
        spawner.spawn(LIMITS, 1).close()


def is_there(handle: int) -> bool:
    """Whether the process behind a pidfd runs."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return not poll.poll(0)
