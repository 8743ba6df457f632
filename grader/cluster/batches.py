"""Submissions in batches of a bounded size, and reports that are believed only once they are checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from grader.batch.engine import Finished
from grader.batch.reading import read_submission
from grader.characters import show_surrogates
from grader.cluster.parcels import Batch, Graded, GradedOne, SentSubmission, encode, send_submission
from grader.errors import SubmissionError
from grader.model import Provenance, Submission
from grader.report import UnreadableReport, parse

SUBMISSIONS_MIN, SUBMISSIONS_MAX = 8, 256
"""In a batch: at least some tenths of a second of work, so that a message to the scheduler costs little beside it."""
WORKERS_PER_SUBMISSION = 4
"""The more workers, the larger the batches, so that the scheduler hears of about a hundred a second; docs/scale.md."""
BYTES_MAX = 8 << 20
"""After which a batch takes no more: Dask carries a task's arguments through the scheduler."""


class Doubtful(Exception):
    """An answer that is not about the question: another student's report, another course, no report at all."""


@dataclass(slots=True)
class SentBatch:
    """A batch to be sent, as often as it takes, and what has become of that."""

    submissions: tuple[Submission, ...]
    sent: tuple[SentSubmission, ...]
    futures: list[Any] = field(default_factory=list)
    """Dask's futures of its answer: a second one when the first has been silent for long."""
    workers: frozenset[str] = frozenset()
    """Who was allowed to take it when it was sent last."""
    since: float = 0.0
    failures: list[str] = field(default_factory=list)
    """How workers ended that had it."""

    def data(self) -> bytes:
        """The batch as it travels."""
        return encode(Batch(self.sent))

    def singles(self) -> Iterator[SentBatch]:
        """The same submissions one by one, to find the one that is to blame."""
        for submission, sent in zip(self.submissions, self.sent, strict=True):
            yield SentBatch((submission,), (sent,))

    def set_aside(self, why: str) -> SentBatch:
        """The same for a person to look at: nothing of it is run."""
        return SentBatch(self.submissions, tuple(replace(each, set_aside=why) for each in self.sent))


def size_for(workers: int) -> int:
    """How many submissions travel together."""
    return max(SUBMISSIONS_MIN, min(workers // WORKERS_PER_SUBMISSION, SUBMISSIONS_MAX))


def batches(submissions: Iterable[Submission], workers: Callable[[], int]) -> Iterator[SentBatch]:
    """The submissions, read only when their batch is about to be sent to one of so many workers."""
    taken: list[tuple[Submission, SentSubmission]] = []
    size = 0
    for submission in submissions:
        sent = _read(submission)
        taken.append((submission, sent))
        size += len(sent.data or b"")
        if len(taken) >= size_for(workers()) or size >= BYTES_MAX:
            yield _batch(taken)
            taken, size = [], 0
    if taken:
        yield _batch(taken)


def _batch(taken: Sequence[tuple[Submission, SentSubmission]]) -> SentBatch:
    return SentBatch(tuple(each for each, _ in taken), tuple(sent for _, sent in taken))


def _read(submission: Submission) -> SentSubmission:
    try:
        return send_submission(submission, read_submission(submission.path))
    except SubmissionError as error:
        return send_submission(submission, error)


def believed(batch: SentBatch, graded: Graded, provenance: Mapping[str, Provenance]) -> list[Finished]:
    """The reports on a batch, each checked against what was sent. Raises Doubtful."""
    if len(graded.reports) != len(batch.submissions):
        raise Doubtful(f"{len(graded.reports)} reports on {len(batch.submissions)} submissions")
    rows = zip(batch.submissions, batch.sent, graded.reports, strict=True)
    return [_checked(*row, provenance) for row in rows]


def _checked(
    submission: Submission, sent: SentSubmission, answer: GradedOne, provenance: Mapping[str, Provenance]
) -> Finished:
    try:
        summary = parse(answer.report)
    except UnreadableReport as error:
        raise Doubtful(f"no report: {error}") from error
    sha256 = hashlib.sha256(sent.data).hexdigest() if sent.data is not None else ""
    told = (summary.assignment, summary.student, summary.file, summary.sha256, summary.provenance)
    names = (submission.assignment, show_surrogates(submission.student), show_surrogates(submission.path.name))
    if told != (*names, sha256, provenance[submission.assignment]):
        raise Doubtful(f"a report on something else than {submission.assignment}/{submission.student}")
    return Finished(submission, answer.report, summary, answer.log)
