"""The index saves parsing, and never says anything that a report does not say."""

import pytest

from grader.batch import index as index_module
from grader.batch.index import FILE, Index
from grader.report import parse

REPORT = b"""\
schema: 1
assignment: softmax
student: s
status: graded
score: 0.5
possible: 1
submission: {file: s.ipynb, sha256: "ab"}
exercises:
- {name: softmax, earned: 0.5, possible: 1, checks: []}
cells: []
written: []
provenance: {grader: "0.1.0", course: "ab", seed: 1, isolation: strict, python: "3.12.1", numpy: "2.4.6"}
"""
KEY = "softmax/s.yaml"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "softmax").mkdir()
    (tmp_path / KEY).write_bytes(REPORT)
    index = Index.load(tmp_path)
    index.summary(KEY, REPORT)
    index.save()
    return tmp_path


@pytest.fixture
def never_parse(monkeypatch):
    def parse(data):
        raise AssertionError("parsed again")

    monkeypatch.setattr(index_module, "parse", parse)


def test_a_known_report_is_not_parsed_again(folder, never_parse):
    assert Index.load(folder).summary(KEY, REPORT) == parse(REPORT)


def test_an_edited_report_is_parsed_again(folder):
    edited = REPORT.replace(b"score: 0.5", b"score: 1").replace(b"earned: 0.5", b"earned: 1")
    assert Index.load(folder).summary(KEY, edited).score == 1


def test_a_report_whose_score_alone_was_edited_is_none(folder):
    assert Index.load(folder).summary(KEY, REPORT.replace(b"score: 0.5", b"score: 1")) is None


def test_a_damaged_report_is_none(folder):
    assert Index.load(folder).summary(KEY, REPORT[:100]) is None


def test_another_students_entry_is_not_believed(folder):
    other = REPORT.replace(b"student: s", b"student: t")
    assert Index.load(folder).summary("softmax/t.yaml", other).student == "t"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"grader": 1, "entries": {}}', b"\xff", b"null"])
def test_a_damaged_index_is_rebuilt(folder, damage):
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(damage)
    index = Index.load(folder)
    assert index.summary(KEY, REPORT) == parse(REPORT)
    index.save()
    assert (folder / FILE).read_bytes() == whole


@pytest.mark.parametrize("score", [b"1/0", b"x", b"1e999999999"])
def test_points_in_an_index_that_are_none(folder, score):
    (folder / FILE).write_bytes((folder / FILE).read_bytes().replace(b'"score":"1/2"', b'"score":"%s"' % score))
    assert Index.load(folder).summary(KEY, REPORT) == parse(REPORT)


def test_the_index_of_another_version_is_left_alone(folder, monkeypatch):
    monkeypatch.setattr(index_module, "__version__", "9")
    monkeypatch.setattr(index_module, "parse", lambda data: None)
    assert Index.load(folder).summary(KEY, REPORT) is None


def test_reports_that_are_gone_leave_the_index(folder):
    (folder / KEY).unlink()
    index = Index.load(folder)
    index.note("softmax/t.yaml", REPORT, parse(REPORT))
    (folder / "softmax/t.yaml").write_bytes(REPORT)
    index.save()
    assert list(Index.load(folder)._entries) == ["softmax/t.yaml"]


def test_an_unchanged_index_is_not_written_again(folder):
    before = (folder / FILE).stat().st_mtime_ns
    index = Index.load(folder)
    index.summary(KEY, REPORT)
    index.save()
    assert (folder / FILE).stat().st_mtime_ns == before


def test_the_order_of_writing_does_not_show(tmp_path):
    written = []
    for order in ("ab", "ba"):
        folder = tmp_path / order
        folder.mkdir()
        index = Index.load(folder)
        for name in order:
            (folder / name).touch()
            index.note(name, REPORT, parse(REPORT))
        index.save()
        written.append((folder / FILE).read_bytes())
    assert written[0] == written[1]
