"""`grader grade` from the outside: exit codes, what is printed, and one clear message for each kind of trouble."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from grader.stages import STAGES

TABLE = """\
assignment  students  graded    mean  median  of
softmax            3       3    4.83    6.00  8.5
  softmax 67%   logsumexp 33%
attention          1       1    0.00    0.00  8.5
  softmax 0%   logsumexp 0%

4 graded, 0 unchanged, in T s. Reports: reports/
Gradebook: reports/gradebook.csv
"""


def without_time(text):
    return re.sub(r"in \d+\.\d s", "in T s", text)


def test_a_class(submit, grader):
    submit("right", "student-01")
    submit("half", "student-02")
    submit("wrong", "student-03")
    submit("wrong", "student-01", "attention")
    code, out, err = grader("grade")
    assert (code, without_time(out), err) == (0, TABLE, "4 submissions: 4 to grade, 0 unchanged\n")
    report = yaml.safe_load(Path("reports/softmax/student-02.yaml").read_bytes())
    assert (report["score"], report["possible"], report["provenance"]["isolation"]) == (6, 8.5, "basic")
    assert yaml.safe_load(Path("reports/run.yaml").read_bytes())["processes"] >= 1


def test_a_second_run(submit, grader):
    submit("right", "student-01")
    grader("grade")
    Path("start").write_text("misconfigured")  # which nobody notices, because no grading process is needed
    code, out, err = grader("grade")
    assert (code, err) == (0, "1 submission: 0 to grade, 1 unchanged\n")
    assert "0 graded, 1 unchanged" in out
    Path("start").unlink()
    assert "1 graded, 0 unchanged" in grader("grade", "--force")[1]


@pytest.mark.parametrize("change", ["config.yaml", "solutions/softmax/checks/hidden.py", "submissions/softmax/a.ipynb"])
def test_what_changes_is_graded_again(submit, grader, change):
    submit("right", "a")
    submit("right", "a", "attention")
    grader("grade")
    text = Path(change).read_text()
    Path(change).write_text(text.replace("seed: 7", "seed: 8") + "\n")
    graded = 2 if change == "config.yaml" else 1
    assert f"{graded} graded, {2 - graded} unchanged" in grader("grade")[1]


def test_the_isolation_level_of_the_command_line(submit, grader):
    submit("right", "a")
    grader("grade")
    assert "1 graded" in grader("grade", "--isolation", "none")[1]
    assert "isolation: none" in Path("reports/softmax/a.yaml").read_text()
    code, _, err = grader("grade", "--isolation", "stric")
    assert code == 2
    assert "'strict', 'basic', 'none'" in err


def test_somewhere_else(submit, grader, monkeypatch, tmp_path_factory):
    path = submit("right", "a").resolve()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    code, out, _ = grader("grade", path, "-o", "marks", "-j", "1")
    assert (code, "Reports: marks/" in out) == (0, True)
    assert (elsewhere / "marks/softmax/a.yaml").exists()


def test_from_below(submit, grader, monkeypatch, course):
    submit("right", "a")
    monkeypatch.chdir("submissions/softmax")
    code, out, _ = grader("grade", ".")
    assert (code, f"Reports: {course}/reports/" in out) == (0, True)


@pytest.mark.parametrize(("percent", "code"), [("70.5", 0), ("70.6", 1), ("0", 0), ("100", 1)])
def test_fail_under(submit, grader, percent, code):
    submit("half", "a")  # 6 of 8.5: 70.59 %
    assert grader("grade", "--fail-under", percent)[0] == code


def test_fail_under_names_who_is_below(submit, grader):
    submit("right", "a")
    submit("wrong", "b")
    code, out, _ = grader("grade", "--fail-under", "50")
    assert (code, "Below 50 % (1):\n  softmax/b: 0 of 8.5\n" in out) == (1, True)


@pytest.mark.parametrize("percent", ["101", "-1", "nan", "1e2", "half", "100.1"])
def test_fail_under_is_a_percentage(submit, grader, percent):
    submit("right", "a")
    code, out, err = grader("grade", "--fail-under", percent)
    assert (code, out) == (2, "")
    assert f"'{percent}' is no number from 0 to 100." in err


@pytest.mark.parametrize("arguments", [("-o", ""), ("",), ("submissions", "")])
def test_an_empty_path_is_not_the_current_folder(submit, grader, arguments):
    submit("right", "a")
    code, out, err = grader("grade", *arguments)
    assert (code, out, Path(".lock").exists()) == (2, "", False)
    assert "The path is empty." in err


def test_a_current_folder_that_is_gone_is_no_fault_of_ours(submit, grader, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code, out, err = grader("grade")
    monkeypatch.chdir(tmp_path)
    assert (code, out) == (2, "")
    assert err == "error: .: The current folder is there no longer. Go to a folder that is, such as the course's.\n"


def test_who_cannot_be_graded_is_named_and_the_others_go_on(submit, grader):
    submit("right", "a")
    submit("kill", "b")
    Path("submissions/softmax/c.ipynb").mkdir()
    submit("right", "d", "sofmax")
    Path("submissions/d").mkdir()
    Path("submissions/d/attention.ipynb").touch()
    submit("right", "d", "attention")
    code, out, _ = grader("grade", "--fail-under", "0")
    assert code == 3
    assert "softmax            3       1    8.50    8.50  8.5" in out
    assert (
        "Not gradable (1):\n  softmax/c: c.ipynb: It is no file but a folder. Put the notebook itself there.\n" in out
    )
    assert "Needs review (1):\n  softmax/b: b.ipynb: Grading it ended 2 grading processes. A person must look" in out
    assert "Not graded (2):\n  submissions/sofmax: `sofmax` is no assignment" in out
    assert "Student d has 2 files for attention. Keep one of them" in out
    assert "1 graded, 2 could not be, 0 unchanged" in out
    assert grader("grade")[0] == 3


def test_a_named_notebook_that_cannot_be_read_stops_nobody(submit, grader, monkeypatch):
    submit("right", "a")
    Path("b.ipynb").touch()
    monkeypatch.setattr("os.access", lambda path, mode: False)  # as for a file without the right to read it
    code, out, _ = grader("grade", "submissions/softmax/a.ipynb", "b.ipynb", "-a", "softmax")
    assert (code, "2 graded, 0 unchanged" in out) == (0, True)  # whether it can be read is seen when it is opened


def test_only_doubles(submit, grader):
    submit("right", "a")
    Path("submissions/a").mkdir()
    Path("submissions/a/softmax.ipynb").touch()
    code, out, _ = grader("grade")
    assert (code, "Student a has 2 files for softmax." in out) == (3, True)


def spoil_config(course):
    Path("config.yaml").write_text("course: C\nsead: 1\nassignments: [softmax]\n")


def spoil_assignment(course):
    path = Path("solutions/softmax/assignment.yaml")
    path.write_text(path.read_text().replace("points: 6", "pionts: 6"))


TROUBLE = {
    "misspelt key in config.yaml": (
        spoil_config,
        [],
        "error: config.yaml, sead (line 2): There is no such key. Did you mean `seed`?",
    ),
    "misspelt key in assignment.yaml": (
        spoil_assignment,
        [],
        "error: solutions/softmax/assignment.yaml, exercises[0].pionts (line 3): There is no such key. Did you mean",
    ),
    "unknown assignment": (
        None,
        ["-a", "sofmax"],
        "error: --assignment: The course has no assignment `sofmax`. Did you mean `softmax`?",
    ),
    "missing path": (None, ["gone"], "error: gone: There is no such file or folder. Check the path."),
    "no submission": (lambda course: Path("x").mkdir(), ["x"], "error: x: There is no submission here."),
    "a check file with a syntax error": (
        lambda course: Path("start").write_text("misconfigured"),
        [],
        "error: solutions/softmax/checks/hidden.py, line 3: It is no Python. Mend it.\nerror: b.py: Nor is this.",
    ),
    "no sandbox": (
        lambda course: Path("start").write_text("unfit"),
        [],
        "error: This machine forbids user namespaces. Allow them, or grade with --isolation basic.",
    ),
    "the report folder is a file": (
        lambda course: Path("reports").touch(),
        [],
        "error: reports: Reports need a folder, but this is a file. Choose one with -o.",
    ),
    "the report folder cannot be made": (
        None,
        ["-o", "/proc/reports"],
        "error: /proc/reports: Reports cannot be written here: No such file or directory. Make room or",
    ),
    "no course": (
        lambda course: Path("config.yaml").unlink(),
        [],
        "error: config.yaml: There is none in",
    ),
    "unknown option": (None, ["--frce"], "Error: No such option"),
    "no jobs": (None, ["-j", "0"], "Error: Invalid value for '-j' / '--jobs'"),
}


@pytest.mark.parametrize("case", TROUBLE)
def test_trouble_is_one_message_and_exit_code_2(course, submit, grader, case):
    spoil, arguments, told = TROUBLE[case]
    submit("right", "a")
    if spoil:
        spoil(course)
    code, out, err = grader("grade", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err
    assert not list(course.rglob("a.yaml"))
    assert not list(course.rglob(".grader-*"))


def test_a_full_disk(submit, grader, monkeypatch):
    submit("right", "a")
    write = Path.open

    def refuse(self, mode="r", *arguments, **options):
        if "x" in mode:
            raise OSError(28, "No space left on device")
        return write(self, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    code, _, err = grader("grade")
    assert code == 2
    assert "error: reports: Reports cannot be written here: No space left on device. Make room" in err
    assert not list(Path("reports").rglob("*.yaml"))


def test_what_students_write_steers_no_terminal_and_no_build_server(submit, grader):
    submit("kill", "\x1b[2J\n::error::\u202e ##[error] [red]b")
    code, out, err = grader("grade")
    assert code == 3
    assert "softmax/\\x1b[2J ::error::\\u202e # #[error] [red]b: " in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]|^\s*::|##\[", out + err, re.MULTILINE)


SCRIPT = """
import runpy, sys
sys.path.insert(0, {tests!r})
import grader.cli.ordering
from conftest import fake_opening
grader.cli.ordering.CourseOpening = fake_opening
from grader.cli import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_and_resumed(submit, grader, number):
    submit("right", "a")
    for student in "bcdef":
        submit("slow right", student)
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", script, "grade", "-j", "1"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 20
        while not Path("reports/softmax/a.yaml").exists() and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Interrupted: " in out
    assert b"Run the same command again to go on." in out
    assert b"Traceback" not in err
    done = len(list(Path("reports").rglob("?.yaml")))
    assert 1 <= done < 6
    code, out, _ = grader("grade")
    assert (code, f"{6 - done} graded, {done} unchanged" in out) == (0, True)


