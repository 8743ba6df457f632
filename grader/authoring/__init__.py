"""A new course, and a new assignment in a course: folders that grade at once, for authors to change.

templates.py        the files as they lie in this package
new_folder.py       a folder written whole, or not at all
listed.py           one more name in config.yaml, whose other bytes stay as they are
new_course.py       for `grader init`
new_assignment.py   for `grader new`
"""

from grader.authoring.new_assignment import new_assignment
from grader.authoring.new_course import new_course

__all__ = ["new_assignment", "new_course"]
