"""A new folder with all of its files, or none: who is refused finds everything as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from grader.errors import ConfigurationError, Fault


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, named by their paths in `folder`, which is empty or not there yet.

    Raises
    ------
    ConfigurationError
        Something cannot be written; whatever was, is gone again.
    """
    # What is made on the way goes with it: also the folders above that were missing.
    made = [each for each in (folder, *folder.absolute().parents) if not each.exists()][-1:]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Beside its place first: a run that is killed leaves one folder of a telling name, and no half course.
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder, ignore_cleanup_errors=True) as staged:
            _write(Path(staged), files)
            _move(Path(staged), folder, made)
    except OSError as error:
        _remove(made)
        problem = f"This cannot be written: {error.strerror}."
        remedy = "Make room for it, or the folder above it writable; nothing was left behind."
        raise ConfigurationError([Fault(str(error.filename or folder), "", problem, remedy)]) from error
    except BaseException:
        _remove(made)
        raise


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _move(staged: Path, folder: Path, made: list[Path]) -> None:
    for entry in sorted(staged.iterdir()):
        entry.rename(folder / entry.name)
        made.append(folder / entry.name)


def _remove(made: Iterable[Path]) -> None:
    for path in made:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):  # it was never made; the fault that is on its way says why
                path.unlink()
