"""The zygote: warmed up once, forks a child per submission, dies with the process that started it.

Where several processes grade, each has a twin of one zygote, forked from it once it is warm: that takes milliseconds
instead of a second, and the twins share their memory.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.errors import SandboxError
from grader.model import Isolation, Limits
from grader.sandbox.channel import Channel, Closed
from grader.sandbox.first_process import FirstProcess, start_first_process
from grader.sandbox.handles import kill
from grader.sandbox.pump import Deadline, Late, Output, Pump
from grader.sandbox.syscalls import seccomp_program
from grader.worker import wire
from grader.worker.values import Violation
from grader.worker.wire import Failed, FromChild, FromZygote, Prepare, Prepared, Ready, Spawn, Spawned, decoder

START_SECONDS = 60.0
SPAWN_SECONDS = 20.0
_READER, _CHILD_READER = decoder(FromZygote), decoder(FromChild)
_STRICT_NEEDS = (
    "It needs Linux 5.13 or later with user namespaces: sysctl user.max_user_namespaces above 0 and, where these "
    "exist, kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0; in a container "
    "--privileged, or --security-opt seccomp=unconfined --security-opt apparmor=unconfined."
)
_BASIC_NEEDS = "It needs Linux 5.13 or later with seccomp and Landlock."


class Child:
    """A forked child: its channel, what it prints, and the handle to kill it by."""

    def __init__(self, connection: socket.socket, outputs: dict[int, Output], pidfd: int) -> None:
        self.pump = Pump(outputs)
        self.channel = Channel(connection, self.pump)
        self.outputs, self.pidfd = outputs, pidfd
        self._descriptors = [*outputs, pidfd]

    def keep(self, descriptor: int) -> None:
        """Close this descriptor together with the child."""
        self._descriptors.append(descriptor)

    def await_isolation(self) -> None:
        """Wait until it has given up all that it must not have. Raises `SandboxError`, and it is closed."""
        try:
            answer = self.channel.receive(_CHILD_READER, Deadline(SPAWN_SECONDS), with_descriptor=True)
        except (Closed, Late, Violation) as error:
            self.close()
            raise SandboxError(f"A process of the sandbox did not start ({error or type(error).__name__}).") from None
        if not isinstance(answer.message, Ready):
            self.close()
            raise SandboxError(f"A process could not be isolated: {getattr(answer.message, 'problem', '?')}.")
        for descriptor in answer.descriptors:
            self.keep(descriptor)
            self.pump.watch_forks(descriptor)

    def close(self) -> None:
        """Kill it and everything it started, and let go of all that belongs to it."""
        kill(self.pidfd)
        self.pump.drain()
        self.channel.close()
        for descriptor in self._descriptors:
            os.close(descriptor)


class Spawner:
    """Something warm inside the sandbox that forks a child per submission, at the other end of a channel."""

    def __init__(self, isolation: Isolation, channel: Channel, status: int) -> None:
        self._isolation, self._channel, self._status = isolation, channel, status
        self._deadline, self._is_prepared = Deadline(START_SECONDS), False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._channel.close()

    def prepare(self) -> None:
        """Wait until it is warm; the caller has had time to do other work since it was started."""
        if self._is_prepared:
            return
        try:
            answer = self._channel.receive(_READER, self._deadline).message
        except (Closed, Late, Violation) as error:
            raise SandboxError(self._explain(error)) from None
        if not isinstance(answer, Prepared):
            raise SandboxError(f"The sandbox did not start: {answer}")
        self._is_prepared = True
        self._try_out()

    def _try_out(self) -> None:
        """Isolate one child before there is a submission: what fails here would fail for all of them."""
        child = self.spawn(Limits(), 0)
        try:
            answer = child.channel.receive(_CHILD_READER, Deadline(SPAWN_SECONDS)).message
        except (Closed, Late, Violation) as error:
            raise SandboxError(self._refusal(str(error) or type(error).__name__)) from None
        finally:
            child.close()
        if not isinstance(answer, Ready):
            raise SandboxError(self._refusal(answer.problem if isinstance(answer, Failed) else "an unexpected answer"))

    def _explain(self, error: Exception) -> str:
        problem = os.pread(self._status, 4096, 0).decode("utf-8", "replace") or str(error) or type(error).__name__
        return self._refusal(problem)

    def _refusal(self, problem: str) -> str:
        needs = _STRICT_NEEDS if self._isolation is Isolation.STRICT else _BASIC_NEEDS
        return (
            f"Isolation `{self._isolation}` cannot be had on this machine: {problem}. {needs} `grader doctor` says "
            "what is missing. Nothing was graded: this program does not lower the isolation by itself."
        )

    def spawn(self, limits: Limits, seed: int) -> Child:
        """Fork a child. Raises `SandboxError` when the zygote does not."""
        self.prepare()
        ours, theirs = socket.socketpair()
        pipes = [os.pipe() for _ in range(2)]
        request = Spawn(
            seed=seed,
            memory_bytes=limits.memory_mib << 20,
            disk_bytes=limits.disk_mib << 20,
            value_bytes=limits.value_mib << 20,
            cpu_seconds=2 * int(limits.notebook_seconds) + 30,  # cells and calls
            threads=limits.threads,
            open_files=limits.open_files,
        )
        deadline = Deadline(SPAWN_SECONDS)
        sent = [theirs.fileno(), *(write for _, write in pipes)]
        try:
            self._channel.send(request, deadline, descriptors=sent)
            answer = self._channel.receive(_READER, deadline, with_descriptor=True)
            if not isinstance(answer.message, Spawned) or len(answer.descriptors) != 1:
                problem = answer.message.problem if isinstance(answer.message, Failed) else "an unexpected answer"
                raise SandboxError(f"The sandbox could not start a process: {problem}.")
        except (Closed, Late, Violation, SandboxError) as error:
            ours.close()
            for read, _ in pipes:
                os.close(read)
            if isinstance(error, SandboxError):
                raise
            raise SandboxError(f"The sandbox stopped answering ({error or type(error).__name__}).") from None
        finally:
            theirs.close()
            for _, write in pipes:
                os.close(write)
        outputs = {read: Output(limits.output_kib << 10) for read, _ in pipes}
        return Child(ours, outputs, answer.descriptors[0])


class Zygote(Spawner):
    """A warm process inside the sandbox that forks a child per submission.

    Raises
    ------
    SandboxError
        This machine does not offer the isolation asked for; the text says what to change.
    """

    def __init__(
        self, isolation: Isolation, hidden: Sequence[Path], modules: Sequence[str], first: FirstProcess | None = None
    ) -> None:
        """`first`: its process, where the caller has started that before there was time to import all this."""
        self._first = first or start_first_process(isolation, hidden)
        super().__init__(isolation, Channel(self._first.connection, Pump({})), self._first.status)
        try:
            program = b"" if isolation is Isolation.NONE else seccomp_program(isolation)
            # It warms up from here on, while the caller does other work.
            with contextlib.suppress(Closed, Late):  # it has ended; `prepare` hears of it, and says why
                readable = list(self._first.plan.readable)
                self._channel.send(Prepare(isolation, program, readable, list(modules)), self._deadline)
        except BaseException:
            self.close()
            raise

    def has_ended(self) -> bool:
        """Whether its process is no more."""
        return self._first.process.poll() is not None

    def twin(self, core: int | None) -> Twin:
        """Another one, forked from this one as soon as that is warm; on one core, if it is given one."""
        return Twin(self._isolation, self._channel, self._status, core)

    def close(self) -> None:
        """End the zygote and with it every child."""
        super().close()
        self._first.end()


class Twin(Spawner):
    """A zygote forked from another, for a process forked from this one; it ends when nobody holds its channel."""

    def __init__(self, isolation: Isolation, first: Channel, status: int, core: int | None) -> None:
        ours, theirs = socket.socketpair()
        super().__init__(isolation, Channel(ours, Pump({})), status)
        with theirs, contextlib.suppress(Closed, Late):  # the first has ended; `prepare` hears of it, and says why
            first.send(wire.Twin(core), self._deadline, descriptors=[theirs.fileno()])
