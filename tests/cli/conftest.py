"""A course on disk, and the command line run in it with a grader that does what the submission's text says."""

import os
import signal
import time
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from grader.cli.program import run
from grader.config import provenance_of
from grader.errors import ConfigurationError, Fault, SandboxError
from grader.model import Check, CheckResult, ExerciseResult, Outcome, Report, Status

CONFIG = """\
course: Numerics
seed: 7
isolation: basic
assignments: [softmax, attention]
"""
ASSIGNMENT = """\
title: Convex weights
exercises:
- {name: softmax, title: Stable softmax, points: 6}
- {name: logsumexp, title: Stable sums, points: 2.5}
"""


class FakeGrader:
    """`right` earns everything, `half` the first exercise."""

    def __init__(self, course, isolation):
        self.course, self.isolation = course, isolation

    def grade(self, submission, data):
        if b"kill" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"slow" in data:
            time.sleep(0.5)
        return self.report(submission, data, Status.GRADED, "", 2 if b"right" in data else int(b"half" in data))

    def set_aside(self, submission, data, error, status):
        return self.report(submission, data, status, str(error), 0)

    def report(self, submission, data, status, message, passed):
        assignment = next(each for each in self.course.assignments if each.name == submission.assignment)
        exercises = []
        for number, exercise in enumerate(assignment.exercises):
            check = Check(f"check_{exercise.name}", exercise.name, exercise.points, "", public=False)
            result = CheckResult(check, Outcome.PASSED if number < passed else Outcome.FAILED)
            exercises.append(ExerciseResult(exercise, (result,)))
        return Report(
            submission.assignment,
            submission.student,
            status,
            submission.path.name,
            "" if data is None else sha256(data).hexdigest(),
            tuple(exercises),
            (),
            (),
            provenance_of(self.course, assignment, self.isolation),
            message,
        )


@contextmanager
def open_fake(course, assignments, isolation, stages=None):
    start = Path("start")
    if start.exists() and start.read_text() == "misconfigured":
        faults = [Fault("solutions/softmax/checks/hidden.py", "line 3", "It is no Python.", "Mend it.")]
        raise ConfigurationError([*faults, Fault("b.py", "", "Nor is this.", "Mend it, too.")])
    if start.exists():
        raise SandboxError("This machine forbids user namespaces. Allow them, or grade with --isolation basic.")
    yield FakeGrader(course, isolation)


def fake_opening(*words):
    """In place of the real one."""
    return partial(open_fake, *words)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The current folder is a course with two assignments and no submissions."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("grader.cli.ordering.CourseOpening", fake_opening)
    Path("config.yaml").write_text(CONFIG)
    for name in ("softmax", "attention"):
        folder = Path("solutions", name)
        (folder / "checks").mkdir(parents=True)
        (folder / "checks" / "hidden.py").touch()
        (folder / f"{name}.ipynb").touch()
        (folder / "assignment.yaml").write_text(ASSIGNMENT)
    return tmp_path


@pytest.fixture
def submit(course):
    def write(text, student, assignment="softmax"):
        path = Path("submissions", assignment, f"{student}.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


@pytest.fixture
def grader(capfd):
    """Runs a command; returns its exit code, stdout and stderr."""

    def call(*arguments):
        capfd.readouterr()
        before = signal.getsignal(signal.SIGTERM)
        try:
            code = run([str(argument) for argument in arguments])
        finally:
            signal.signal(signal.SIGTERM, before)
        told = capfd.readouterr()
        return code, told.out, told.err

    return call
