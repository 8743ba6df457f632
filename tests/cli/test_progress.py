"""Progress: a plain line now and then, or a bar on a terminal; in both cases without a thread."""

import io
import os
import pty
import select
import sys
import threading
from contextlib import contextmanager

import pytest

from grader.cli.progress import Bar, Lines, watcher


@pytest.fixture
def summary():
    return None  # progress counts, and looks at nothing


def test_lines_are_few(capsys, summary):
    times = iter([0.0, 1.0, 10.0, 11.0, 15.0, 20.5])
    lines = Lines(clock=lambda: next(times))
    lines.begin(12, 2)
    for _ in range(5):
        lines.graded(summary)
    assert capsys.readouterr().err.splitlines() == [
        "12 submissions: 10 to grade, 2 unchanged",
        "2 of 10 graded, 0.2 a second, 40 s left",
        "5 of 10 graded, 0.2 a second, 20 s left",
    ]


def test_no_terminal_gets_lines(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with watcher() as watching:
        assert isinstance(watching, Lines)


def read(master):
    """All that a terminal was sent: it arrives in pieces on a busy machine."""
    text = b""
    while select.select([master], [], [], 0.3)[0]:
        text += os.read(master, 1 << 16)
    return text.decode()


@contextmanager
def terminal(monkeypatch):
    """A terminal as stderr; gives a function that reads what it was sent."""
    master, slave = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    # Set in the test itself and not in a fixture: between the two, pytest puts its own stderr back.
    with os.fdopen(slave, "w") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        yield lambda: stream.flush() or read(master)
    os.close(master)


def test_a_terminal_gets_a_bar(monkeypatch, summary):
    with terminal(monkeypatch) as shown:
        with watcher() as watching:
            assert isinstance(watching, Bar)
            watching.begin(3, 1)
            watching.graded(summary)
            assert threading.active_count() == 1
            watching.graded(summary)
        text = shown()
    assert "3 submissions: 2 to grade, 1 unchanged" in text
    assert "2/2" in text
    assert "\x1b[?25l" in text
    assert text.rstrip().endswith("\x1b[?25h")  # the cursor is back


def test_no_bar_for_nothing(monkeypatch):
    with terminal(monkeypatch) as shown:
        with watcher() as watching:
            watching.begin(3, 3)
        assert shown() == "3 submissions: 0 to grade, 3 unchanged\r\n"


def test_the_cursor_comes_back_after_an_interrupt(monkeypatch):
    def interrupted():
        with watcher() as watching:
            watching.begin(3, 1)
            raise KeyboardInterrupt

    with terminal(monkeypatch) as shown:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert shown().rstrip().endswith("\x1b[?25h")
