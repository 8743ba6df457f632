"""Who is meant: by id, address or name, and nobody where two could be."""

import pytest

from grader.config.late import Enrolled
from grader.gradebook.platforms.names import HandedIn, Platform, is_of, parse_name, platform_of
from grader.gradebook.platforms.people import People, Person

CLASS = [
    Enrolled("anna", "Arendt, Anna", "anna@uni.example"),
    Enrolled("ben", "Ben Uri de la Cruz", "ben@uni.example"),
    Enrolled("jm1", "Müller, Jürgen", "shared@uni.example"),
    Enrolled("jm2", "Jürgen Müller", "shared@uni.example"),
    Enrolled("4711"),
]


@pytest.mark.parametrize(
    ("keys", "name", "student"),
    [
        (("anna",), "", "anna"),
        (("77", "ANNA@uni.example"), "", "anna"),
        ((), "Anna Arendt", "anna"),
        ((), "arendtanna", "anna"),
        ((), "delacruzbenuri", "ben"),
        ((), "De La Cruz, Ben Uri", "ben"),
        (("ben",), "Anna Arendt", "ben"),
        (("shared@uni.example",), "", None),
        ((), "Jürgen Müller", None),
        (("jm2",), "Jürgen Müller", "jm2"),
        ((), "", None),
        (("4711",), "", "4711"),
        ((), "Arendt", None),
    ],
)
def test_find(keys, name, student):
    assert People(CLASS).find(Person(keys, name)) == student


CANVAS = {
    "arendtanna_1234_56789_softmax.ipynb": HandedIn("1234", "arendtanna", "softmax.ipynb", False),
    "arendtanna_LATE_1234_56789_softmax-1.ipynb": HandedIn("1234", "arendtanna", "softmax-1.ipynb", True),
    "mülleranna-lena_1_2_my_3_4_work.ipynb": HandedIn("1", "mülleranna-lena", "my_3_4_work.ipynb", False),
    "softmax.ipynb": None,
    "anna_x_2_softmax.ipynb": None,
}
MOODLE = {
    "Anna Arendt_12_assignsubmission_file/softmax.ipynb": HandedIn("12", "Anna Arendt", "softmax.ipynb", None),
    "Anna Arendt_12_assignsubmission_file_softmax.ipynb": HandedIn("12", "Anna Arendt", "softmax.ipynb", None),
    "Anna_12_assignsubmission_file/Ben_13_assignsubmission_file/x.ipynb": HandedIn(
        "12", "Anna", "Ben_13_assignsubmission_file/x.ipynb", None
    ),
    "Ben_13_assignsubmission_file_12_assignsubmission_file/x.ipynb": HandedIn(
        "12", "Ben_13_assignsubmission_file", "x.ipynb", None
    ),
    # whose this is, only the student who named it would say
    "Anna_12_assignsubmission_file_Ben_13_assignsubmission_file_x.ipynb": None,
    "softmax.ipynb": None,
}


@pytest.mark.parametrize(
    ("platform", "name", "found"),
    [(Platform.CANVAS, *each) for each in CANVAS.items()] + [(Platform.MOODLE, *each) for each in MOODLE.items()],
)
def test_names(platform, name, found):
    assert parse_name(platform, name) == found


def test_the_platform_shows_in_the_names():
    assert platform_of(list(CANVAS)) is Platform.CANVAS
    assert platform_of(list(MOODLE)) is Platform.MOODLE
    assert platform_of(["softmax.ipynb"]) is None


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("softmax.ipynb", True),
        ("Softmax-2.IPYNB", True),
        ("softmax (1).ipynb", True),
        ("a/softmax.ipynb", True),
        ("my.ipynb", False),
        ("softmax.py", False),
    ],
)
def test_named_after_the_assignment(file, named):
    assert is_of(file, "softmax") is named


def test_named_after_an_assignment_with_a_number():
    assert is_of("hw1.ipynb", "hw1")
    assert is_of("hw1-2.ipynb", "hw1")
    assert not is_of("hw12.ipynb", "hw1")
    assert not is_of("hw2.ipynb", "hw1")
