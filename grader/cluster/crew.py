"""The workers of a run: who was admitted, who was refused and why, who has gone, and what each has done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from itertools import count
from typing import Any, Protocol

import msgspec

from grader.cluster.parcels import Admitted, Broken, Refused, decode_answer
from grader.errors import ConfigurationError
from grader.model import Provenance

_WORDS = {"grader": "grader", "python": "Python", "numpy": "numpy"}


class Admissions(Protocol):
    """Asks one worker to take in the course; returns Dask's future of its answer."""

    def __call__(self, worker: str, place: int, places: int) -> Any:
        """The future."""


@dataclass(slots=True)
class Crew:
    """Everybody that the scheduler knows."""

    provenance: Mapping[str, Provenance]
    """By assignment: what a worker must work out by itself before it may grade."""
    ask: Admissions
    result: Callable[[Any], object]
    """What a finished future holds."""
    tell: Callable[[str], None]
    places: dict[str, int] = field(default_factory=dict)
    """A number for each worker, from 0, that no other one on its host has."""
    asked: dict[str, Any] = field(default_factory=dict)
    """Workers that have not answered yet, each with the future of its answer."""
    admitted: dict[str, float] = field(default_factory=dict)
    """Workers that may grade, and since when on the monotonic clock."""
    refused: dict[str, str] = field(default_factory=dict)
    graded: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    """For how long workers that have gone were there."""

    def refresh(self, present: set[str]) -> None:
        """Ask whoever has come, and forget whoever has gone."""
        for worker in sorted(present - {*self.asked, *self.admitted, *self.refused}):
            self.asked[worker] = self.ask(worker, *self._place(worker, present))
        for worker in sorted({*self.asked, *self.admitted, *self.refused} - present):
            if worker in self.admitted:
                self.tell(f"{worker} has gone; what it was grading goes to others")
            self.forget(worker)

    def _place(self, worker: str, present: set[str]) -> tuple[int, int]:
        """A place that is free on its host, and how many workers that host has."""
        beside = [other for other in present if _host(other) == _host(worker)]
        taken = {self.places[other] for other in beside if other in self.places}
        self.places[worker] = next(number for number in count() if number not in taken)
        return self.places[worker], len(beside)

    def forget(self, worker: str) -> None:
        """Treat it as one that has never been asked."""
        self.places.pop(worker, None)
        future = self.asked.pop(worker, None)
        if future is not None:
            future.cancel()
        self.refused.pop(worker, None)
        since = self.admitted.pop(worker, None)
        if since is not None:
            self.seconds[worker] = self.seconds.get(worker, 0.0) + time.monotonic() - since

    def take(self, worker: str) -> None:
        """Hear what a worker that was asked has answered. Raises ConfigurationError when the course is broken."""
        future = self.asked.pop(worker, None)
        if future is None:
            return
        if future.status in ("cancelled", "lost"):
            return  # the scheduler has forgotten it; it is asked again when it is seen again
        problem = self._problem(future)
        if problem:
            self.refused[worker] = problem
            self.tell(f"{worker} grades nothing: {problem}")
        else:
            self.admitted[worker] = time.monotonic()
            self.tell(f"{worker} grades")

    def rates(self) -> list[str]:
        """A line for each worker that has graded anything."""
        now = time.monotonic()
        lines = []
        for worker, graded in sorted(self.graded.items()):
            seconds = self.seconds.get(worker, 0.0) + now - self.admitted.get(worker, now)
            lines.append(f"{worker}: {graded} graded, {graded / max(seconds, 1e-3):.1f} a second")
        return lines

    def _problem(self, future: Any) -> str:
        if future.status == "error":
            error = future.exception()
            return f"it cannot run this package ({type(error).__name__}: {error})"
        try:
            answer = decode_answer(self.result(future))
        except msgspec.MsgspecError as error:
            return f"it speaks another version of this package ({error})"
        match answer:
            case Broken(faults):
                raise ConfigurationError(faults)
            case Refused(problem):
                return problem
            case Admitted(provenance):
                return self._difference(provenance)
        return getattr(answer, "problem", "it answered something else")

    def _difference(self, theirs: Mapping[str, Provenance]) -> str:
        """Why its reports would not be the ones that this machine would write; nothing when they would."""
        for assignment, ours in self.provenance.items():
            other = theirs.get(assignment)
            if other is None:
                return f"it was not given {assignment}"
            for part in fields(Provenance):
                here, there = getattr(ours, part.name), getattr(other, part.name)
                if here != there:
                    return _told(part.name, here, there, assignment)
        return ""


def _host(worker: str) -> str:
    """Its address without the port."""
    return worker.rpartition(":")[0]


def _told(part: str, here: object, there: object, assignment: str) -> str:
    if part in _WORDS:
        return f"it has {_WORDS[part]} {there}, and this machine {here}: its reports would differ"
    return f"its {part} of {assignment} is {there} instead of {here}"
