"""`grader gradebook` from the outside: from reports alone, and the same table as at the end of grading."""

import csv
import io
import os
import sqlite3
import subprocess
from pathlib import Path

import openpyxl
import pytest

LATE = """\
roster: roster.csv
gradebook:
  submitted: file
  time_zone: Europe/Berlin
  late: {percent_per_day: 10}
  deadlines: {softmax: 2026-12-01 23:59:59}
"""
DUE = 1796165999  # 2026-12-01 23:59:59 in Berlin


def table(path="reports/gradebook.csv"):
    return {row["student"]: row for row in csv.DictReader(io.StringIO(Path(path).read_bytes().decode(), newline=""))}


def policy(text, roster="id,name\nanna,Anna\nben,Ben\n"):
    with Path("config.yaml").open("a") as stream:
        stream.write(text)
    Path("roster.csv").write_text(roster)


@pytest.fixture
def graded(submit, grader):
    submit("right", "anna")
    submit("half", "bem")
    submit("wrong", "anna", "attention")
    grader("grade")


def test_grading_ends_with_it(graded, grader):
    anna = table()["anna"]
    assert (anna["total"], anna["softmax"], anna["attention"]) == ("8.5", "8.5", "0")
    assert table()["bem"]["softmax.logsumexp"] == "0"


def test_from_reports_alone(graded, grader):
    written = Path("reports/gradebook.csv").read_bytes()
    for name in (".index.json", "run.yaml", "gradebook.csv"):
        Path("reports", name).unlink()
    code, out, err = grader("gradebook")
    assert (code, out, err) == (0, "", "2 students, 2 assignments, 1 missing.\n")
    assert Path("reports/gradebook.csv").read_bytes() == written
    assert grader("gradebook", "reports", "--csv")[1] == written.decode()


def test_grading_a_part_keeps_the_rest(graded, grader):
    written = Path("reports/gradebook.csv").read_bytes()
    Path("reports/gradebook.csv").unlink()
    grader("grade", "submissions/attention")
    assert Path("reports/gradebook.csv").read_bytes() == written


def test_reports_of_an_earlier_state_are_told(graded, grader):
    told = (
        "softmax: 2 reports are of an earlier state of its checks, points, limits or seed. To grade anew: grader grade"
    )
    Path("solutions/softmax/checks/hidden.py").write_text("# another check")
    assert grader("gradebook")[2] == f"{told} -a softmax\n2 students, 2 assignments, 1 missing.\n"
    assert told in grader("grade", "submissions/attention")[1]
    Path("Grades.csv").write_text(
        "Student,ID,SIS Login ID,Section,softmax (1)\n    Points Possible,,,,8.5\nA,1,anna,S,\n"
    )
    assert told in grader("export", "canvas", "Grades.csv")[2]
    assert "earlier" not in grader("grade")[1]
    assert grader("gradebook")[2] == "2 students, 2 assignments, 1 missing.\n"


def test_marks_and_reports_of_no_assignment_are_told(graded, grader):
    Path("marks").mkdir()
    Path("marks/softmx.csv").write_text("student,part,points\nanna,1,2\n")
    Path("reports/attention").rename("reports/softmax-2025")
    told = (
        "marks/softmx.csv: No mark in it counts: the course has no assignment `softmx`. Did you mean `softmax`?\n"
        "reports/softmax-2025: No report in it counts: the course has no assignment `softmax-2025`. "
        "Did you mean `softmax`?\n"
    )
    assert grader("gradebook")[2] == f"{told}2 students, 2 assignments.\n"
    assert told in grader("grade", "-a", "softmax")[1]


def test_times_of_files_that_are_not_there_are_told(graded, grader):
    policy(LATE.replace("submitted: file", "submitted: manifest"))
    rows = [f"{name}.ipynb,2026-12-01T12:00:00Z" for name in ("anna", *(f"no-{number:02}" for number in range(22)))]
    Path("submissions/softmax/manifest.csv").write_text("\n".join(["file,submitted", *rows]))
    err = grader("gradebook")[2]
    told = (
        "submissions/softmax/manifest.csv: It says when `no-{}.ipynb` was handed in, and there is no such file beside"
    )
    assert told.format("00") in err
    assert told.format("19") in err
    assert "no-20" not in err
    assert "submissions/softmax/manifest.csv: So it does of 2 more.\n" in err
    assert "`anna.ipynb`" not in err


