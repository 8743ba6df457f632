"""Reading a submitted file: an ordinary file of its own, of limited size, whatever its name leads to."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from grader.errors import SubmissionError

NOTEBOOK_MIB_MAX = 64

_LINK = "It is a link to another file."
_REMEDY = "Put the notebook itself there."


def read_submission(path: Path) -> bytes:
    """The bytes of a submitted file. Raises SubmissionError, which names the file without its folder.

    Links are not followed: the reader of this file sees more of the machine than the student who sent the link.
    """
    try:
        # Without O_NONBLOCK the open itself would wait for somebody to write into a named pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    try:
        return _read(path, descriptor)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(descriptor)


def _read(path: Path, descriptor: int) -> bytes:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe, a socket or a device"
        raise SubmissionError(path.name, f"It is no file but {kind}.", _REMEDY)
    bytes_max = NOTEBOOK_MIB_MAX << 20
    # The size may grow or lie while it is read, so what is read is bounded too.
    with os.fdopen(descriptor, "rb", closefd=False) as stream:
        data = stream.read(bytes_max + 1) if found.st_size <= bytes_max else None
    if data is None or len(data) > bytes_max:
        size = max(found.st_size, bytes_max + 1) / (1 << 20)
        remedy = "Clear its outputs (in Jupyter: Edit, Clear Outputs of All Cells), save it and submit it again."
        raise SubmissionError(path.name, f"It has {size:.0f} MiB; at most {NOTEBOOK_MIB_MAX} MiB are read.", remedy)
    return data


def _unreadable(path: Path, error: OSError | ValueError) -> SubmissionError:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ELOOP:
        return SubmissionError(path.name, _LINK, _REMEDY)
    if code == errno.ENOENT:
        return SubmissionError(path.name, "There is no such file.", "Submit the notebook again.")
    if code in (errno.EACCES, errno.EPERM):
        return SubmissionError(path.name, "It may not be read.", "Whoever grades must be allowed to read it.")
    if code in (errno.ENXIO, errno.ENODEV):
        return SubmissionError(path.name, "It is no file but a socket or a device.", _REMEDY)
    told = error.strerror if isinstance(error, OSError) else error
    return SubmissionError(path.name, f"It cannot be read: {told}.", _REMEDY)
