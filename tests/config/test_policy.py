"""The gradebook's keys are read exactly; a misspelt one, or a time that does not exist, is a fault with its line."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from grader.config import course_sha256, load_course, load_policy
from grader.config.late import Base, Clock, Counting, Enrolled, Extension
from grader.errors import ConfigurationError

POLICY = """\
roster: roster.csv
gradebook:
  submitted: git
  attempts: best
  time_zone: Europe/Berlin
  late: {percent_per_day: 12.5, of: possible, grace_minutes: 15, percent_max: 50, days_accepted: 3}
  deadlines:
    softmax: 2026-12-01 23:59:59
    attention:
      due: 2026-12-08 12:00
      time_zone: America/New_York
      late: {days_accepted: 0}
"""
ROSTER = """\
id,name,email,section,extension
anna,"Arendt, Anna",anna@uni.example,A,2d
ben,Ben,,B,softmax: 36h; attention: 2026-12-20 23:59:59
chi,,,,
"""


@pytest.fixture
def policy_folder(course_folder):
    with (course_folder / "config.yaml").open("a") as stream:
        stream.write(POLICY)
    (course_folder / "roster.csv").write_text(ROSTER)
    return course_folder


def policy_of(folder):
    return load_policy(load_course(folder))


def faults_of(folder):
    with pytest.raises(ConfigurationError) as caught:
        load_course(folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_policy_is_read(policy_folder):
    policy = policy_of(policy_folder)
    assert (policy.clock, policy.counting) == (Clock.GIT, Counting.BEST)
    softmax, attention = policy.deadlines["softmax"], policy.deadlines["attention"]
    assert (softmax.local, softmax.zone.key) == (datetime(2026, 12, 1, 23, 59, 59), "Europe/Berlin")
    late = softmax.late
    assert (late.percent_per_day, late.base, late.percent_max) == (Fraction(25, 2), Base.POSSIBLE, Fraction(50))
    assert (late.grace, late.days_accepted) == (timedelta(minutes=15), 3)
    assert (attention.local, attention.zone.key) == (datetime(2026, 12, 8, 12), "America/New_York")
    assert (attention.late.percent_per_day, attention.late.days_accepted) == (0, 0)


def test_a_roster_is_read(policy_folder):
    assert policy_of(policy_folder).roster == (
        Enrolled("anna", "Arendt, Anna", "anna@uni.example", "A", (Extension(None, days=2),)),
        Enrolled(
            "ben",
            "Ben",
            "",
            "B",
            (Extension("softmax", hours=36), Extension("attention", until=datetime(2026, 12, 20, 23, 59, 59))),
        ),
        Enrolled("chi"),
    )
    ben = policy_of(policy_folder).roster[1]
    assert ben.extension("softmax").hours == 36
    assert ben.extension("predictions") is None


@pytest.mark.parametrize(
    "text", ["\ufeff" + ROSTER, ROSTER.replace("\n", "\r\n"), "id;name\nanna;Anna\n", "ID\n anna \n\n"]
)
def test_rosters_of_spreadsheets(policy_folder, text):
    (policy_folder / "roster.csv").write_text(text, newline="")
    assert policy_of(policy_folder).roster[0].id == "anna"


def test_without_a_word_nothing_is_late(course_folder):
    policy = policy_of(course_folder)
    assert (policy.roster, policy.deadlines, policy.counting) == (None, {}, Counting.LATEST)


def test_no_report_depends_on_the_policy(policy_folder):
    course = load_course(policy_folder)
    before = [course_sha256(course, each) for each in course.assignments]
    (policy_folder / "config.yaml").write_text((policy_folder / "config.yaml").read_text().replace("12.5", "50"))
    (policy_folder / "roster.csv").write_text("id\nzoe\n")
    course = load_course(policy_folder)
    assert [course_sha256(course, each) for each in course.assignments] == before


FAULTS = {
    "key": ("submitted:", "submited:", "gradebook.submited (line 8): There is no such key. Did you mean `submitted`?"),
    "clock": ("git", "gitt", "gradebook.submitted (line 8): `gitt` is not known here. Did you mean `git`?"),
    "attempts": ("best", "bast", "gradebook.attempts (line 9): `bast` is not known here. Did you mean `best`?"),
    "zone": ("Europe/Berlin", "Europe/Berln", "There is no time zone `Europe/Berln`. Did you mean `Europe/Berlin`?"),
    "a path as zone": ("Europe/Berlin", "../../etc/passwd", "There is no time zone `../../etc/passwd`."),
    "no zone": ("  time_zone: Europe/Berlin\n", "", "softmax (line 12): Nothing says in which time zone."),
    "late key": ("grace_minutes", "grace_minute", "gradebook.late.grace_minute (line 11): There is no such key."),
    "percent": ("12.5", "101", "gradebook.late.percent_per_day (line 11): That is more than all."),
    "negative": ("percent_max: 50", "percent_max: -5", "percent_max (line 11): Expected a number greater"),
    "base": ("possible", "all", "gradebook.late.of (line 11): `all` is not known here."),
    "grace": ("15", "999999", "gradebook.late.grace_minutes (line 11): That is more than a year."),
    "assignment": ("    softmax:", "    softmx:", "softmx (line 13): There is no such key. Did you mean `softmax`?"),
    "31st of June": ("2026-12-01 23:59:59", "2026-06-31 12:00", "softmax (line 13): Expected a date and time"),
    "24 o'clock": ("23:59:59", "24:00", "deadlines.softmax (line 13): Expected a date and time without a zone"),
    "a zone in the time": ("23:59:59", "23:59:59+01:00", "softmax (line 13): Expected a date and time"),
    "a time that is leapt over": ("2026-12-01 23:59:59", "2027-03-28 02:30", "Clocks in Europe/Berlin leap over"),
    "a key of one deadline": ("      due:", "      do:", "attention.do (line 15): There is no such key."),
    "deadlines no mapping": (POLICY[POLICY.index("  deadlines") :], "  deadlines: soon\n", "Expected a mapping"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_faults(policy_folder, case):
    old, new, told = FAULTS[case]
    text = (policy_folder / "config.yaml").read_text()
    assert old in text
    (policy_folder / "config.yaml").write_text(text.replace(old, new, 1))
    assert told in "\n".join(faults_of(policy_folder))


ROSTER_FAULTS = {
    "empty": ("", "roster.csv: The file is empty. Its first line names the columns: id,name,email,section,extension."),
    "no id": ("name,email\n", "roster.csv, line 1: There is no column `id`."),
    "column": ("id,nmae\n", "roster.csv, line 1: There is no column `nmae`. Did you mean `name`?"),
    "column twice": ("id,id\n", "The column `id` stands there twice."),
    "no id in a row": ("id,name\n,Anna\n", "roster.csv, line 2: There is no id."),
    "twice": ("id\nanna\nben\nanna\n", "roster.csv, line 4: The id `anna` stands in line 2 already."),
    "cells": ("id,name\nanna,Arendt,Anna\n", "roster.csv, line 2: It has 3 cells under 2 columns."),
    "quotes": ('id\n"anna', "This is no CSV"),
    "extension": ("id,extension\nanna,soon\n", "roster.csv, line 2: `soon` is no extension. Use days or hours"),
    "extension for": (
        "id,extension\nanna,softmx: 2d\n",
        "`softmx`, which is no assignment. Did you mean",
    ),
    "two extensions": ("id,extension\nanna,2d; 3d\n", "roster.csv, line 2: There are two extensions for everything."),
}


@pytest.mark.parametrize("case", ROSTER_FAULTS)
def test_roster_faults(policy_folder, case):
    text, told = ROSTER_FAULTS[case]
    (policy_folder / "roster.csv").write_text(text)
    assert told in "\n".join(faults_of(policy_folder))


def test_only_a_gradebook_needs_the_roster(policy_folder):
    """A student's copy of the course, or an autograder's, holds no list of the class."""
    (policy_folder / "roster.csv").unlink()
    course = load_course(policy_folder)
    with pytest.raises(ConfigurationError, match=r"roster\.csv: The file cannot be read: No such file or directory\."):
        load_policy(course)


def test_other_encodings_are_told(policy_folder):
    (policy_folder / "roster.csv").write_bytes("id,name\nanna,Grün\n".encode("latin-1"))
    assert faults_of(policy_folder) == ["roster.csv, line 2: The file is not UTF-8 text. Save it as CSV UTF-8."]


def test_all_faults_of_both_files_are_told_at_once(policy_folder):
    (policy_folder / "roster.csv").write_text("id,extension\nanna,soon\n,\n")
    text = (policy_folder / "config.yaml").read_text()
    (policy_folder / "config.yaml").write_text(text.replace("git", "gitt").replace("seed:", "sead:"))
    assert len(faults_of(policy_folder)) == 3
