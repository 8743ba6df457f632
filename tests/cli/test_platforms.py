"""`grader collect` and `grader export` from the outside: a platform's archive in, its table out."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

ROSTER = 'id,name,email\nanna,"Arendt, Anna",anna@uni.example\nben,Ben Uri,ben@uni.example\nchi,Chi,chi@uni.example\n'
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission)
Participant 12,Anna Arendt,anna@uni.example,Submitted,,8.50,"Tuesday, 1 December 2026, 11:59 PM"
Participant 13,B. Uri,ben@uni.example,Submitted,,8.50,"Wednesday, 2 December 2026, 12:00 AM"
"""
LATE = """\
roster: roster.csv
gradebook:
  time_zone: Europe/Berlin
  late: {percent_per_day: 10}
  deadlines: {softmax: 2026-12-01 23:59:59}
"""


def archive(members):
    with zipfile.ZipFile("a.zip", "w") as stream:
        for name, text in members.items():
            stream.writestr(name, text)


def manifest():
    text = Path("submissions/softmax/manifest.csv").read_bytes().decode()
    return {row["file"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.fixture
def with_roster(course):
    with Path("config.yaml").open("a") as stream:
        stream.write(LATE)
    Path("roster.csv").write_text(ROSTER)


def test_canvas(with_roster, grader):
    archive(
        {
            "arendtanna_101_9_softmax-2.ipynb": "right",
            "uriben_LATE_102_10_my work.ipynb": "half",
            "uriben_LATE_102_11_photo.png": "x",
            "mallory_103_12_softmax.ipynb": "half",
            "chi_104_13_a.ipynb": "a",
            "chi_104_14_b.ipynb": "b",
            "../../evil_105_15_softmax.ipynb": "x",
        }
    )
    code, out, err = grader("collect", "a.zip", "-a", "softmax")
    assert (code, out) == (3, "3 new, 0 changed, 0 unchanged: submissions/softmax/\n")
    assert sorted(path.name for path in Path("submissions/softmax").iterdir()) == [
        "103.ipynb",
        "anna.ipynb",
        "ben.ipynb",
        "manifest.csv",
    ]
    assert "../../evil_105_15_softmax.ipynb: Its name is a path that leads elsewhere." in err
    assert "chi_104_13_a.ipynb: This student handed in 2 notebooks." in err
    assert "Not found among the students (1):\n  mallory, kept as 103\n" in err
    assert "Late, says the platform, and not how much (1):\n  ben\n" in err
    assert (manifest()["ben.ipynb"]["late"], manifest()["ben.ipynb"]["submitted"]) == ("yes", "")
    assert not list(Path.cwd().parent.glob("evil*"))


def test_moodle_with_its_worksheet(with_roster, grader):
    Path("worksheet.csv").write_text(WORKSHEET)
    archive(
        {
            "Anna Arendt_12_assignsubmission_file/softmax.ipynb": "right",
            "B. Uri_13_assignsubmission_file/softmax.ipynb": "right",
        }
    )
    code, _, err = grader("collect", "a.zip", "-a", "softmax", "--ids", "worksheet.csv")
    assert (code, err) == (0, "")
    assert manifest()["anna.ipynb"]["submitted"] == "2026-12-01T22:59:00Z"
    assert manifest()["ben.ipynb"]["submitted"] == "2026-12-01T23:00:00Z"
    grader("grade")
    code, out, _ = grader("export", "moodle", "worksheet.csv", "-a", "softmax")
    assert (code, out) == (0, "2 filled in: worksheet-graded.csv\n")
    filled = WORKSHEET.replace('Submitted,,8.50,"T', 'Submitted,8.5,8.50,"T').replace("Submitted,,", "Submitted,7.65,")
    assert Path("worksheet-graded.csv").read_text() == filled


def test_a_second_download(with_roster, grader):
    archive({"arendtanna_101_9_softmax.ipynb": "half", "uriben_102_10_softmax.ipynb": "half"})
    grader("collect", "a.zip", "-a", "softmax")
    archive({"arendtanna_101_99_softmax-1.ipynb": "right", "uriben_102_10_softmax.ipynb": "half"})
    assert "0 new, 1 changed, 1 unchanged" in grader("collect", "a.zip", "-a", "softmax")[1]
    archive({"arendtanna_101_99_softmax-2.ipynb": "again", "uriben_102_10_softmax.ipynb": "half"})
    assert "1 new, 0 changed, 1 unchanged" in grader("collect", "a.zip", "-a", "softmax", "--keep-attempts")[1]
    assert Path("submissions/softmax/anna.ipynb").read_text() == "right"
    assert Path("submissions/softmax/anna@2.ipynb").read_text() == "again"
    assert set(manifest()) == {"anna.ipynb", "anna@2.ipynb", "ben.ipynb"}


def test_times_of_the_archive(course, grader):
    archive({"arendtanna_101_9_softmax.ipynb": "half"})
    code, _, err = grader("collect", "a.zip", "-a", "softmax", "--archive-times")
    assert (code, "needs --time-zone" in err) == (2, True)
    grader("collect", "a.zip", "-a", "softmax", "--archive-times", "--time-zone", "UTC")
    assert manifest()["101.ipynb"]["submitted"].endswith("Z")
    assert grader("collect", "a.zip", "-a", "softmax", "--time-zone", "Utopia")[0] == 2


def test_another_archive(course, grader):
    archive({"softmax.ipynb": "x"})
    code, _, err = grader("collect", "a.zip", "-a", "softmax")
    assert (code, "No file in it is named as a platform names them." in err) == (2, True)
    assert "Did you mean `softmax`?" in grader("collect", "a.zip", "-a", "sofmax")[2]


def test_canvas_export(with_roster, submit, grader):
    submit("right", "anna")
    submit("half", "ben", "attention")
    grader("grade")
    table = "Student,ID,SIS Login ID,softmax (1),attention (2)\nPoints Possible,,,8.5,8.5\nA,1,anna,,\nB,2,ben,,\n"
    Path("grades.csv").write_text(table)
    code, out, _ = grader("export", "canvas", "grades.csv", "-o", "new.csv")
    assert (code, out) == (0, "2 filled in: new.csv\n")
    assert Path("new.csv").read_text() == table.replace("anna,,", "anna,8.5,").replace("ben,,", "ben,,6")
    Path("grades.csv").write_text("Student,ID,Quiz (1)\n")
    assert "It has no column of an assignment of this course." in grader("export", "canvas", "grades.csv")[2]
