"""A Ctrl-C counts wherever it meets the program."""

from __future__ import annotations

import signal

import pytest

from grader.cluster.interrupts import noticed


class Finalized:
    """Is interrupted while it goes away."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_an_interrupt_inside_a_finalizer_is_heard_of_later_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with noticed() as look:
        look()
        Finalized()
        with pytest.raises(KeyboardInterrupt):
            look()
    assert capsys.readouterr() == ("", "")


def test_any_other_interrupt_is_raised_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
