"""Reports are written whole, by one writer at a time, and a disk that refuses is one clear message."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.batch import report_folder
from grader.batch.engine import Finished
from grader.batch.report_folder import ReportFolder, ReportsUnwritable
from grader.model import Submission
from grader.report import parse

SUBMISSION = Submission("softmax", "Anna", Path("Anna.ipynb"))
REPORT = b"""\
schema: 1
assignment: softmax
student: Anna
status: graded
score: 1
possible: 1
submission: {file: Anna.ipynb, sha256: "ab"}
exercises: [{name: softmax, earned: 1, possible: 1}]
provenance: {grader: "0.1.0", course: "ab", seed: 1, isolation: strict, python: "3.12.1", numpy: "2.4.6"}
"""


def finished(log=""):
    return Finished(SUBMISSION, REPORT, parse(REPORT), log)


def open_folder(path):
    return ReportFolder(path, {"softmax"})


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_reports_and_logs(tmp_path):
    with open_folder(tmp_path / "deep" / "reports") as folder:
        folder.write(finished("expected [1, 2]\n\x1b[2J\u202e"))
        assert folder.summary(SUBMISSION) == parse(REPORT)
        folder.save()
        path = folder.path
    report, log = folder.file(SUBMISSION), next(path.glob("log/softmax/*"))
    assert files(path) == sorted([".index.json", ".lock", f"log/softmax/{log.name}", f"softmax/{report.name}"])
    assert report.read_bytes() == REPORT
    assert log.read_text() == "expected [1, 2]\n\\x1b[2J\\u202e"
    assert (report.stem, log.suffix) == (log.stem, ".log")


def test_a_log_that_has_nothing_to_say_any_more_is_removed(tmp_path):
    with open_folder(tmp_path) as folder:
        folder.write(finished("old"))
        folder.write(finished(""))
    assert not list(tmp_path.glob("log/softmax/*"))


def test_no_report_no_summary(tmp_path):
    with open_folder(tmp_path) as folder:
        assert folder.summary(SUBMISSION) is None
        folder.file(SUBMISSION).write_bytes(b"half a rep")
        assert folder.summary(SUBMISSION) is None
        folder.file(SUBMISSION).unlink()
        folder.file(SUBMISSION).mkdir()
        assert folder.summary(SUBMISSION) is None


def test_leftovers_of_a_killed_run_are_removed(tmp_path):
    left = [".grader-0123456789abcdef.tmp", "softmax/.grader-0123456789abcdef.tmp"]
    (tmp_path / "softmax").mkdir()
    for name in left:
        (tmp_path / name).write_bytes(b"half")
    with open_folder(tmp_path):
        assert files(tmp_path) == [".lock"]


@pytest.mark.parametrize("ignores_case", [False, True])
def test_names_that_differ_by_case_need_a_disk_that_tells_them_apart(tmp_path, ignores_case):
    several = [Submission("softmax", name, Path("x.ipynb")) for name in ("Anna", "ben", "Anna", "anna")]
    with open_folder(tmp_path) as folder:
        if ignores_case:
            (tmp_path / ".LOCK").touch()  # as such a disk shows its `.lock`
            folder.check_names(several[:3])
            with pytest.raises(ReportsUnwritable, match="Anna and anna differ by case"):
                folder.check_names(several)
        else:
            folder.check_names(several)


def test_the_index_is_written_now_and_then(tmp_path, monkeypatch):
    monkeypatch.setattr(report_folder, "_SAVE_EVERY", 2)
    with open_folder(tmp_path) as folder:
        folder.write(finished())
        assert not (tmp_path / ".index.json").exists()
        folder.write(finished())
        assert (tmp_path / ".index.json").exists()


HOLD = """
import sys
from pathlib import Path
from grader.batch.report_folder import ReportFolder
with ReportFolder(Path(sys.argv[1]), set()):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_one_writer_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(report_folder, "_LOCK_SECONDS", 0.2)
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": "."}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(ReportsUnwritable, match="Another grader writes its reports here"):
            open_folder(tmp_path)
        other.kill()
    open_folder(tmp_path).__exit__()


def test_the_lock_is_waited_for_a_moment(tmp_path):
    command = [sys.executable, "-c", HOLD.replace("sys.stdin.read()", "__import__('time').sleep(0.5)"), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": "."}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as other:
        assert other.stdout.readline() == b"open\n"
        begun = time.monotonic()
        open_folder(tmp_path).__exit__()
        assert time.monotonic() - begun > 0.2


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "reports").touch()
    with pytest.raises(ReportsUnwritable) as caught:
        open_folder(tmp_path / "reports")
    assert str(caught.value) == f"{tmp_path}/reports: Reports need a folder, but this is a file. Choose one with -o."


def test_a_file_above_the_folder(tmp_path):
    (tmp_path / "reports").touch()
    with pytest.raises(ReportsUnwritable, match="Reports cannot be written here: Not a directory"):
        open_folder(tmp_path / "reports" / "deeper")


def test_a_folder_in_the_place_of_a_report(tmp_path):
    with open_folder(tmp_path) as folder:
        folder.file(SUBMISSION).mkdir()
        with pytest.raises(ReportsUnwritable) as caught:
            folder.write(finished())
    assert str(caught.value).startswith(f"{tmp_path}/softmax/{folder.file(SUBMISSION).name}: Reports cannot be written")
    assert "Is a directory. Move away what is in its place, or choose" in str(caught.value)


def test_temporary_names_are_not_told(tmp_path, monkeypatch):
    def refuse(self, *_):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    with open_folder(tmp_path) as folder:
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(ReportsUnwritable, match=f"^{tmp_path}/softmax: Reports cannot be written here: Permission"):
            folder.write(finished())


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch, code):
    def refuse(self, **options):
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ReportsUnwritable, match=f"reports: Reports cannot be written here: {os.strerror(code)}. Make"):
        open_folder(tmp_path / "reports")


@pytest.mark.parametrize("method", ["write", "save", "write_run"])
def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch, method):
    with open_folder(tmp_path) as folder:
        folder.write(finished())
        folder.save()
        folder.write_run(b"run")
        before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
        folder._index.note("softmax/x.yaml", REPORT, parse(REPORT))

        def refuse(self, target):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Path, "replace", refuse)
        argument = {"write": [finished("log")], "save": [], "write_run": [b"new"]}[method]
        with pytest.raises(ReportsUnwritable, match="cannot be written here: No space left on device"):
            getattr(folder, method)(*argument)
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_a_folder_that_vanishes(tmp_path):
    with open_folder(tmp_path) as folder:
        (tmp_path / "softmax").rmdir()
        with pytest.raises(ReportsUnwritable, match="No such file or directory"):
            folder.write(finished())
