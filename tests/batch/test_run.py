"""The walk of a folder: only what would change is graded, and an interrupted run is resumed by running again."""

from dataclasses import fields, replace

import pytest
import yaml

from grader.batch.discovery import Found, Problem
from grader.batch.report_folder import ReportsUnwritable
from grader.batch.run import Order, grade_batch
from grader.errors import SandboxError
from grader.model import Isolation, Status


class Watcher:
    def __init__(self):
        self.begun, self.seen = None, []

    def begin(self, total, unchanged):
        self.begun = (total, unchanged)

    def graded(self, summary):
        self.seen.append(summary.student)


@pytest.fixture
def watcher():
    return Watcher()


@pytest.fixture
def order(tmp_path, engine, provenance):
    def make(*submissions, problems=(), **changes):
        order = Order(
            found=Found(submissions, tuple(problems)),
            provenance={"softmax": provenance, "attention": provenance},
            reports=tmp_path / "reports",
            isolation=Isolation.STRICT,
            processes=2,
            force=False,
            open_engine=lambda count: engine(min(2, count)),
        )
        return replace(order, **changes)

    return make


def no_engine(count):
    raise AssertionError("there is nothing to grade")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_is_graded_once(order, submit, watcher, tmp_path):
    submissions = [submit("right", "a"), submit("wrong", "b"), submit("right", "a", "attention")]
    run = grade_batch(order(*submissions), watcher)
    assert watcher.begun == (3, 0)
    assert sorted(watcher.seen) == ["a", "a", "b"]
    names = [(each.assignment, each.student, each.score) for each in run.summaries]
    assert names == [("attention", "a", 2), ("softmax", "a", 2), ("softmax", "b", 0)]
    assert (tmp_path / "reports/softmax/a.yaml").exists()


def test_a_second_run_grades_nothing_and_says_the_same(order, submit, watcher, tmp_path):
    submissions = [submit("right", "a"), submit("kill", "b"), submit("gone", "c")]
    submissions[2].path.unlink()
    first = grade_batch(order(*submissions), watcher)
    before = contents(tmp_path / "reports")
    second = grade_batch(order(*submissions, open_engine=no_engine), watcher)
    assert watcher.begun == (3, 3)
    assert (second.graded, second.summaries) == ([], first.summaries)
    after = contents(tmp_path / "reports")
    assert {name for name in before if before[name] != after[name]} <= {"run.yaml"}


def changed_summary(order, submission, watcher, **changes):
    grade_batch(order(submission), watcher)
    return grade_batch(order(submission, **changes), watcher)


def test_a_changed_submission_is_graded_again(order, submit, watcher):
    submission = submit("wrong", "a")
    grade_batch(order(submission), watcher)
    submission.path.write_text("right")
    assert [each.score for each in grade_batch(order(submission), watcher).graded] == [2]


@pytest.mark.parametrize("name", ["grader", "course", "seed", "isolation", "python", "numpy"])
def test_a_report_of_other_provenance_is_made_again(order, submit, watcher, provenance, name):
    assert name in {field.name for field in fields(provenance)}
    other = replace(provenance, **{name: 99 if name == "seed" else "other"})
    run = changed_summary(order, submit("right", "a"), watcher, provenance={"softmax": other})
    assert len(run.graded) == 1


def test_no_field_of_the_provenance_is_forgotten_above(provenance):
    assert [field.name for field in fields(provenance)] == ["grader", "course", "seed", "isolation", "python", "numpy"]


def test_force_grades_again(order, submit, watcher):
    run = changed_summary(order, submit("right", "a"), watcher, force=True)
    assert (len(run.graded), run.unchanged) == (1, [])


def test_a_deleted_or_damaged_report_is_made_again(order, submit, watcher, tmp_path):
    submissions = [submit("right", name) for name in "abc"]
    grade_batch(order(*submissions), watcher)
    (tmp_path / "reports/softmax/a.yaml").unlink()
    (tmp_path / "reports/softmax/b.yaml").write_bytes(b"")
    assert sorted(each.student for each in grade_batch(order(*submissions), watcher).graded) == ["a", "b"]


