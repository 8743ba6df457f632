"""The gradebook: reports, a roster and a policy become one row a student. It can always be made again from those."""

from grader.gradebook.attempt import Attempt
from grader.gradebook.book import Gradebook, build

__all__ = ["Attempt", "Gradebook", "build"]
