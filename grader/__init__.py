"""A notebook grader with a wall: checks never share a process with student code.

In a notebook of an assignment, `from grader import check` and then `check("softmax")`, or `%load_ext grader` and then
`%check softmax`, tries the public checks on what the notebook has just defined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.rehearsal.checking import check as check

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`check` is loaded when it is asked for: `grader --help` and a grading process have no use for it."""
    if name == "check":
        from grader.rehearsal.checking import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext grader` makes `%check` known."""
    from grader.rehearsal.checking import register

    register(shell)