def test_a_report_of_another_student_is_not_believed(order, submit, watcher, tmp_path):
    submissions = [submit("right", "a"), submit("right", "b")]
    grade_batch(order(*submissions), watcher)
    reports = tmp_path / "reports/softmax"
    (reports / "b.yaml").write_bytes((reports / "a.yaml").read_bytes())
    assert [each.student for each in grade_batch(order(*submissions), watcher).graded] == ["b"]


def test_a_file_that_became_readable_is_graded(order, submit, watcher):
    submission = submit("right", "a")
    submission.path.unlink()
    assert grade_batch(order(submission), watcher).graded[0].status is Status.NOT_GRADABLE
    submission.path.write_text("right")
    assert grade_batch(order(submission), watcher).graded[0].score == 2


def test_a_file_that_became_unreadable_is_reported_anew(order, submit, watcher):
    submission = submit("right", "a")
    submission.path.unlink()
    grade_batch(order(submission), watcher)
    submission.path.symlink_to("b.ipynb")
    assert grade_batch(order(submission), watcher).graded[0].message.startswith("a.ipynb: It is a link")


def test_the_number_of_processes_does_not_show(order, submit, engine, watcher, tmp_path):
    words = ["right", "wrong", "kill", "right loud", "kill-once right", "slow right"]
    submissions = [submit(word) for word in words]
    folders = []
    for processes in (1, 3):
        folders.append(tmp_path / f"r{processes}")
        changes = {"reports": folders[-1], "open_engine": lambda count, processes=processes: engine(processes)}
        grade_batch(order(*submissions, **changes), watcher)
        (folders[-1] / "run.yaml").unlink()
        for mark in (tmp_path / "submissions/softmax").glob("*.spent"):
            mark.unlink()
    assert contents(folders[0]) == contents(folders[1])


def test_an_interrupted_run_is_resumed(order, submit, watcher, tmp_path, children, interrupt_after):
    submissions = [submit("right", "a"), submit("right", "b"), *(submit("slow " * 5, name) for name in "cdef")]
    interrupt_after(0.8)
    run = grade_batch(order(*submissions), watcher)
    assert run.left == 4
    assert not children()
    assert yaml.safe_load((tmp_path / "reports/run.yaml").read_bytes())["interrupted"] is True
    assert not list((tmp_path / "reports").rglob(".grader-*"))
    for submission in submissions[2:]:
        submission.path.write_text("right")
    run = grade_batch(order(*submissions), watcher)
    assert watcher.begun == (6, 2)
    assert (run.left, len(run.graded), len(run.summaries)) == (0, 4, 6)


def test_a_machine_that_cannot_grade_writes_no_report(order, submit, watcher, started, tmp_path):
    started.write_text("unfit")
    with pytest.raises(SandboxError):
        grade_batch(order(submit("right", "a")), watcher)
    assert not list((tmp_path / "reports").rglob("*.yaml"))


def test_a_full_disk_stops_the_run(order, submit, watcher, tmp_path, monkeypatch, children):
    def refuse(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.batch.report_folder.write_atomically", refuse)
    with pytest.raises(ReportsUnwritable, match="No space left"):
        grade_batch(order(*(submit("right") for _ in range(5))), watcher)
    assert not children()
    assert not list((tmp_path / "reports").rglob("*.yaml"))


def test_run_yaml(order, submit, watcher, tmp_path):
    submissions = [submit("right", "b"), submit("right", "yes"), submit("kill", "c"), submit("x", "d")]
    submissions[3].path.unlink()
    grade_batch(order(submissions[0]), watcher)
    run = grade_batch(order(*submissions, problems=[Problem("e.txt", "No notebook.", "Go.")]), watcher)
    written = yaml.safe_load((tmp_path / "reports/run.yaml").read_bytes())
    assert written["graded"] == ["softmax/c", "softmax/d", "softmax/yes"]
    assert written["unchanged"] == ["softmax/b"]
    assert [each["submission"] for each in written["needs_review"]] == ["softmax/c"]
    assert written["not_gradable"][0]["reason"].startswith("d.ipynb: There is no such file")
    assert written["problems"] == ["e.txt: No notebook. Go."]
    assert (written["interrupted"], written["isolation"], written["processes"]) == (False, "strict", 2)
    assert written["seconds"] == pytest.approx(run.seconds, abs=1e-3)
    assert set(written["machine"]) == {"system", "processor", "cores", "python"}
