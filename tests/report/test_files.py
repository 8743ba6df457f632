"""No student's id steers a path, two ids never share a file, and no reader ever sees half a file."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report import file_name, remove_unfinished, write_atomically

PLAIN = ["student-017", "Anna", "ANNA", "B-2", "s", "0", "yes", "1e3", "a.b_c-d", "x" * 200]
ODD = [
    *("", ".", "..", "../../etc/passwd", "a/b", "a\\b", "a\x00b", "-rf", ".hidden", "a..b", "a.", "CON", "anna smith"),
    *("con", "nul", "com1.x", "é", "e\u0301", "日本", "x" * 201, "é" * 200, "a~b", "a%41", "a\nb", "\u202ea", "\udcff"),
    *("~", "%", " ", "a:b", "a*?", "KeyÅ", "ſ", "."),
]


@pytest.mark.parametrize("student", PLAIN)
def test_plain_ids_are_their_own_names(student):
    assert file_name(student) == student


@pytest.mark.parametrize("student", ODD)
def test_odd_ids_get_a_safe_name(student):
    name = file_name(student)
    assert name != student
    assert_safe(name)


def assert_safe(name):
    assert name.isascii()
    assert name.isprintable()
    assert 0 < len(name) <= 200
    assert not set(name) & set('/\\:*?"<>| \n')
    assert name[0] not in ".-"
    assert ".." not in name
    assert not name.endswith(".")
    Path(name + ".yaml").resolve().relative_to(Path.cwd())


@given(st.text())
def test_any_id_gets_a_safe_name(student):
    assert_safe(file_name(student))


@given(st.text(max_size=6), st.text(max_size=6))
def test_two_ids_never_share_a_name(one, other):
    assert (file_name(one) == file_name(other)) == (one == other)
    if one.lower() != other.lower():
        assert file_name(one).casefold() != file_name(other).casefold()


@pytest.mark.parametrize(
    ("one", "other"), [("ann a", "ann A"), ("Ä", "ä"), ("x" * 300, "x" * 301), ("é", "e\u0301"), ("a b", "a%20b")]
)
def test_near_ids_never_share_a_name(one, other):
    assert file_name(one).casefold() != file_name(other).casefold()


def test_no_plain_id_can_be_made_to_meet_an_encoded_one():
    assert file_name(file_name("An na")) != file_name("An na")


def test_an_odd_name_still_shows_whose_it_is():
    assert file_name("Anna Smith").startswith("Anna%20Smith~")


def test_writing_replaces_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "a.yaml"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_write_cut_short_keeps_the_old_file(tmp_path, monkeypatch, fault):
    path = tmp_path / "a.yaml"
    write_atomically(path, b"old")

    def replace(self, target):
        assert self.read_bytes() == b"new"
        raise fault

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(type(fault)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "gone" / "a.yaml", b"")


def test_reports_follow_the_umask(tmp_path):
    mask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.yaml", b"")
    finally:
        os.umask(mask)
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_leftovers_of_a_killed_run_are_removed_and_nothing_else(tmp_path):
    (tmp_path / ".grader-0123456789abcdef.tmp").write_text("half")
    (tmp_path / ".grader-notes.tmp").write_text("mine")
    (tmp_path / "student-01.yaml").write_text("report")
    remove_unfinished(tmp_path)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".grader-notes.tmp", "student-01.yaml"]
