"""Only an ordinary file of its own is read, up to a limit; anything else is one sentence with a remedy."""

import errno
import os
import socket
from pathlib import Path

import pytest

from grader.batch.reading import NOTEBOOK_MIB_MAX, read_submission
from grader.errors import SubmissionError


def refused(path):
    with pytest.raises(SubmissionError) as caught:
        read_submission(path)
    assert caught.value.file == path.name
    return str(caught.value)


def test_a_file(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\x00\xff{}")
    assert read_submission(path) == b"\x00\xff{}"


def test_an_empty_file_is_read(tmp_path):
    (tmp_path / "a.ipynb").touch()
    assert read_submission(tmp_path / "a.ipynb") == b""


def test_a_missing_file(tmp_path):
    assert refused(tmp_path / "a.ipynb") == "a.ipynb: There is no such file. Submit the notebook again."


def test_a_folder(tmp_path):
    (tmp_path / "a.ipynb").mkdir()
    assert refused(tmp_path / "a.ipynb") == "a.ipynb: It is no file but a folder. Put the notebook itself there."


def test_a_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "a.ipynb")
    assert "It is no file but a pipe" in refused(tmp_path / "a.ipynb")


def test_a_socket(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "a.ipynb"))
        assert "It is no file but a socket" in refused(tmp_path / "a.ipynb")


@pytest.mark.parametrize("target", ["/etc/passwd", "b.ipynb", "gone.ipynb", "a.ipynb", "/dev/zero"])
def test_links_are_not_followed(tmp_path, target):
    (tmp_path / "b.ipynb").write_text("another student's work")
    (tmp_path / "a.ipynb").symlink_to(target)
    assert refused(tmp_path / "a.ipynb") == "a.ipynb: It is a link to another file. Put the notebook itself there."


def test_a_file_that_is_too_large(tmp_path):
    path = tmp_path / "a.ipynb"
    with path.open("wb") as stream:
        stream.truncate((NOTEBOOK_MIB_MAX << 20) + 1)
    assert refused(path).startswith("a.ipynb: It has 64 MiB; at most 64 MiB are read. Clear its outputs")


def test_a_file_whose_size_lies_is_read_up_to_the_limit(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr("grader.batch.reading.NOTEBOOK_MIB_MAX", 0)
    monkeypatch.setattr("os.fstat", lambda descriptor: os.stat_result((0o100644, *[0] * 9)))
    assert "at most 0 MiB are read" in refused(path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert refused(tmp_path / "a.ipynb").startswith("a.ipynb: It may not be read.")


def test_a_path_that_cannot_be(tmp_path):
    assert "It cannot be read: File name too long" in refused(tmp_path / ("x" * 300))
    (tmp_path / "a.ipynb").touch()
    assert "It cannot be read: Not a directory" in refused(tmp_path / "a.ipynb" / "b.ipynb")


def test_no_descriptor_is_left_open(tmp_path):
    (tmp_path / "a.ipynb").mkdir()
    (tmp_path / "b.ipynb").touch()
    before = set(Path("/proc/self/fd").iterdir())
    refused(tmp_path / "a.ipynb")
    read_submission(tmp_path / "b.ipynb")
    assert set(Path("/proc/self/fd").iterdir()) == before