def test_a_policy_changes_the_gradebook_and_no_report(graded, grader):
    reports = {path: path.read_bytes() for path in Path("reports").glob("*/*.yaml")}
    os.utime("submissions/softmax/anna.ipynb", (DUE + 1, DUE + 1))
    os.utime("submissions/softmax/bem.ipynb", (DUE, DUE))
    policy(LATE)
    code, _, err = grader("gradebook")
    assert code == 3
    assert "Not on the roster (1):\n  bem: not on the roster: is it ben?\n" in err
    assert (table()["anna"]["softmax"], table()["anna"]["softmax (days late)"]) == ("7.65", "1")
    assert (table()["bem"]["softmax"], table()["ben"]["softmax (status)"]) == ("6", "missing")
    _, out, _ = grader("grade")
    assert "0 graded, 3 unchanged" in out
    assert "Gradebook: reports/gradebook.csv (3 missing, 1 not on the roster)\n" in out
    assert {path: path.read_bytes() for path in Path("reports").glob("*/*.yaml")} == reports


def test_two_runs_differ_in_run_yaml_only(graded, grader):
    grader("grade", "-o", "again", "-j", "1")
    assert Path("again/gradebook.csv").read_bytes() == Path("reports/gradebook.csv").read_bytes()


def test_a_part_of_a_class_has_no_gradebook(submit, grader):
    submit("right", "anna")
    code, out, _ = grader("grade", "--shard", "1/1")
    assert (code, "Gradebook" in out, Path("reports/gradebook.csv").exists()) == (0, False, False)


def test_attempts(submit, grader):
    policy("gradebook: {attempts: best}\n")
    submit("right", "anna@1")
    submit("half", "anna@2")
    submit("half", "anna@uni.example")
    code, out, _ = grader("grade")
    assert (code, "3 graded" in out) == (0, True)
    assert {student: row["softmax"] for student, row in table().items()} == {"anna": "8.5", "anna@uni.example": "6"}


def test_other_files(graded, grader):
    code, _, _ = grader("gradebook", "--sqlite", "class.db", "--excel", "class.xlsx", "-o", "class.csv")
    assert code == 0
    assert table("class.csv") == table()
    assert sqlite3.connect("class.db").execute("SELECT COUNT(*) FROM attempts").fetchone() == (3,)
    assert openpyxl.load_workbook("class.xlsx").active.max_row == 3


def test_what_is_no_report_is_named(graded, grader):
    Path("reports/softmax/anna.yaml").write_text("schema: 2")
    Path("reports/softmax/copy.yaml").write_bytes(Path("reports/softmax/bem.yaml").read_bytes())
    code, _, err = grader("gradebook")
    assert code == 3
    assert "No report (2):" in err
    assert "softmax/anna.yaml: This is no report: another schema." in err
    assert "softmax/copy.yaml: It is the report of another student or assignment. Remove the copy." in err


def test_a_score_that_was_edited_is_graded_again(graded, grader):
    report = Path("reports/softmax/anna.yaml")
    before = report.read_text()
    report.write_text(before.replace("\nscore: 8.5\n", "\nscore: 4\n"))
    code, _, err = grader("gradebook")
    told = "reports/softmax/anna.yaml: This is no report: a score that is not the sum of its exercises. Grade it again"
    assert (code, told in err) == (3, True)
    code, _, err = grader("feedback")
    remedy = "Grade it again: grader grade --force -a softmax submissions/softmax/anna.ipynb\n"
    named = "reports/softmax/anna.yaml: This is no report: a score that does not follow from its checks."
    assert (code, err) == (3, f"{named} {remedy}")
    assert "1 graded, 2 unchanged" in grader("grade")[1]
    assert report.read_text() == before


