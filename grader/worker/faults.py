"""Describing what student code raised, without trusting the exception to help.

The text of an exception is made by its own `__str__`, which may raise, lie, or return a gigabyte; its traceback may be
a hundred thousand frames deep. Whatever happens, a bounded description comes out.
"""

from __future__ import annotations

import errno
import linecache
import re
from collections import deque
from types import TracebackType

from .wire import ExceptionNode, FrameNode

TEXT_MAX = 2_000
FRAMES_MAX = 12
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")  # differ at every run, and a report must not
_CELL = re.compile(r"In \[(\d+)\]\Z")
_NETWORK_FILES = ("/socket.py", "/ssl.py", "/urllib/", "/http/", "/urllib3/", "/requests/")
_PROCESS_FILES = ("/subprocess.py", "/multiprocessing/", "/pty.py")
_PROCESS_NAMES = frozenset({"fork", "forkpty", "posix_spawn", "system", "popen", "execv", "execve", "execvp"})
_MODULES_KNOWN = ("builtins", "numpy.linalg", "numpy.exceptions", "numpy")


def cell_file_name(number: int) -> str:
    """The file name under which a cell is compiled, as tracebacks show it."""
    return f"In [{number}]"


def describe(error: BaseException) -> ExceptionNode:
    """What was raised, where, and which classes it is an instance of, most derived first."""
    kind = type(error)
    bases = [base.__name__ for base in kind.__mro__ if base.__module__ in _MODULES_KNOWN][:16]
    text, line = _text(error), None
    if isinstance(error, SyntaxError):
        text = str(error.msg)[:TEXT_MAX]
        line = error.lineno if isinstance(error.lineno, int) else None
    frames = _frames(error.__traceback__)
    if line is None and frames:
        line = next((frame.line for frame in reversed(frames) if frame.cell is not None), None)
    return ExceptionNode(kind.__name__[:200], text, bases, frames, line)


def _text(error: BaseException) -> str:
    explanation = _explain_refusal(error)
    if explanation:
        return explanation
    try:
        text = str(error)
        text = _ADDRESS.sub("0x…", text[: TEXT_MAX + 1])
        return (text if len(text) <= TEXT_MAX else text[:TEXT_MAX] + " …").encode("utf-8", "replace").decode()
    except Exception as problem:  # student code: `__str__` may raise anything
        return f"(its text could not be made: {type(problem).__name__})"


def _explain_refusal(error: BaseException) -> str:
    """Words for what the sandbox forbids, in place of the kernel's."""
    if not isinstance(error, OSError):
        return ""
    files, names = _deepest(error.__traceback__)
    if any(part in files for part in _NETWORK_FILES):
        return "there is no network while a notebook is graded"
    if error.errno == errno.EPERM and (any(part in files for part in _PROCESS_FILES) or names & _PROCESS_NAMES):
        return "other programs and processes cannot be started while a notebook is graded"
    return ""


def _deepest(traceback: TracebackType | None) -> tuple[str, set[str]]:
    """The file that raised, and the names that the function which raised it uses."""
    file, names = "", set[str]()
    while traceback is not None:
        code = traceback.tb_frame.f_code
        file, names, traceback = code.co_filename, set(code.co_names), traceback.tb_next
    return file, names


def _frames(traceback: TracebackType | None) -> list[FrameNode]:
    """The last few steps, without those of this program."""
    steps: deque[TracebackType] = deque(maxlen=FRAMES_MAX)
    while traceback is not None:
        if not traceback.tb_frame.f_globals.get("__name__", "").startswith("worker."):
            steps.append(traceback)
        traceback = traceback.tb_next
    return [_frame(step) for step in steps]


def _frame(step: TracebackType) -> FrameNode:
    code, line = step.tb_frame.f_code, step.tb_lineno or 0
    cell = _CELL.match(code.co_filename)
    source = linecache.getline(code.co_filename, line).strip()[:TEXT_MAX] if cell else ""
    return FrameNode(int(cell.group(1)) if cell else None, line, code.co_name[:200], source)
