"""Every submission comes back once, whatever workers do, and no answer counts that is not about the question."""

from types import SimpleNamespace

import pytest

from grader.cluster import engine as engine_module
from grader.cluster.parcels import Broken, Graded, Refused, encode
from grader.errors import ConfigurationError, Fault, SandboxError
from grader.model import Status
from tests.cluster.conftest import FakeCluster, lost, report, well


@pytest.fixture(autouse=True)
def looks_often(monkeypatch):
    monkeypatch.setattr(engine_module, "LOOK_SECONDS", 0.02)


def in_turn(*answers):
    """A worker that answers each batch in another way; the last way is for all others."""
    left = list(answers)

    def work(worker, batch):
        return (left.pop(0) if len(left) > 1 else left[0])(worker, batch)

    return work


def silent(worker, batch):
    return "pending", None


def graded(engine, submissions):
    finished = list(engine.grade(submissions))
    assert sorted(each.submission.student for each in finished) == sorted(each.student for each in submissions)
    return {each.submission.student: each for each in finished}


def test_all_come_back(engine, submit, told):
    cluster = FakeCluster({"a": well, "b": well})
    finished = graded(engine(cluster), [submit(f"s{number:02}") for number in range(30)])
    assert finished["s07"].log == "log of s07"
    assert [len(batch) for batch in cluster.sent] == [8, 8, 8, 6]
    assert "a grades" in told
    assert any(line.startswith("a: ") for line in told)


def test_nothing_to_do_asks_nobody_to_grade(engine):
    cluster = FakeCluster({"a": well})
    assert list(engine(cluster).grade([])) == []
    assert not cluster.sent


def test_files_are_read_as_workers_need_them(engine, submit):
    taken = []

    def source():
        for number in range(200):
            taken.append(number)
            yield submit(f"s{number}")

    cluster = FakeCluster({"a": silent})
    run = engine_module._Run(
        engine(cluster),
        SimpleNamespace(client=cluster, workers=lambda: {"a"}, result=lambda future: future.value),
        source(),
    )
    for _ in range(3):
        run._look()
        run._supply()
        while not run.heard.empty():
            list(run._hear())
    assert len(cluster.sent) == engine_module.QUEUED_PER_WORKER
    assert len(taken) == 8 * engine_module.QUEUED_PER_WORKER


def test_a_lost_batch_goes_out_again(engine, submit):
    cluster = FakeCluster({"a": in_turn(lost, lost, well)})
    assert len(graded(engine(cluster), [submit("s1"), submit("s2")])) == 2
    assert cluster.sent == [["s1", "s2"]] * 3


def test_what_the_scheduler_forgot_goes_out_again_without_blame(engine, submit):
    cluster = FakeCluster({"a": in_turn(*[lambda *_: ("cancelled", None)] * 5, well)})
    graded(engine(cluster), [submit("s1"), submit("s2")])
    assert cluster.sent == [["s1", "s2"]] * 6


def test_who_ends_workers_is_found_and_left_to_a_person(engine, submit):
    def worker(name, batch):
        fatal = any(each.student == b"fatal" and not each.set_aside for each in batch.submissions)
        return (lost if fatal else well)(name, batch)

    finished = graded(engine(FakeCluster({"a": worker})), [submit("s1"), submit("fatal"), submit("s2")])
    assert finished["fatal"].summary.status is Status.NEEDS_REVIEW
    assert "its station ended" in finished["fatal"].summary.message
    assert {finished[each].summary.status for each in ("s1", "s2")} == {Status.GRADED}


def test_a_submission_that_cannot_even_be_set_aside_stops_the_run(engine, submit):
    with pytest.raises(SandboxError, match="Not even a report of failure"):
        list(engine(FakeCluster({"a": lost})).grade([submit("s1")]))


def other(**changes):
    return lambda worker, batch: (
        "finished",
        encode(Graded(worker, tuple(report(each, **changes) for each in batch.submissions))),
    )


@pytest.mark.parametrize(
    "liar",
    [
        other(student="somebody-else"),
        other(assignment="attention"),
        other(file="other.ipynb"),
        other(sha256="cd" * 32),
        lambda worker, batch: ("finished", encode(Graded(worker, ()))),
        lambda worker, batch: ("finished", b"\x93"),
        lambda worker, batch: ("finished", {"a": 1}),
        lambda worker, batch: ("finished", None),
        lambda worker, batch: ("error", RuntimeError("no such function")),
    ],
)
def test_an_answer_to_another_question_does_not_count(engine, submit, liar):
    cluster = FakeCluster({"a": in_turn(liar, well)})
    assert graded(engine(cluster), [submit("s1")])["s1"].summary.student == "s1"
    assert len(cluster.sent) == 2


def test_a_broken_course_stops_the_run(engine, submit):
    broken = ("finished", encode(Broken((Fault("checks/hidden.py", "line 3", "It is broken.", "Mend it."),))))
    with pytest.raises(ConfigurationError, match=r"checks/hidden\.py, line 3"):
        list(engine(FakeCluster({"a": well}, {"a": broken})).grade([submit("s1")]))


def test_who_may_not_grade_is_named_and_gets_nothing(engine, submit, told):
    cluster = FakeCluster({"a": well, "b": well}, {"b": ("finished", encode(Refused("no user namespaces")))})
    graded(engine(cluster), [submit(f"s{number}") for number in range(20)])
    assert "b grades nothing: no user namespaces" in told
    assert not any(line.startswith("b: ") for line in told)


def test_without_anybody_who_may_grade_the_run_stops(engine, submit):
    cluster = FakeCluster({"a": well}, {"a": ("error", ModuleNotFoundError("No module named 'grader'"))})
    with pytest.raises(SandboxError, match=r"a: it cannot run this package .* No module named"):
        list(engine(cluster).grade([submit("s1")]))


def test_without_workers_the_run_stops_after_a_while(engine, submit, monkeypatch, told):
    monkeypatch.setattr(engine_module, "WORKERLESS_SECONDS", 0.2)
    with pytest.raises(SandboxError, match=r"has no worker that may grade\. Start some: dask worker tcp://fake"):
        list(engine(FakeCluster({})).grade([submit("s1")]))
    remedy = "Start some: dask worker tcp://fake --nthreads 1"
    assert told == [f"waiting for workers at tcp://fake, for 0.2 s. {remedy}"]


def test_a_silent_batch_is_given_to_an_idle_worker_too(engine, submit, monkeypatch):
    monkeypatch.setattr(engine_module, "SUSPECT_SECONDS", 0.1)
    both = in_turn(silent, well)
    cluster = FakeCluster({"a": both, "b": both})
    graded(engine(cluster), [submit("s1")])
    assert len(cluster.sent) == 2
    assert len(cluster.cancelled) == 1


def test_closing_early_cancels_what_is_out(engine, submit):
    cluster = FakeCluster({"a": in_turn(well, silent)})
    finished = engine(cluster).grade([submit(f"s{number}") for number in range(40)])
    next(finished)
    finished.close()
    assert len(cluster.cancelled) >= 1
