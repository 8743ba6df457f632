"""One of several parts of a class, for machines that share nothing but the submissions.

Which part a submission is in follows from its assignment and student alone, so every machine decides alike, whatever
else is there, and a file that arrives later moves no other.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from grader.batch.discovery import Found
from grader.model import Submission

PARTS_MAX = 100_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `parts`, counted from 1."""

    number: int
    parts: int

    def of(self, found: Found) -> Found:
        """What of all this is in this part. What could not be placed is told in the first one."""
        submissions = tuple(each for each in found.submissions if self._holds(each))
        return Found(submissions, found.problems if self.number == 1 else ())

    def _holds(self, submission: Submission) -> bool:
        words = f"{submission.assignment}\0{submission.student}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.sha256(words).digest()[:8], "big") % self.parts == self.number - 1


def parse_shard(text: str) -> Shard | None:
    """`2/3` as a part, or None for what is none."""
    match = re.fullmatch(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", text)
    if match is None or int(match[1]) > int(match[2]) or int(match[2]) > PARTS_MAX:
        return None
    return Shard(int(match[1]), int(match[2]))
