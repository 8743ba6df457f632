"""A small report, and a scheduler of Dask that is none: its workers answer at once, as the test tells them."""

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from itertools import count
from types import SimpleNamespace

import pytest

from grader.cluster.engine import ClusterEngine
from grader.cluster.parcels import Admitted, Graded, GradedOne, Lost, decode_batch, encode
from grader.cluster.remote import admit
from grader.cluster.scheduler import Scheduler
from grader.model import Exercise, ExerciseResult, Provenance, Report, Status, Submission
from grader.report import render

PROVENANCE = {"softmax": Provenance("0.1.0", "ab" * 32, 7, "strict", "3.12.1", "2.4.6")}


def report(sent, provenance=PROVENANCE, **changes):
    """The report on a sent submission, as a worker would write it."""
    student = sent.student.decode("utf-8", "surrogatepass")
    made = Report(
        assignment=sent.assignment,
        student=student,
        status=Status.NEEDS_REVIEW if sent.set_aside else Status.GRADED,
        file=sent.file.decode(),
        sha256="" if sent.data is None else sha256(sent.data).hexdigest(),
        exercises=(ExerciseResult(Exercise("softmax", "Softmax", Fraction(2)), ()),),
        cells=(),
        written=(),
        provenance=provenance[sent.assignment],
        message=sent.set_aside,
    )
    return GradedOne(render(replace(made, **changes)), f"log of {student}")


class FakeFuture:
    """A future that is done when it is made; `status` and `value` are the worker's doing."""

    _keys = count()

    def __init__(self, status, value):
        self.key, self.status, self.value = f"key-{next(self._keys)}", status, value

    def add_done_callback(self, call):
        if self.status != "pending":
            call(self)

    def exception(self):
        return self.value

    def cancel(self):
        self.status = "cancelled"


class FakeCluster:
    """Workers by address, each a function from a batch to (status, value)."""

    def __init__(self, workers, admissions=None):
        self.workers, self.admissions = workers, admissions or {}
        self.out_max = self.submitted = 0
        self.sent, self.cancelled = [], []

    def submit(self, function, *arguments, workers, **_):
        worker = workers[self.submitted % len(workers)]
        self.submitted += 1
        if function is admit:
            return FakeFuture(*self.admissions.get(worker, ("finished", encode(Admitted(PROVENANCE)))))
        batch = decode_batch(arguments[1])
        self.sent.append([each.student.decode() for each in batch.submissions])
        return FakeFuture(*self.workers[worker](worker, batch))


def well(worker, batch):
    """A worker that does what it is asked."""
    return "finished", encode(Graded(worker, tuple(report(each) for each in batch.submissions)))


def lost(worker, batch):
    """A worker whose station has ended."""
    return "finished", encode(Lost("its station ended"))


@pytest.fixture
def told():
    return []


@pytest.fixture
def engine(monkeypatch, told):
    """Makes an engine on a fake cluster."""

    def make(cluster):
        scheduler = SimpleNamespace(
            address="tcp://fake",
            client=cluster,
            workers=lambda: set(cluster.workers),
            result=lambda future: future.value,
            cancel=cluster.cancelled.extend,
        )

        class Connected:
            def __enter__(self):
                return scheduler

            def __exit__(self, *_):
                return None

        monkeypatch.setattr(Scheduler, "connected", lambda address, tell: Connected())
        return ClusterEngine("tcp://fake", b"course", PROVENANCE, told.append)

    return make


@pytest.fixture
def submit(tmp_path):
    def write(student, data=b"{}"):
        path = tmp_path / f"{student}.ipynb"
        path.write_bytes(data)
        return Submission("softmax", student, path)

    return write
