"""A course on disk, and a grader that does what the submission's text says."""

import os
import signal
import time
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from grader.batch.pool import LocalEngine
from grader.errors import ConfigurationError, Fault, SandboxError
from grader.model import (
    Check,
    CheckResult,
    Exercise,
    ExerciseResult,
    Outcome,
    Provenance,
    Report,
    Status,
    Submission,
)

PROVENANCE = Provenance("0.1.0", "ab" * 32, 7, "strict", "3.12.1", "2.4.6")


class FakeGrader:
    """`right` earns the points; `kill`, `bug`, `unfit`, `hang` are what happens to the process."""

    def grade(self, submission, data):
        for word in data.decode(errors="replace").split():
            self.obey(word, submission)
        return self.report(submission, data, Status.GRADED, "", earned=b"right" in data)

    def set_aside(self, submission, data, error, status):
        if data is not None and b"cursed" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.report(submission, data, status, str(error), earned=False)

    def obey(self, word, submission):
        if word == "kill" or (word == "kill-once" and not spent(submission)):
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "bug":
            raise AssertionError("a fault of ours")
        if word == "unfit" or (word == "unfit-once" and not spent(submission)):
            raise SandboxError("the sandbox fell over")
        if word == "hang":
            time.sleep(60)
        if word == "slow":
            time.sleep(0.3)
        if word == "misconfigured":
            raise ConfigurationError([Fault("checks", "", "It is broken.", "Mend it.")])

    def report(self, submission, data, status, message, *, earned):
        check = Check("keeps_shape", "softmax", Fraction(2), "", public=True)
        result = CheckResult(check, Outcome.PASSED if earned else Outcome.NOT_RUN)
        return Report(
            assignment=submission.assignment,
            student=submission.student,
            status=status,
            file=submission.path.name,
            sha256="" if data is None else sha256(data).hexdigest(),
            exercises=(ExerciseResult(Exercise("softmax", "Softmax", Fraction(2)), (result,)),),
            cells=(),
            written=(),
            provenance=PROVENANCE,
            message=message,
            log=f"log of {submission.student} \x1b[2J\udcff" if data and b"loud" in data else "",
        )


def spent(submission):
    """True from the second time on, in whatever process."""
    mark = submission.path.with_suffix(".spent")
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return True
    return False


@contextmanager
def open_fake(started):
    """Opens after the fault that the text of `started` asks for; leaves a mark when it was closed in order."""
    command = started.read_text() if started.exists() else ""
    if command == "misconfigured":
        raise ConfigurationError([Fault("checks/hidden.py", "line 3", "It is broken.", "Mend it.")])
    if command == "unfit":
        raise SandboxError("no user namespaces here")
    if command == "die":
        started.with_name(f"died-{os.getpid()}").touch()
        os._exit(7)
    try:
        yield FakeGrader()
    finally:
        started.with_name(f"closed-{os.getpid()}").touch()


@pytest.fixture
def started(tmp_path):
    """A file whose text says what happens when a grading process starts."""
    return tmp_path / "started"


@pytest.fixture
def engine(started):
    def make(processes, patience_seconds=30.0):
        return LocalEngine(partial(open_fake, started), processes, patience_seconds)

    return make


@pytest.fixture
def submit(tmp_path):
    """Writes a submission that says what is to happen."""

    def write(text, student=None, assignment="softmax"):
        folder = tmp_path / "submissions" / assignment
        folder.mkdir(parents=True, exist_ok=True)
        student = student if student is not None else f"student-{len(list(folder.iterdir())):02}"
        path = folder / f"{student}.ipynb"
        path.write_text(text)
        return Submission(assignment, student, path)

    return write


@pytest.fixture
def provenance():
    return PROVENANCE


@pytest.fixture
def children():
    """The living or unburied children of this process, by process id."""

    def find():
        return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())

    before = find()
    return lambda: find() - before


@pytest.fixture
def interrupt_after():
    """Sends this process a Ctrl-C after so many seconds, unless the test has ended by then."""

    def arm(seconds):
        signal.setitimer(signal.ITIMER_REAL, seconds)

    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    yield arm
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
