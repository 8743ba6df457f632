"""What is wrong with an assignment's checks, told from what became of its subjects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grader.model import Outcome
from grader.validate.mutants import Mutant
from grader.validate.subject import Kind, Subject
from grader.validate.subject_report import SubjectReport

CORRECT_MIN, WRONG_MIN, MUTANTS_MIN = 8, 20, 40
EQUIVALENT_SHARE_MAX = 0.1

_IS_UNPACKED = re.compile("unpack|not iterable|not subscriptable")
_UNPACKED = ". Take answers apart by assert_pair or assert_parts, which tell the student what came instead."


@dataclass(frozen=True, slots=True)
class Tried:
    """An assignment and all that it was tried on."""

    assignment: str
    exercises: tuple[str, ...]
    reports: Mapping[Subject, SubjectReport]
    mutants: Mapping[str, Mutant] = field(default_factory=dict)
    equivalent: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    """How long grading all of it took."""

    @property
    def checks(self) -> list[str]:
        """The names of the assignment's checks."""
        return [check.name for report in list(self.reports.values())[:1] for check in report.checks]

    def of(self, kind: Kind) -> list[tuple[Subject, SubjectReport]]:
        """The subjects of one kind, by name."""
        return sorted(((each, report) for each, report in self.reports.items() if each.kind is kind), key=_by_name)


@dataclass(frozen=True, slots=True)
class Survival:
    """What became of one exercise's mutants, by name."""

    exercise: str
    killed: tuple[str, ...]
    survived: tuple[str, ...]
    equivalent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants came to what."""

    killed: int
    survived: int
    equivalent: int

    @property
    def percent(self) -> float:
        """Killed mutants in per cent of those that are not equivalent [%]."""
        return 100 * self.killed / (self.killed + self.survived) if self.killed + self.survived else 100.0


def score_of(rows: Sequence[Survival]) -> Score:
    """The mutants of some exercises, counted."""
    return Score(
        sum(len(row.killed) for row in rows),
        sum(len(row.survived) for row in rows),
        sum(len(row.equivalent) for row in rows),
    )


def not_told_apart(tried: Tried) -> Iterator[str]:
    """Every subject that did not get what it should."""
    for subject, report in sorted(tried.reports.items(), key=_by_name):
        for check in report.broken:
            told = f"the check {check.name} is {check.outcome}, which no answer may do to a check: {check.message}"
            yield f"{subject.name}: {told}{_UNPACKED if _IS_UNPACKED.search(check.message) else ''}"
        if subject.kind is Kind.MUTANT:
            continue
        if missed := sorted(subject.loses - report.lost):
            yield f"{subject.name}: loses nothing of {', '.join(missed)}."
        for check in report.fired:
            if check.exercise not in subject.loses and check.outcome is not Outcome.BROKEN:
                yield f"{subject.name}: {check.name} {check.outcome} though it should pass: {check.message}"
        if subject.kind is Kind.BLANK:
            yield from (f"{subject.name}: {each.name} passed." for each in report.checks if each not in report.fired)


def survivals(tried: Tried) -> list[Survival]:
    """Mutants killed, survived and equivalent, by exercise."""
    killed = {subject.name for subject, report in tried.of(Kind.MUTANT) if report.lost}
    found = []
    for exercise in tried.exercises:
        own = sorted(name for name, mutant in tried.mutants.items() if mutant.exercise == exercise)
        alive = [name for name in own if name not in killed]
        found.append(
            Survival(
                exercise,
                tuple(name for name in own if name in killed),
                tuple(name for name in alive if name not in tried.equivalent),
                tuple(name for name in alive if name in tried.equivalent),
            )
        )
    return found


def of_equivalents(tried: Tried) -> Iterator[str]:
    """Lines of equivalent.yaml that are not true."""
    killed = {subject.name for subject, report in tried.of(Kind.MUTANT) if report.lost}
    for name in sorted(tried.equivalent):
        if name not in tried.mutants:
            yield f"equivalent.yaml, {name}: there is no such mutant any more; delete the line."
        elif name in killed:
            yield f"equivalent.yaml, {name}: it is killed, so it is not equivalent; delete the line."


def strays(tried: Tried) -> list[tuple[str, str]]:
    """Mutants and the checks of other exercises that fired on them."""
    return [
        (subject.name, check.name)
        for subject, report in tried.of(Kind.MUTANT)
        for check in report.fired
        if check.exercise not in subject.loses
    ]


def idle(tried: Tried) -> list[str]:
    """Checks that never killed a mutant nor a wrong answer."""
    fired: Counter[str] = Counter()
    for kind in (Kind.WRONG, Kind.MUTANT):
        for _, report in tried.of(kind):
            fired.update(check.name for check in report.fired)
    return [name for name in tried.checks if not fired[name]]


def diagnosed(tried: Tried) -> Mapping[str, list[str]]:
    """Wrong answers by what their report says of them: `rightly`, `wrongly` or `not at all`."""
    found: dict[str, list[str]] = {"rightly": [], "wrongly": [], "not at all": []}
    for subject, report in tried.of(Kind.WRONG):
        said = [diagnosis for name, diagnosis in report.diagnoses.items() if name in subject.loses]
        elsewhere = [diagnosis for name, diagnosis in report.diagnoses.items() if name not in subject.loses]
        right = all(each.endswith(f" {subject.sentence}") for each in said) and not elsewhere
        found["not at all" if not said + elsewhere else "rightly" if right else "wrongly"].append(subject.name)
    return found


def too_few(tried: Tried) -> Iterator[str]:
    """What there should be more of before anything is proven."""
    for kind, least in ((Kind.CORRECT, CORRECT_MIN), (Kind.WRONG, WRONG_MIN)):
        if (count := len(tried.of(kind))) < least:
            yield f"answers/{kind}: {count} answers; at least {least} are wanted."
    if tried.mutants and len(tried.mutants) < MUTANTS_MIN:
        yield f"{len(tried.mutants)} mutants; at least {MUTANTS_MIN} are wanted."
    equivalent = sum(len(each.equivalent) for each in survivals(tried))
    if equivalent > EQUIVALENT_SHARE_MAX * len(tried.mutants):
        yield f"{equivalent} of {len(tried.mutants)} mutants are called equivalent; at most a tenth should be."


def _by_name(pair: tuple[Subject, SubjectReport]) -> tuple[Sequence[str], str]:
    return ([str(pair[0].kind)], pair[0].name)
