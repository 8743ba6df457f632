"""What the staff's log shows of an error is what Python would print, to the letter."""

from __future__ import annotations

import traceback

import pytest

from grader.checks.traces import trace_of


def fail(depth: int = 0) -> None:
    if depth:
        fail(depth - 1)
    raise ValueError("two\nlines")


def chain(*, hidden: bool) -> None:
    try:
        fail()
    except ValueError as error:
        raise KeyError("other") from (None if hidden else error)


def in_context() -> None:
    try:
        fail()
    except ValueError:
        raise KeyError("other")  # noqa: B904 - the error is to have a context


def with_a_note() -> None:
    error = OSError("noted")
    error.add_note("a note")
    raise error


@pytest.mark.parametrize(
    "act",
    [
        fail,
        lambda: fail(8),
        lambda: chain(hidden=False),
        lambda: chain(hidden=True),
        in_context,
        with_a_note,
        lambda: compile("1 +", "<cell>", "exec"),
        lambda: (_ for _ in ()).throw(ExceptionGroup("several", [ValueError(1), KeyError(2)])),
    ],
)
def test_it_is_what_python_prints(act):
    for _ in range(2):  # the second time from what was kept
        with pytest.raises(Exception) as caught:  # noqa: PT011 - of any kind
            act()
        assert trace_of(caught.value) == "".join(traceback.format_exception(caught.value))


def test_an_error_that_was_never_raised_has_one_line():
    assert trace_of(ValueError("new")) == "ValueError: new\n"
