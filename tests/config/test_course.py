"""A right course is read exactly; a wrong one is refused with every fault, its place and a remedy."""

from fractions import Fraction

import pytest

from grader.config import find_course, load_course
from grader.errors import ConfigurationError
from grader.model import Exercise, Isolation, WrittenPart


def faults_of(folder):
    with pytest.raises(ConfigurationError) as caught:
        load_course(folder)
    return [str(fault) for fault in caught.value.faults]


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_course_is_read(course_folder):
    course = load_course(course_folder)
    assert (course.name, course.seed, course.isolation) == ("Numerics", 7, Isolation.BASIC)
    assert (course.limits.cell_seconds, course.limits.memory_mib, course.limits.call_seconds) == (2.5, 512, 2.0)
    softmax, attention = course.assignments
    assert (softmax.name, attention.name, softmax.title) == ("softmax", "attention", "Convex weights")
    assert softmax.exercises[1] == Exercise("logsumexp", "Stable sums", Fraction(5, 2))
    assert softmax.written == (WrittenPart(1, "Shapes", Fraction(4), "Names every shape."),)
    assert softmax.folder == course_folder / "solutions" / "softmax"


def test_strict_isolation_and_limits_are_the_defaults(course_folder):
    (course_folder / "config.yaml").write_text("course: Numerics\nseed: 0\nassignments: [softmax]\n")
    course = load_course(course_folder)
    assert (course.isolation, course.seed, course.limits.cell_seconds) == (Isolation.STRICT, 0, 10.0)


def test_points_are_exact(course_folder):
    replace(course_folder / "solutions/softmax/assignment.yaml", "points: 2.5", "points: 0.1")
    assert load_course(course_folder).assignments[0].exercises[1].points == Fraction(1, 10)


def test_the_nearest_course_upward_is_found(course_folder):
    assert find_course(course_folder / "solutions" / "softmax") == course_folder
    assert find_course(course_folder) == course_folder


def test_no_course_upward(tmp_path):
    with pytest.raises(ConfigurationError, match=r"config\.yaml: There is none in .* Run the command inside a course"):
        find_course(tmp_path)


CONFIG_FAULTS = {
    "misspelt key": ("seed:", "sead:", "config.yaml, sead (line 2): There is no such key. Did you mean `seed`?"),
    "missing key": ("seed: 7\n", "", "config.yaml, seed (line 1): The key is missing. Add `seed: …`."),
    "doubled key": ("seed: 7", "seed: 7\nseed: 8", "seed (line 3): The key stands here a second time."),
    "wrong type": ("seed: 7", "seed: '7'", "seed (line 2): Expected a whole number, 0 or more; found a text (`7`)"),
    "no number": ("seed: 7", "seed: 1.5", "seed (line 2): Expected a whole number, 0 or more; found a number (`1.5`)"),
    "octal": ("seed: 7", "seed: 010", "seed (line 2): Expected a whole number"),
    "negative": ("seed: 7", "seed: -7", "seed (line 2): Expected a whole number, 0 or more"),
    "yes": ("course: Numerics", "course: yes", "course (line 1): Expected a text (in quotes"),
    "blank": ("course: Numerics", "course: ' '", "course (line 1): Expected a text"),
    "isolation": ("basic", "strickt", "isolation (line 3): `strickt` is not known here. Did you mean `strict`?"),
    "limit": (
        "cell_seconds",
        "cell_secs",
        "limits.cell_secs (line 4): There is no such key. Did you mean `cell_seconds`",
    ),
    "zero limit": ("2.5", "0", "limits.cell_seconds (line 4): Expected a number greater than 0"),
    "huge limit": ("2.5", "1e999999999", "limits.cell_seconds (line 4): Expected a number greater than 0"),
    "limits no mapping": ("{cell_seconds: 2.5, memory_mib: 512}", "[1]", "limits (line 4): Expected a mapping"),
    "no such folder": ("attention]", "attenton]", "There is no folder solutions/attenton. Did you mean `attention`?"),
    "twice": ("attention]", "softmax]", "`softmax` is listed twice."),
    "path": ("attention]", "../up]", "`../up` cannot be the name of an assignment."),
    "no list": ("[softmax, attention]", "softmax", "assignments (line 5): Expected a list with at least one entry"),
    "empty list": ("[softmax, attention]", "[]", "assignments (line 5): Expected a list with at least one entry"),
    "a list in the list": ("attention]", "[a]]", "assignments[1] (line 5): Expected a text"),
    "broken": ("course: Numerics", "course: [Numerics", "config.yaml, line 2: This is not valid YAML:"),
    "no mapping": ("course: Numerics", "- a", "config.yaml, line"),
}


