"""A Ctrl-C that is not lost: Python drops an exception that is raised inside a finalizer, and Dask has many of them."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def noticed() -> Iterator[Callable[[], None]]:
    """Gives a function that raises KeyboardInterrupt where there has been one that nobody heard of."""
    interrupts = 0

    def note(_signal: int, _frame: FrameType | None) -> NoReturn:
        nonlocal interrupts
        interrupts += 1
        raise KeyboardInterrupt

    def tell(unraisable: sys.UnraisableHookArgs) -> None:
        if not issubclass(unraisable.exc_type, KeyboardInterrupt):
            before(unraisable)

    def look() -> None:
        if interrupts:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # no signal ever reaches it
        yield look
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    handlers = [signal.getsignal(number) for number in numbers]
    before, sys.unraisablehook = sys.unraisablehook, tell
    for number, handler in zip(numbers, handlers, strict=True):
        if handler is signal.default_int_handler:
            signal.signal(number, note)
    try:
        yield look
    finally:
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)
        sys.unraisablehook = before
