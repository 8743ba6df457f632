"""Points that a person gave to a name that nobody has: `grader grade` names the row, whoever may have been meant."""

from pathlib import Path

import pytest

WRITTEN = (
    "written:\n- {part: 1, title: Shapes, points: 4, rubric: R.}\n- {part: 2, title: Sums, points: 2, rubric: R.}\n"
)
TITLE = "Marked, and nothing of theirs was graded"


@pytest.fixture
def marked(submit):
    """Three students, and marks by the row."""
    with Path("solutions/softmax/assignment.yaml").open("a") as stream:
        stream.write(WRITTEN)
    for student in ("student-01", "student-02@1", "student-02@2", "student-03"):
        submit("right", student)
    Path("marks").mkdir()

    def write(*rows):
        Path("marks/softmax.csv").write_text("\n".join(["student,part,points,remark", *rows, ""]))

    return write


def test_a_mark_of_nobody_is_named(marked, grader):
    marked("student-01,1,4,", "student-2,1,3,", "student-2,2,1,", "nobody,1,,", "other,2,0,")
    code, out, _ = grader("grade")
    told = [
        f"{TITLE} (3):",
        "  marks/softmax.csv, line 6: other, part 2",
        "  marks/softmax.csv, line 3: student-2, part 1: is it student-02?",
        "  marks/softmax.csv, line 4: student-2, part 2: is it student-02?",
        "Gradebook: reports/gradebook.csv",
    ]
    assert (code, "\n".join(told) in out) == (0, True)
    code, out, err = grader("grade", "--format", "json")
    assert (code, TITLE in out, TITLE in err) == (0, False, True)


def test_a_name_that_has_its_own_mark_is_not_meant(marked, grader):
    marked("student-01,1,4,", "student-1,1,3,")
    assert "line 3: student-1, part 1\n" in grader("grade")[1]


def test_marks_of_somebody(marked, grader):
    marked("student-01,1,4,", "student-02@2,1,3,", "student-02,2,1,")
    assert (grader("grade")[0], TITLE in grader("grade")[1]) == (0, False)
    marked("student-02@3,1,3,")
    assert "line 2: student-02@3, part 1" in grader("grade")[1]


def test_a_run_of_one_leaves_the_others_marks_alone(marked, grader):
    marked("student-01,1,4,", "student-03,1,3,", "student-02,1,3,")
    code, out, _ = grader("grade", "submissions/softmax/student-01.ipynb", "-o", "elsewhere")
    assert (code, TITLE in out) == (0, False)


def test_who_is_enrolled_may_be_given_points_without_a_submission(marked, grader):
    marked("ill,1,4,")
    assert grader("grade")[0] == 0
    with Path("config.yaml").open("a") as stream:
        stream.write("roster: roster.csv\n")
    Path("roster.csv").write_text("id\nill\nstudent-01\nstudent-02\nstudent-03\n")
    code, out, _ = grader("grade")
    assert (code, TITLE in out) == (0, False)
