"""The connection to Dask's scheduler: made, lost and made again. Its security is Dask's own, as Dask is configured."""

from __future__ import annotations

import contextlib
import logging
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.resource_tracker import ensure_running
from typing import Any

from grader.cluster.remote import abandon
from grader.errors import ConfigurationError, Fault, SandboxError

CLOSE_SECONDS = 20.0
RECONNECT_SECONDS = 600.0
"""How long a run waits for a scheduler that has gone."""
PAUSE_SECONDS = 1.0
RESULT_SECONDS = 60.0
WORKERS_MAX = 1024

_LOCAL = re.compile(r"local:([0-9]{1,4})")
_ADDRESS = re.compile(r"[a-z]+://[^/\s]+")


@dataclass(slots=True)
class Scheduler:
    """A scheduler that may go and come back."""

    address: str
    client: Any
    tell: Callable[[str], None]

    @classmethod
    @contextmanager
    def connected(cls, address: str, tell: Callable[[str], None]) -> Iterator[Scheduler]:
        """Connect, or start one on this machine for `local:N`. Raises ConfigurationError, SandboxError."""
        check_address(address)
        _require_distributed()
        with _quiet(), _cluster(address) as reached:
            scheduler = cls(address, _client(reached), tell)
            try:
                yield scheduler
            except BaseException:
                if _LOCAL.fullmatch(address):
                    scheduler.abandon()  # or closing would wait for what is being graded
                raise
            finally:
                scheduler.client.close(timeout=CLOSE_SECONDS)

    def workers(self) -> set[str] | None:
        """The addresses of all workers, or None when the scheduler did not answer. Raises SandboxError."""
        if self.client.status == "closed":
            self._reconnect()
        try:
            return set(self.client.scheduler_info(n_workers=-1)["workers"])
        except (OSError, TimeoutError, RuntimeError, ValueError):
            return None

    def result(self, future: Any) -> object:
        """What a finished future holds; nothing when the worker that holds it has gone."""
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        try:
            return future.result(timeout=RESULT_SECONDS)
        except (OSError, TimeoutError, RuntimeError, FutureCancelledError, KilledWorker):
            return None

    def cancel(self, futures: Sequence[Any]) -> None:
        """Let the scheduler forget these."""
        if futures:
            with contextlib.suppress(OSError, TimeoutError, RuntimeError, ValueError):
                self.client.cancel(futures)

    def abandon(self) -> None:
        """Let the workers end what they do."""
        with contextlib.suppress(OSError, TimeoutError, RuntimeError, ValueError):
            self.client.run(abandon, on_error="ignore")

    def _reconnect(self) -> None:
        self.tell(f"{self.address} has gone; waiting for it to come back")
        until = time.monotonic() + RECONNECT_SECONDS
        while True:
            try:
                self.client = _client(self.address)
            except SandboxError:
                if time.monotonic() > until:
                    raise
                time.sleep(PAUSE_SECONDS)
            else:
                self.tell(f"{self.address} is back")
                return


def check_address(address: str) -> None:
    """Raises ConfigurationError for what is no address of a scheduler."""
    local = _LOCAL.fullmatch(address)
    if local is not None and 1 <= int(local[1]) <= WORKERS_MAX:
        return
    if local is None and _ADDRESS.fullmatch(address):
        return
    remedy = f"Give tcp://HOST:8786, tls://HOST:8786, or local:N with N from 1 to {WORKERS_MAX}."
    raise ConfigurationError([Fault("--cluster", "", f"`{address[:80]}` is no address of a scheduler.", remedy)])


def _require_distributed() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        remedy = "Install the extra `cluster` of this package, here and on all workers: pip install 'WHEEL[cluster]'."
        raise ConfigurationError([Fault("--cluster", "", "Dask's distributed is not installed.", remedy)]) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells every lost connection as an error of its own; what matters is told here in a line."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "distributed.batched")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextmanager
def _cluster(address: str) -> Iterator[object]:
    """What a client connects to."""
    local = _LOCAL.fullmatch(address)
    if local is None:
        yield address
        return
    from distributed import LocalCluster

    quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    # A terminal sends a Ctrl-C to the workers as well, which start with it blocked: they are ended by this process.
    ensure_running()  # multiprocessing's tracker, whose start would unblock it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        started = LocalCluster(n_workers=int(local[1]), threads_per_worker=1, **quiet)  # type: ignore[no-untyped-call]
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    with started as cluster:
        yield cluster


def _client(reached: object) -> Any:
    from distributed import Client

    try:
        # How long to wait is for Dask's configuration to say, as its security is.
        return Client(reached, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        remedy = "Start it (dask scheduler), or check the address and the network between."
        raise SandboxError(f"The scheduler {reached} cannot be reached: {error}. {remedy}") from error
