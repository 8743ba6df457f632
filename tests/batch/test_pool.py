"""Every submission gets exactly one report, whatever happens to the process that grades it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.batch import pool as pool_module
from grader.errors import ConfigurationError, SandboxError
from grader.model import Status
from grader.report import parse


def graded(engine, submissions):
    """The summaries by student; every report is there once, and is what its summary says."""
    finished = list(engine.grade(iter(submissions)))
    assert sorted(each.submission.student for each in finished) == sorted(each.student for each in submissions)
    assert all(parse(each.report) == each.summary for each in finished)
    return {each.submission.student: each for each in finished}


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_all_are_graded(engine, submit, processes, children):
    work = [submit("right" if number % 2 else "wrong") for number in range(9)]
    finished = graded(engine(processes), work)
    assert [finished[each.student].summary.score for each in work] == [0, 2, 0, 2, 0, 2, 0, 2, 0]
    assert not children()


def test_no_work_starts_no_process(engine, children):
    assert list(engine(2).grade(iter([]))) == []
    assert not children()


def test_no_more_processes_than_work(engine, submit, tmp_path):
    graded(engine(8), [submit("right")])
    assert len(list(tmp_path.glob("closed-*"))) == 1


def test_work_is_taken_as_it_is_needed(engine, submit):
    taken = []

    def source():
        for number in range(30):
            taken.append(number)
            yield submit("right")

    finished = engine(1).grade(source())
    next(finished)
    assert len(taken) < 8
    finished.close()


def test_sessions_are_closed_in_order(engine, submit, tmp_path):
    graded(engine(2), [submit("slow") for _ in range(4)])
    assert len(list(tmp_path.glob("closed-*"))) == 2


@pytest.mark.parametrize("word", ["kill-once", "unfit-once"])
def test_a_lost_process_costs_nobody_anything(engine, submit, word, children):
    work = [submit(f"{word} right", "unlucky"), *(submit("right") for _ in range(6))]
    finished = graded(engine(2), work)
    assert {each.summary.status for each in finished.values()} == {Status.GRADED}
    assert {each.summary.score for each in finished.values()} == {2}
    assert "A grading process" in finished["unlucky"].log
    assert not children()


@pytest.mark.parametrize(
    ("word", "how"),
    [
        ("kill", "was killed by SIGKILL"),
        ("bug", "AssertionError: a fault of ours"),
        ("unfit", "the sandbox fell over"),
    ],
)
def test_who_ends_two_processes_is_set_aside(engine, submit, word, how):
    work = [
        *(submit("right") for _ in range(3)),
        submit(f"{word} right", "fatal"),
        *(submit("right") for _ in range(3)),
    ]
    finished = graded(engine(1), work)
    fatal = finished.pop("fatal")
    assert (fatal.summary.status, fatal.summary.score) == (Status.NEEDS_REVIEW, 0)
    assert fatal.summary.message.startswith("fatal.ipynb: Grading it ended 2 grading processes. A person must look")
    assert fatal.log.count(how) == 2
    assert how.encode() not in fatal.report
    assert {each.summary.score for each in finished.values()} == {2}


def test_a_class_with_several_fatal_ones(engine, submit):
    work = [submit("kill" if number % 3 == 0 else "right") for number in range(9)]
    finished = graded(engine(2), work)
    statuses = [finished[each.student].summary.status for each in work]
    assert statuses == [Status.NEEDS_REVIEW, Status.GRADED, Status.GRADED] * 3


def test_a_silent_process_is_lost(engine, submit):
    finished = graded(engine(2, patience_seconds=0.5), [submit("hang", "endless"), submit("right", "other")])
    assert finished["endless"].summary.status is Status.NEEDS_REVIEW
    assert "gave no answer for too long" in finished["endless"].log
    assert finished["other"].summary.score == 2


def test_patience_starts_when_work_is_given(engine, submit):
    finished = engine(1, patience_seconds=1.0).grade(iter([submit("right", "first"), submit("right", "second")]))
    next(finished)
    time.sleep(1.2)
    assert [(each.summary.status, each.log) for each in finished] == [(Status.GRADED, "")]


def test_an_unreadable_file_is_reported(engine, submit):
    missing, fine = submit("right", "missing"), submit("right", "fine")
    missing.path.unlink()
    finished = graded(engine(1), [missing, fine])
    assert (finished["missing"].summary.status, finished["missing"].summary.sha256) == (Status.NOT_GRADABLE, "")
    assert finished["missing"].summary.message == "missing.ipynb: There is no such file. Submit the notebook again."
    assert finished["fine"].summary.score == 2


@pytest.mark.parametrize("student", ["yes", "a\nb", "\udcff", "x" * 200, "'; rm -rf"])
def test_odd_students(engine, submit, student):
    finished = graded(engine(1), [submit("right loud", student)])
    assert finished[student].summary.score == 2
    assert finished[student].log.startswith("log of ")


def refused(engine, submissions, error):
    begun = time.monotonic()
    with pytest.raises(error) as caught:
        list(engine.grade(iter(submissions)))
    assert time.monotonic() - begun < 10
    return caught.value


@pytest.mark.parametrize("processes", [1, 3])
def test_a_broken_course_stops_the_run(engine, submit, started, processes, children):
    started.write_text("misconfigured")
    error = refused(engine(processes), [submit("right") for _ in range(9)], ConfigurationError)
    assert str(error) == "checks/hidden.py, line 3: It is broken. Mend it."
    assert not children()


def test_a_course_that_breaks_later_stops_the_run(engine, submit):
    error = refused(engine(1), [submit("right"), submit("misconfigured")], ConfigurationError)
    assert str(error) == "checks: It is broken. Mend it."


def test_a_machine_without_a_sandbox_stops_the_run(engine, submit, started, children):
    started.write_text("unfit")
    assert str(refused(engine(2), [submit("right")], SandboxError)) == "no user namespaces here"
    assert not children()


def test_a_process_that_never_gets_ready_stops_the_run(engine, submit, started, children, tmp_path):
    started.write_text("die")
    error = refused(engine(2), [submit("right") for _ in range(4)], SandboxError)
    assert "keep ending on this machine; the last one ended with exit code 7" in str(error)
    assert len(list(tmp_path.glob("died-*"))) <= 3
    assert not children()


def test_a_machine_on_which_everything_dies_stops_the_run(engine, submit, monkeypatch):
    monkeypatch.setattr(pool_module, "LOSSES_IN_A_ROW_MAX", 5)
    assert "keep ending" in str(refused(engine(1), [submit("kill") for _ in range(9)], SandboxError))


def test_a_submission_that_cannot_even_be_set_aside_stops_the_run(engine, submit):
    error = refused(engine(1), [submit("kill cursed", "fatal")], SandboxError)
    assert "Not even a report of failure could be made for" in str(error)


def test_closing_early_drops_what_is_in_flight(engine, submit, children):
    work = [submit("right"), *(submit("hang") for _ in range(5))]
    finished = engine(2).grade(iter(work))
    assert next(finished).summary.score == 2
    begun = time.monotonic()
    finished.close()
    assert time.monotonic() - begun < 3
    assert not children()


def test_an_interrupt_while_waiting(engine, submit, children, tmp_path, interrupt_after):
    work = [submit("right"), *(submit("hang") for _ in range(5))]
    finished = engine(2).grade(iter(work))
    next(finished)
    interrupt_after(0.3)
    with pytest.raises(KeyboardInterrupt):
        list(finished)
    assert not children()
    assert len(list(tmp_path.glob("closed-*"))) == 2


def test_grading_processes_ignore_ctrl_c(engine, submit, children):
    finished = engine(1).grade(iter([submit("right"), submit("slow right", "late")]))
    next(finished)
    for child in children():
        os.kill(int(child), signal.SIGINT)
    assert [(each.summary.score, each.log) for each in finished] == [(2, "")]


ORPHANS = """
import os, sys, time
from contextlib import contextmanager
from pathlib import Path
from grader.batch.pool import LocalEngine
from grader.model import Submission

@contextmanager
def hang():
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(60)
    yield

list(LocalEngine(hang, 2, 60).grade([Submission("a", str(n), Path(str(n))) for n in range(4)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the parent's death is a signal on Linux only")
def test_no_grading_process_outlives_the_main_process(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", ORPHANS, str(tmp_path)], env={**os.environ, "PYTHONPATH": "."}
    ) as main:
        wait_for(lambda: len(list(tmp_path.iterdir())) == 2)
        main.kill()
    wait_for(lambda: not any(alive(entry.name) for entry in tmp_path.iterdir()))


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition):
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)
