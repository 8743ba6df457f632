"""The gradebook: reports, a roster and a policy become one row a student. It can always be made again from those."""

from grader.gradebook.book import Column, Gradebook, Result, Row, build
from grader.gradebook.marks import Mark

__all__ = ["Column", "Gradebook", "Mark", "Result", "Row", "build"]
