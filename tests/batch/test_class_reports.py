"""All reports of a folder are found, with or without the index; what is none is named."""

import pytest

from grader.batch import class_reports
from grader.batch.class_reports import read_reports
from grader.batch.discovery import Found
from grader.batch.run import Order, grade_batch
from grader.model import Isolation


class Nobody:
    def begin(self, total, unchanged):
        pass

    def graded(self, summary):
        pass


@pytest.fixture
def graded(submit, engine, provenance, tmp_path):
    submissions = [submit("right", "anna", "attention"), *[submit("right", each) for each in STUDENTS]]
    order = Order(
        found=Found(tuple(submissions), ()),
        provenance={"softmax": provenance, "attention": provenance},
        reports=tmp_path / "reports",
        isolation=Isolation.STRICT,
        processes=1,
        force=False,
        open_engine=engine,
    )
    grade_batch(order, Nobody())
    return tmp_path / "reports"


STUDENTS = ("anna", "Anna", "b\udcff", "c\\udcff", "d@2")
SHOWN = ["Anna", "anna", "b\\udcff", "c\\udcff", "d@2"]


def students(folder):
    found = read_reports(folder, ["softmax", "attention"])
    assert found.problems == ()
    return [f"{each.assignment}/{each.student}" for each in found.summaries]


def test_every_report_is_found(graded):
    expected = [*(f"softmax/{each}" for each in SHOWN), "attention/anna"]
    assert students(graded) == expected
    (graded / ".index.json").unlink()
    assert students(graded) == expected


def test_the_index_spares_reading(graded, monkeypatch):
    monkeypatch.setattr(class_reports, "parse", None)
    assert len(students(graded)) == 6


def test_what_is_no_report_is_named(graded):
    (graded / "softmax" / "anna.yaml").write_text("x")
    (graded / "softmax" / "copy.yaml").write_bytes((graded / "attention" / "anna.yaml").read_bytes())
    (graded / "attention" / "folder.yaml").mkdir()
    told = [str(problem) for problem in read_reports(graded, ["softmax", "attention"]).problems]
    assert [line.split(":")[0].removeprefix(f"{graded}/") for line in told] == [
        "softmax/anna.yaml",
        "softmax/copy.yaml",
        "attention/folder.yaml",
    ]


def test_nothing_is_there(tmp_path):
    assert read_reports(tmp_path, ["softmax"]).summaries == ()
