"""The folder of a release: what differs from it, and what must never be touched."""

from __future__ import annotations

from grader.release import Change, Kind, changes

FILES = {"a.ipynb": b"1", "checks/public_a.py": b"2", "SHA256SUMS": b"00  a.ipynb\n00  checks/public_a.py\n"}


def put(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_a_missing_folder_needs_everything_and_the_manifest_last(tmp_path):
    assert changes(tmp_path / "none", FILES) == [Change(Kind.NEW, name, data) for name, data in FILES.items()]


def test_a_folder_that_holds_the_release_needs_nothing(tmp_path):
    put(tmp_path, FILES | {"checks/__pycache__/public_a.pyc": b"", ".ipynb_checkpoints/a.ipynb": b""})
    assert changes(tmp_path, FILES) == []


def test_what_differs_is_named_with_what_it_should_hold(tmp_path):
    put(tmp_path, FILES | {"a.ipynb": b"other"})
    assert changes(tmp_path, FILES) == [Change(Kind.CHANGED, "a.ipynb", b"1")]


def test_files_of_an_earlier_release_go_and_files_of_others_are_only_named(tmp_path):
    put(tmp_path, FILES | {"checks/hidden_a.py": b"secret"})
    assert changes(tmp_path, {"a.ipynb": b"1", "SHA256SUMS": FILES["SHA256SUMS"]}) == [
        Change(Kind.STRANGE, "checks/hidden_a.py"),
        Change(Kind.GONE, "checks/public_a.py"),
    ]


def test_without_a_manifest_nothing_counts_as_an_earlier_release(tmp_path):
    put(tmp_path, {"a.ipynb": b"1", "old.ipynb": b""})
    assert changes(tmp_path, {"a.ipynb": b"1"}) == [Change(Kind.STRANGE, "old.ipynb")]


def test_a_folder_in_the_place_of_a_file_is_not_taken_for_it(tmp_path):
    (tmp_path / "a.ipynb").mkdir()
    assert changes(tmp_path, {"a.ipynb": b"1"}) == [Change(Kind.NEW, "a.ipynb", b"1")]


def test_a_link_to_nowhere_is_replaced(tmp_path):
    (tmp_path / "a.ipynb").symlink_to(tmp_path / "none")
    assert changes(tmp_path, {"a.ipynb": b"1"}) == [Change(Kind.CHANGED, "a.ipynb", b"1")]


def test_a_file_that_cannot_be_read_is_written_anew(tmp_path, monkeypatch):
    def fail(path):
        raise PermissionError(13, "Permission denied", str(path))

    put(tmp_path, FILES)
    monkeypatch.setattr(type(tmp_path), "read_bytes", fail)
    assert [(each.kind, each.name) for each in changes(tmp_path, FILES)] == [(Kind.CHANGED, name) for name in FILES]
