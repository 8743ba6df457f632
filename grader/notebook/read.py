"""Bytes that a student handed in become a `Notebook`, or a `SubmissionError` that says what to do.

Outputs and metadata are skipped, not built: a file costs time in proportion to its bytes and memory in proportion to
its sources, whatever it holds. A field of the wrong type costs no more than the cell that it spoils.
"""

from __future__ import annotations

import re
from typing import NoReturn

import msgspec

from grader.errors import SubmissionError
from grader.model import Notebook
from grader.notebook.cells import CELLS_MAX, Layout, TooManyCells, read_cells
from grader.notebook.loose import integer, object_of, tame, text

FILE_MIB_MAX = 64
COMMAS_MAX = 4_000_000
"""A list cannot have more entries than the file has commas; this bounds what a list of nothing may cost in memory."""

_SAVE_AGAIN = "Open it in Jupyter, choose Restart and Run All, save it, and hand in the saved file."
_DOWNLOAD_AGAIN = "Download it again from where you wrote it, and hand in the new file."
_CLEAR_OUTPUTS = "Choose Clear All Outputs in Jupyter, save it, and hand in the smaller file."

_BYTE = re.compile(r"\(byte (\d+)\)")


class _File(msgspec.Struct):
    nbformat: msgspec.Raw = msgspec.Raw()
    metadata: msgspec.Raw = msgspec.Raw()
    cells: msgspec.Raw = msgspec.Raw()
    worksheets: msgspec.Raw = msgspec.Raw()


class _Metadata(msgspec.Struct):
    kernelspec: msgspec.Raw = msgspec.Raw()
    language_info: msgspec.Raw = msgspec.Raw()


class _Language(msgspec.Struct):
    language: msgspec.Raw = msgspec.Raw()
    name: msgspec.Raw = msgspec.Raw()


_FILE = msgspec.json.Decoder(_File)


def read_notebook(data: bytes, file: str) -> Notebook:
    """Read a notebook of nbformat 3 or 4; `file` is the name that messages call it by.

    Raises
    ------
    SubmissionError
        When no cells can be had from `data`, or the notebook is not a Python notebook.
    """
    top = _parse(_plain(data, file), file)
    layout = _layout(top, file)
    _require_python(top.metadata, file)
    try:
        notebook = read_cells(top.cells if layout is Layout.CELLS else top.worksheets, layout)
    except TooManyCells:
        problem = f"The notebook has more than {CELLS_MAX} cells."
        raise SubmissionError(file, problem, "Delete the cells that you do not need, and save it again.") from None
    if notebook is None:
        raise SubmissionError(file, "This is not a notebook: it has no list of cells.", _SAVE_AGAIN)
    return notebook


def _plain(data: bytes, file: str) -> bytes:
    """The file's bytes without a byte order mark, once they are known to be text of a bearable size."""
    if len(data) > FILE_MIB_MAX << 20:
        problem = f"The file has {len(data) / 2**20:.1f} MiB; at most {FILE_MIB_MAX} MiB are read."
        raise SubmissionError(file, problem, _CLEAR_OUTPUTS)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise SubmissionError(file, "The file is empty.", "Save your notebook in Jupyter, and hand in the saved file.")
    if data.lstrip()[:1] == b"<":
        raise SubmissionError(file, "This is a web page, not a notebook.", _DOWNLOAD_AGAIN)
    if b"\0" in data:
        problem = f"The file is damaged: it has a NUL byte at {_place(data, data.index(0))}."
        raise SubmissionError(file, problem, _DOWNLOAD_AGAIN)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        problem = f"The file is damaged: it is not UTF-8 text at {_place(data, error.start)}."
        raise SubmissionError(file, problem, _DOWNLOAD_AGAIN) from None
    if data.count(b",") > COMMAS_MAX:
        raise SubmissionError(file, f"The file holds more than {COMMAS_MAX} values.", _CLEAR_OUTPUTS)
    return data


def _parse(data: bytes, file: str) -> _File:
    try:
        return _decode(data)
    except msgspec.ValidationError:
        raise SubmissionError(file, "This is not a notebook: it is no JSON object.", _SAVE_AGAIN) from None
    except msgspec.DecodeError as error:
        _raise_malformed(data, str(error), file)
    except RecursionError:
        raise SubmissionError(file, "The file is nested too deeply to be a notebook.", _SAVE_AGAIN) from None


def _decode(data: bytes) -> _File:
    try:
        return _FILE.decode(data)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        tamed = tame(data)
        if tamed == data:
            raise
        return _FILE.decode(tamed)


def _raise_malformed(data: bytes, reason: str, file: str) -> NoReturn:
    at = _BYTE.search(reason)
    if "truncated" in reason or at is None:
        problem = f"The file seems cut off: it ends at {_place(data, len(data))}, in the middle of the notebook."
        raise SubmissionError(file, problem, _DOWNLOAD_AGAIN)
    problem = f"This is not a notebook: it stops being JSON at {_place(data, int(at[1]))}."
    raise SubmissionError(file, problem, _SAVE_AGAIN)


def _place(data: bytes, offset: int) -> str:
    start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[start:offset].decode(errors="replace")) + 1
    line = data.count(b"\n", 0, offset) + 1
    return f"line {line}, column {column}"


def _layout(top: _File, file: str) -> Layout:
    """Which of the two layouts the file has; where `nbformat` is no number, what the file holds decides."""
    major = integer(top.nbformat)
    if major is not None and major not in (3, 4):
        what = "older" if major < 3 else "newer"
        problem = f"The notebook has format {major}, which is {what} than what is read here (3 and 4)."
        raise SubmissionError(file, problem, "Open it in a current Jupyter, save it, and hand in the saved file.")
    has_cells, has_worksheets = bool(bytes(top.cells)), bool(bytes(top.worksheets))
    if has_worksheets and (major == 3 or not has_cells):
        return Layout.WORKSHEETS
    return Layout.CELLS


def _require_python(metadata: msgspec.Raw, file: str) -> None:
    """Refuse a notebook that names languages of which none is Python; one that names none is taken for Python."""
    described = object_of(metadata, _Metadata)
    kernel, info = object_of(described.kernelspec, _Language), object_of(described.language_info, _Language)
    named = [name.strip() for name in (text(kernel.language), text(info.name)) if name and name.strip()]
    if named and not any("python" in name.casefold() for name in named):
        problem = f"The notebook is written in {named[0][:40]!r}, not in Python."
        raise SubmissionError(file, problem, "Choose a Python kernel (Kernel, Change Kernel), save it, and hand it in.")