def test_feedback_needs_a_report_that_follows_from_its_checks(graded, submit, grader):
    submit("right", "chi")
    Path("reports").rename("part")
    submit("half", "it's")
    grader("grade", "submissions/softmax/it's.ipynb", "-o", "part")
    report = next(Path("part/softmax").glob("it*.yaml"))
    text = report.read_text()
    report.write_text(text.replace("\nscore: 6\n", "\nscore: 7\n").replace("  earned: 6\n", "  earned: 7\n", 1))
    assert "0 graded, 1 unchanged" in grader("grade", "submissions/softmax/it's.ipynb", "-o", "part")[1]
    code, _, err = grader("feedback", "part")
    assert code == 3
    remedy = """grader grade --force -a softmax -o part 'submissions/softmax/it'"'"'s.ipynb'\n"""
    assert f"{report}: This is no report: a score that does not follow from its checks. Grade it again: {remedy}" in err
    assert "softmax/chi: There is no report. Grade it first.\n" in err


@pytest.mark.parametrize("command", ["gradebook", "overview", "feedback"])
def test_no_reports(submit, grader, command):
    submit("right", "anna")
    remedy = "Grade first, or name the folder that holds the reports."
    assert grader(command) == (2, "", f"error: reports: There is no such folder of reports. {remedy}\n")
    before = sorted(Path().rglob("*"))
    assert grader(command, "submissions") == (2, "", f"error: submissions: There are no reports here. {remedy}\n")
    assert sorted(Path().rglob("*")) == before


def test_faults_of_the_roster_stop_before_grading(submit, grader):
    submit("right", "anna")
    policy("roster: roster.csv\n", "id\nanna\nanna\n")
    code, _, err = grader("grade")
    assert (code, "roster.csv, line 3: The id `anna` stands in line 2 already." in err) == (2, True)
    assert not Path("reports").exists()


def test_a_damaged_manifest_spares_the_reports(submit, grader):
    submit("right", "anna")
    policy(LATE.replace("submitted: file", "submitted: manifest"))
    Path("submissions/softmax/manifest.csv").write_text("file,when\na,b\n")
    code, out, _ = grader("grade")
    assert code == 0
    assert "No gradebook: submissions/softmax/manifest.csv: It has no columns `file` and `submitted`" in out
    assert grader("gradebook")[0] == 2


def test_no_roster_spares_the_reports(submit, grader):
    submit("right", "anna")
    policy("roster: roster.csv\n")
    Path("roster.csv").unlink()
    code, out, _ = grader("grade")
    assert (code, "1 graded" in out, "No gradebook: roster.csv: The file cannot be read" in out) == (0, True, True)
    assert "is an old one" not in out
    assert grader("gradebook")[0] == 2


def test_an_old_gradebook_is_said_to_be_one(graded, grader):
    policy("roster: roster.csv\n")
    Path("roster.csv").unlink()
    code, out, _ = grader("grade")
    told = "reports/gradebook.csv is an old one, without this run. When that is put right: grader gradebook\n"
    assert (code, "No gradebook: roster.csv" in out, told in out) == (0, True, True)


UNTIMED = {
    "manifest": "Name each file and its time in manifest.csv beside the notebooks, as `grader collect` does",
    "git": "Commit the notebooks to the course's repository",
    "file": "Name the folder that holds the notebooks",
}


@pytest.mark.parametrize("clock", UNTIMED)
def test_deadlines_that_could_not_be_applied_are_told(graded, grader, clock):
    policy(LATE.replace("submitted: file", f"submitted: {clock}"), "id\nanna\nbem\n")
    subprocess.run(["git", "init", "-q"], check=True)
    commit = ["git", "-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "--allow-empty", "-m", "m"]
    subprocess.run(commit, check=True)
    told = f"softmax: The time of 2 submissions is not known, so the deadline was not applied. {UNTIMED[clock]}"
    Path("submissions").rename("elsewhere")
    code, _, err = grader("gradebook")
    assert (code, told in err, "attention: " in err) == (0, True, False)


def test_an_empty_time_is_none(graded, grader):
    policy(LATE.replace("submitted: file", "submitted: manifest"), "id\nanna\nbem\n")
    rows = "file,submitted\nanna.ipynb,\nbem.ipynb,2026-12-01T12:00:00+01:00\n"
    Path("submissions/softmax/manifest.csv").write_text(rows)
    code, out, _ = grader("grade")
    told = "softmax: The time of 1 submission is not known, so the deadline was not applied."
    assert (code, told in out) == (0, True)
    Path("submissions/softmax/manifest.csv").write_text(rows.replace("ipynb,\n", "ipynb,2026-12-01T12:00:00+01:00\n"))
    assert "is not known" not in grader("grade")[1]
