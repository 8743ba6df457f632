"""The gradebook: reports, a roster and a policy become one row a student. It can always be made again from those."""

from grader.gradebook.book import Gradebook, build
from grader.gradebook.marks import Mark

__all__ = ["Gradebook", "Mark", "build"]
