"""The rehearsal of one notebook: restart and run all, then the public checks. Read `Rehearsal.of` first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

from grader.checks.suite import Suite
from grader.checks.trial import Examination, RenewableBackend
from grader.config.section import did_you_mean
from grader.model import Cell, CellFault, Check, Limits, Notebook
from grader.notebook.missing import why_missing
from grader.notebook.written import unanswered
from grader.rehearsal.names import CellNames, names_of
from grader.rehearsal.outcome import ExerciseOutcome, exercise_outcome
from grader.rehearsal.packages import Offers
from grader.rehearsal.remark import Ran, Remark
from grader.rehearsal.stubs import signatures_of
from grader.rehearsal.surprises import doubled, overwritten, surprises


class Session(RenewableBackend, Protocol):
    """A process that runs a notebook's cells and answers calls."""

    cell_seconds: dict[int, float]
    call_seconds: dict[str, float]

    def run_cells(self, cells: Sequence[Cell]) -> tuple[CellFault, ...]:
        """Run the code cells in order; returns those that raised or were cut off."""


OpenSession = Callable[[Limits, int], AbstractContextManager[Session]]
"""Starts a process, given its limits and the seed of its random numbers."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a student is told."""

    exercises: tuple[ExerciseOutcome, ...]
    remarks: tuple[Remark, ...]

    @property
    def passed(self) -> bool:
        """Whether every public check passed and nothing is wrong as it stands."""
        return all(each.passed for each in self.exercises) and not any(each.fails for each in self.remarks)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The public checks of some assignments, and a way to run notebooks."""

    suite: Suite
    open_session: OpenSession
    limits: Limits
    offers: Offers

    def of(self, notebook: Notebook, assignment: str, folder: Path) -> Rehearsed:
        """Run a notebook that lies in `folder` from top to bottom, check it, and say what would surprise."""
        names = [names_of(cell) for cell in notebook.code]
        declared = self._declared(assignment)
        with self.open_session(self.limits, _seed(assignment)) as session:
            faults = session.run_cells(notebook.code)
            outcomes = self._checked(session, assignment, notebook.code, names, faults, declared)
            ran = Ran(names, faults, session.cell_seconds, session.call_seconds, self.limits, self.offers, folder)
        remarks = surprises(ran)
        for outcome in outcomes:
            if places := doubled(names, outcome.name):
                remarks.append(self._overwritten(outcome, places, notebook, assignment, declared))
        if parts := ", ".join(map(str, unanswered(notebook))):
            remarks.append(Remark(f"No written answer yet: part {parts}."))
        return Rehearsed(tuple(outcomes), tuple(remarks))

    def exercises(self, assignment: str) -> list[str]:
        """The exercises that the public checks of an assignment judge."""
        return list(self._declared(assignment))

    def _declared(self, assignment: str) -> dict[str, list[Check]]:
        found: dict[str, list[Check]] = {}
        for check in self.suite.declared(assignment):
            found.setdefault(check.exercise, []).append(check)
        return found

    def _checked(
        self,
        backend: RenewableBackend,
        assignment: str,
        cells: Sequence[Cell],
        names: Sequence[CellNames],
        faults: Sequence[CellFault],
        declared: Mapping[str, Sequence[Check]],
    ) -> list[ExerciseOutcome]:
        examination = Examination(
            assignment=assignment,
            student="",
            seed=0,
            backend=backend,
            functions=frozenset(declared),
            reference=None,
            why_missing=lambda name: why_missing(name, cells, faults) or _nearest(name, names, declared),
            signatures=SimpleNamespace(**signatures_of(names)),
        )
        wanted = [check.name for checks in declared.values() for check in checks]
        results = {each.check.name: each for each in self.suite.run(examination, wanted)}
        return [
            exercise_outcome(name, [results[check.name] for check in checks], examination.failures)
            for name, checks in declared.items()
        ]

    def _overwritten(
        self,
        outcome: ExerciseOutcome,
        places: Sequence[CellNames],
        notebook: Notebook,
        assignment: str,
        declared: Mapping[str, Sequence[Check]],
    ) -> Remark:
        def passes_before() -> bool:
            """Whether it passes in a notebook without the cell that defines it last."""
            cells = [cell for cell in notebook.code if cell.index != places[-1].cell.index]
            only = {outcome.name: declared[outcome.name]}
            with self.open_session(self.limits, _seed(assignment)) as session:
                faults = session.run_cells(cells)
                return all(each.passed for each in self._checked(session, assignment, cells, [], faults, only))

        return overwritten(outcome.name, places, passes_before, outcome.passed)


def _seed(assignment: str) -> int:
    return int.from_bytes(hashlib.sha256(assignment.encode()).digest()[:7], "big")


def _nearest(name: str, names: Sequence[CellNames], exercises: Container[str]) -> str:
    functions = [function for each in names for function in each.functions if function not in exercises]
    told = did_you_mean(name, functions)
    return told if told.startswith("Did") else ""
