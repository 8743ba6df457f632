"""A time limit for code that runs in this very thread, on every system: an interrupt like that of Ctrl-C."""

from __future__ import annotations

import _thread
import signal
import threading
from typing import Any

REPEAT_SECONDS = 0.5
"""Code may swallow an interrupt; it gets another one."""


class Alarm:
    """Interrupts the main thread once `seconds` have passed, unless it was stopped before.

    Only the main thread can be interrupted; in any other one the alarm stays silent.
    """

    def __init__(self, seconds: float) -> None:
        self.rang = False
        """Whether an interrupt that came was this alarm's."""
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._ignored: Any = None
        if threading.current_thread() is threading.main_thread():
            # A program that a shell started in the background ignores interrupts, and would ignore this one too.
            if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
                self._ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
            threading.Thread(target=self._wait, args=(seconds,), name="alarm", daemon=True).start()

    def stop(self) -> None:
        """No interrupt comes after this."""
        while True:
            try:
                with self._lock:
                    self._stopped.set()
                if self._ignored is not None:
                    signal.signal(signal.SIGINT, self._ignored)
                return
            except KeyboardInterrupt:  # one last, before the line above took effect
                if not self.rang:
                    raise

    def _wait(self, seconds: float) -> None:
        while not self._stopped.wait(REPEAT_SECONDS if self.rang else seconds):
            with self._lock:
                if not self._stopped.is_set():
                    self.rang = True
                    _thread.interrupt_main()