def test_help(grader):
    code, out, _ = grader("grade", "--help")
    assert code == 0
    assert all(option in out for option in ("-a,", "-o,", "-j,", "--force", "--isolation", "--fail-under"))
    assert "grader grade downloads/ -a softmax -o extra/" in out


def test_a_profile_says_where_the_time_went(submit, grader):
    submit("right", "student-01")
    submit("half", "=cmd|'\u202e")
    code, out, err = grader("grade", "--profile")
    assert code == 0
    assert "2 graded, 0 unchanged, in T s. Reports: reports/" in without_time(out).splitlines()
    assert re.search(r"^report +\d+\.\d\d s +\d+\.\d\d ms +\d+%  YAML$", err, re.MULTILINE)
    header, *rows = Path("reports/profile.csv").read_text().splitlines()
    assert header == "submission," + ",".join(STAGES)
    assert [row.split(",")[0].partition("~")[0] for row in rows] == [
        "softmax/%3Dcmd%7C%27%E2%80%AE",
        "softmax/student-01",
    ], "no name can be a formula, or turn the line around"
    columns = dict(zip(header.split(",")[1:], map(float, rows[1].split(",")[1:]), strict=True))
    assert {stage for stage, seconds in columns.items() if seconds > 0} == {"read", "report", "write"}
    grader("grade", "--force")
    assert not grader("grade", "--force")[2].count("stage"), "nothing is measured unless somebody asks"
    assert "No profile" not in grader("grade")[2]


def test_a_profile_of_nothing_says_so(submit, grader):
    submit("right", "student-01")
    grader("grade")
    code, _, err = grader("grade", "--profile")
    told = "No profile: nothing was graded. With --force everything is graded again.\n"
    assert (code, err.endswith(told), Path("reports/profile.csv").exists()) == (0, True, False)


@pytest.mark.parametrize("place", ["solutions", "submissions/softmax", "marks"])
def test_reports_do_not_go_among_what_they_are_made_from(submit, grader, place):
    submit("right", "anna")
    code, _, err = grader("grade", "-o", place)
    assert code == 2
    assert err == (
        f"error: -o, {place}: This folder is the course's own, for what reports are made from. "
        "Choose another one, such as reports/.\n"
    )
    assert not list(Path().glob("*/softmax/anna.yaml"))
