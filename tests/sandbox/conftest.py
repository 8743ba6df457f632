"""One zygote for all tests of the sandbox; a session, and so a child, for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.model import Cell, CellFault, Isolation, Limits
from grader.sandbox.launcher import Zygote
from grader.sandbox.preload import default_modules
from grader.sandbox.session import Session

LIMITS = Limits(cell_seconds=1.0, call_seconds=0.5, notebook_seconds=20.0, memory_mib=1024)

Run = Callable[..., tuple[Session, tuple[CellFault, ...]]]


def code(*sources: str) -> list[Cell]:
    """Code cells as a notebook would have them."""
    return [Cell(index, index + 1, source) for index, source in enumerate(sources)]


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """A warm zygote under `strict`."""
    hidden: list[Path] = [tmp_path_factory.getbasetemp()]
    with Zygote(Isolation.STRICT, hidden, default_modules()) as zygote:
        zygote.prepare()
        yield zygote


@pytest.fixture(scope="session")
def basic_zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """A warm zygote under `basic`, with numpy only."""
    with Zygote(Isolation.BASIC, [tmp_path_factory.getbasetemp()], []) as zygote:
        zygote.prepare()
        yield zygote


@pytest.fixture
def run(zygote: Zygote) -> Iterator[Run]:
    """Run cells in a session of their own; returns it with the cells' faults."""
    with running(zygote) as run_cells:
        yield run_cells


@contextmanager
def running(zygote: Zygote) -> Iterator[Run]:
    """The same for any zygote."""
    sessions: list[Session] = []

    def run_cells(*sources: str, limits: Limits = LIMITS) -> tuple[Session, tuple[CellFault, ...]]:
        session = Session(zygote, limits, seed=1)
        sessions.append(session)
        return session, session.run_cells(code(*sources))

    try:
        yield run_cells
    finally:
        for session in sessions:
            session.close()
