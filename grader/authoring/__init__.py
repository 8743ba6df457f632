"""A new course, and a new assignment in a course: folders that grade at once, for authors to change.

templates.py    the files as they lie in this package
new_folder.py   a folder written whole, or not at all
listed.py       one more name in config.yaml, whose other bytes stay as they are
course.py       for `grader init`
assignment.py   for `grader new`
"""

from grader.authoring.assignment import new_assignment
from grader.authoring.course import new_course

__all__ = ["new_assignment", "new_course"]
