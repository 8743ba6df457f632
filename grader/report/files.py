"""Files of reports: names that no student can steer, and writing that never shows half a file."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote_from_bytes

NAME_BYTES_MAX = 200
"""File systems allow 255; the rest is room for a suffix."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever the suffix."""
_UNFINISHED = re.compile(r"\.grader-[0-9a-f]{16}\.tmp")


def file_name(student: str) -> str:
    """The name, without suffix, of the file that belongs to this student's id.

    A plain id (letters of ASCII, digits, `-`, `_`, single dots) is its own name. Any other is percent-encoded and
    carries a hash after `~`, which no plain id contains. Two ids share a name at most where a file system ignores case.
    """
    raw = student.encode("utf-8", "surrogatepass")
    if _PLAIN.fullmatch(student) and not _DEVICES.fullmatch(student) and len(raw) <= NAME_BYTES_MAX:
        return student
    tail = f"~{hashlib.sha256(raw).hexdigest()[:16]}"
    encoded = quote_from_bytes(raw[:NAME_BYTES_MAX], safe="")
    encoded = re.sub(r"^[.-]|\.(?=\.)|(?<=\.)\.|\.$", lambda match: f"%{ord(match[0]):02X}", encoded)
    room = NAME_BYTES_MAX - len(tail)
    return re.sub(r"%.?$", "", encoded[:room]) + tail


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a run killed at any moment, sees the old file or the new one, never a half.

    The bytes go to a temporary name in the same folder, which is then renamed. There is no fsync: after a power cut a
    file may be empty, which is read as "no report" and graded again; ten thousand waits for the disk cost more.
    Raises OSError; the temporary file is gone then.
    """
    unfinished = path.with_name(f".grader-{os.urandom(8).hex()}.tmp")
    try:
        with unfinished.open("xb") as stream:
            stream.write(data)
        unfinished.replace(path)
    except BaseException:
        # Also on Ctrl-C. Nothing is lost by not finding it: then it was not created.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def is_unfinished(name: str) -> bool:
    """Whether a file of this name is one that `write_atomically` has not finished."""
    return _UNFINISHED.fullmatch(name) is not None


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed run left half-written in this folder; only for who alone writes there."""
    for entry in folder.iterdir():
        if is_unfinished(entry.name):
            entry.unlink(missing_ok=True)
