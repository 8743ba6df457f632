"""Processes that the machine ends, for want of memory or by an operator's hand: no student is blamed for that."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.config import load_course
from grader.grading import GradingSession
from grader.model import Isolation, Status, Submission
from grader.report import render
from grader.sandbox.launcher import Zygote
from grader.sandbox.session import Session
from tests.sandbox.conftest import LIMITS, Run, code

ROOT = Path(__file__).parents[2]


@contextmanager
def killing(session: Session, times: int, spared: int = 0) -> Iterator[None]:
    """Kills the session's process as soon as there is one, so many times; spares the first ones."""

    def kill() -> None:
        before = None
        for number in range(spared + times):
            while session._child is None or session._child is before:
                time.sleep(0.005)
            before = session._child
            if number < spared:
                continue
            time.sleep(0.2)
            signal.pidfd_send_signal(before.pidfd, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    yield
    thread.join()


@pytest.mark.parametrize(("times", "blamed"), [(1, []), (2, ["Crashed"])])
def test_a_cell_is_blamed_for_a_process_that_ends_twice(zygote: Zygote, times: int, blamed: list[str]) -> None:
    with Session(zygote, LIMITS, seed=1) as session, killing(session, times):
        faults = session.run_cells(code("x = 1", "import time; time.sleep(0.6)", "y = 2"))
    assert [fault.kind for fault in faults] == blamed
    assert session.kind("y") == "value"


def test_a_cell_is_not_blamed_for_what_another_one_did(zygote: Zygote) -> None:
    cells = code("import os, time; time.sleep(0.1); os._exit(0)", "import time; time.sleep(0.6)", "y = 2")
    with Session(zygote, LIMITS, seed=1) as session, killing(session, 1, spared=2):
        faults = session.run_cells(cells)
    assert [(fault.index, fault.kind) for fault in faults] == [(0, "Crashed")]
    assert session.kind("y") == "value"


def test_a_notebook_of_cells_that_end_their_process_now_and_then_comes_to_an_end(run: Run) -> None:
    cells = ["import os, random", *["random.seed()\nif random.random() < 0.5: os._exit(0)"] * 60]
    _, faults = run(*cells)
    assert {fault.kind for fault in faults} == {"Crashed"}


def test_a_cell_that_ends_its_process_is_not_tried_for_ever(run: Run) -> None:
    session, faults = run("x = 1", "import os; os._exit(0)", "y = 2", "import os; os._exit(1)")
    assert [(fault.index, fault.kind) for fault in faults] == [(1, "Crashed"), (3, "Crashed")]
    assert session.value("y") == 2


class Course:
    """One submission, graded however often."""

    def __init__(self) -> None:
        path = ROOT / "submissions" / "softmax" / "student-01.ipynb"
        self.course, self.data = load_course(ROOT), path.read_bytes()
        self.submission = Submission("softmax", "student-01", path)

    def grade(self, session: GradingSession) -> Any:
        return session.grade(self.submission, self.data)


def test_a_zygote_that_is_killed_costs_nobody_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Zygote] = []
    prepare: Callable[[Zygote], None] = Zygote.prepare

    def killed(self: Zygote) -> None:
        if not started:
            self._first.process.kill()
        started.append(self)
        prepare(self)

    monkeypatch.setattr(Zygote, "prepare", killed)
    monkeypatch.setattr("grader.sandbox.preload.modules_for", lambda _: [])
    course = Course()
    with GradingSession(course.course, ["softmax"], Isolation.STRICT) as session:
        first = course.grade(session)
        session._zygote._first.process.kill()  # between two submissions
        session._zygote._first.process.wait()
        second = course.grade(session)
    assert first.status is Status.GRADED
    assert render(first) == render(second)


def test_a_zygote_that_dies_after_the_process_did_is_no_fault_of_the_notebook() -> None:
    course = Course()
    with GradingSession(course.course, ["softmax"], Isolation.STRICT) as session:
        undisturbed = render(course.grade(session))
        fork: Callable[[Session], Any] = Session._fork_copy
        run: Callable[[Session], Any] = Session._run_once
        seen: list[Session] = []

        def run_without_a_parked_answer(self: Session) -> Any:
            found = run(self)
            self._stateless, self._itself = frozenset(), None
            return found

        def killing_fork(self: Session) -> Any:
            seen.append(self)
            if len(seen) <= 2 and self._child is not None:
                if len(seen) == 2:  # the notebook was run again already; now all of the sandbox goes
                    session._zygote._first.process.kill()
                    session._zygote._first.process.wait()
                signal.pidfd_send_signal(self._child.pidfd, signal.SIGKILL)
                time.sleep(0.1)
            return fork(self)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Session, "_fork_copy", killing_fork)
            patch.setattr("grader.worker.wire.CellsDone.stateless", ())  # no function answers but in a copy
            assert render(course.grade(session)) == undisturbed
        assert len(seen) > 2