@pytest.mark.parametrize("case", CONFIG_FAULTS)
def test_faults_in_config(course_folder, case):
    old, new, told = CONFIG_FAULTS[case]
    replace(course_folder / "config.yaml", old, new)
    assert told in "\n".join(faults_of(course_folder))


ASSIGNMENT_FAULTS = {
    "misspelt key": ("rubric", "rubrik", "written[0].rubrik (line 6): There is no such key. Did you mean `rubric`?"),
    "negative points": ("points: 6", "points: -6", "exercises[0].points (line 3): Expected a number greater than 0"),
    "zero points": ("points: 6", "points: 0", "exercises[0].points (line 3): Expected a number greater than 0"),
    "no points": (", points: 6", "", "exercises[0].points (line 3): The key is missing."),
    "doubled exercise": ("name: logsumexp", "name: softmax", "exercises[1].name (line 4): There are two exercises"),
    "no function": ("name: softmax", "name: soft-max", "`soft-max` cannot be the name of a Python function."),
    "keyword": ("name: softmax", "name: lambda", "`lambda` cannot be the name of a Python function."),
    "exercise no mapping": (
        "- {name: softmax, title: Stable softmax, points: 6}",
        "- softmax",
        "exercises[0] (line 3)",
    ),
    "doubled part": (
        "rubric: Names every shape.}",
        "rubric: R}\n- {part: 1, title: T, points: 1, rubric: R}",
        "parts 1",
    ),
    "part 0": ("part: 1", "part: 0", "written[0].part (line 6): Expected a whole number, 1 or more"),
    "no exercises": (
        "exercises:",
        "written: []\nexercise:",
        "exercise (line 3): There is no such key. Did you mean `exercises`?",
    ),
}


@pytest.mark.parametrize("case", ASSIGNMENT_FAULTS)
def test_faults_in_assignment(course_folder, case):
    old, new, told = ASSIGNMENT_FAULTS[case]
    replace(course_folder / "solutions/softmax/assignment.yaml", old, new)
    faults = faults_of(course_folder)
    assert told in "\n".join(faults)
    assert all(fault.startswith("solutions/softmax/assignment.yaml, ") for fault in faults)


def test_a_misspelt_key_is_one_fault(course_folder):
    replace(course_folder / "config.yaml", "seed: 7", "sead: 7")
    assert faults_of(course_folder) == ["config.yaml, sead (line 2): There is no such key. Did you mean `seed`?"]


def test_all_faults_of_all_files_are_told_at_once(course_folder):
    replace(course_folder / "config.yaml", "seed: 7", "sead: 7")
    replace(course_folder / "solutions/softmax/assignment.yaml", "points: 6", "points: 0")
    (course_folder / "solutions/softmax/checks/hidden_values.py").unlink()
    (course_folder / "solutions/attention/attention.ipynb").unlink()
    (course_folder / "solutions/attention/assignment.yaml").unlink()
    files = [fault.split(":")[0].split(",")[0] for fault in faults_of(course_folder)]
    assert files == [
        "config.yaml",
        "solutions/softmax/checks",
        "solutions/softmax/assignment.yaml",
        "solutions/attention/attention.ipynb",
        "solutions/attention/assignment.yaml",
    ]


def test_empty_config(course_folder):
    (course_folder / "config.yaml").write_text("")
    assert faults_of(course_folder) == ["config.yaml: The file is empty or no mapping. Write `key: value` lines."]
