"""A folder is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.new_folder import write_new
from grader.errors import ConfigurationError

FILES = {"a": b"1", "b/c": b"2", "b/d/e": b"3"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("place", [".", "new", "new/far/below"])
def test_files_are_written_where_nothing_is(tmp_path, place):
    write_new(tmp_path / place, FILES)
    assert held(tmp_path / place) == FILES
    assert sorted(each.name for each in (tmp_path / place).iterdir()) == ["a", "b"]


def full_disk(monkeypatch, method):
    def fail(self, *arguments, **options):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, method, fail)


@pytest.mark.parametrize("method", ["write_bytes", "rename", "mkdir"])
@pytest.mark.parametrize("place", [".", "new/far/below"])
def test_what_cannot_be_written_leaves_nothing(tmp_path, monkeypatch, place, method):
    full_disk(monkeypatch, method)
    with pytest.raises(ConfigurationError, match="This cannot be written: No space left on device"):
        write_new(tmp_path / place, FILES)
    assert list(tmp_path.iterdir()) == []


def test_what_was_moved_before_a_fault_goes_again_and_what_was_there_stays(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    rename = Path.rename

    def second_fails(self, target):
        if self.name == "b":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path, FILES)
    assert [each.name for each in tmp_path.iterdir()] == [".git"]


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ConfigurationError, match="file"):
        write_new(tmp_path / "file" / "new", FILES)
    assert (tmp_path / "file").read_text() == "mine"
