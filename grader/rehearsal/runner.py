"""Where notebooks run: in the sandbox, or, where there is none, each in a plain process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.errors import SandboxError
from grader.model import Isolation, Limits
from grader.rehearsal.rehearsal import OpenSession
from grader.sandbox.plain_session import PlainSession

LEVELS = (Isolation.STRICT, Isolation.BASIC)
"""In the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A way to run notebooks, and what to say of it."""

    open_session: OpenSession
    how: str
    """`in the sandbox (strict)`"""
    caution: str = ""
    """What to say where nothing isolates the notebook."""


@contextmanager
def runner(wanted: Isolation | None, first: Isolation, hidden: Sequence[Path]) -> Iterator[Runner]:
    """The best that this machine offers, from level `first` downward, or exactly what is `wanted`.

    A student's own notebook may also run without isolation, on that student's own machine, and is told so. Grading
    never comes here.

    Raises
    ------
    SandboxError
        The level that is wanted cannot be had.
    """
    if wanted is Isolation.NONE or first is Isolation.NONE:
        yield _plain("as was asked for")
        return
    if sys.platform != "linux":
        if wanted is not None:
            raise SandboxError(
                f"Isolation `{wanted}` needs Linux; leave --isolation out to run your own notebook here."
            )
        yield _plain("this system has no sandbox")
        return
    with ExitStack() as stack:
        yield _on_linux(stack, wanted, first, hidden)


def _on_linux(stack: ExitStack, wanted: Isolation | None, first: Isolation, hidden: Sequence[Path]) -> Runner:
    # Only here is anything imported that other systems do not have.
    from grader.sandbox.launcher import Zygote
    from grader.sandbox.preload import default_modules
    from grader.sandbox.session import Session

    levels = [wanted] if wanted is not None else LEVELS[LEVELS.index(first) :]
    for level in levels:
        with ExitStack() as trying:
            try:
                zygote = trying.enter_context(Zygote(level, hidden, default_modules()))
                zygote.prepare()
            except SandboxError:
                if wanted is not None:
                    raise
                continue
            stack.push(trying.pop_all())

        def open_session(limits: Limits, seed: int, warm: Zygote = zygote) -> Session:
            return Session(warm, limits, seed)

        weaker = "" if level is levels[0] else f"; this machine does not offer `{levels[0]}`"
        return Runner(open_session, f"in the sandbox ({level}{weaker})")
    return _plain("this machine offers no sandbox")


def _plain(why: str) -> Runner:
    caution = f"Not isolated, {why}: the notebook ran like any program of yours, and may read and write what you may."
    return Runner(PlainSession, "in a process of its own", caution)
