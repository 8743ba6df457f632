"""Marks that people give to written answers: read strictly, merged into reports, and never written over.

`marks/<assignment>.yaml`, or the same as a CSV, belongs to the person who marks. A mark may carry the fingerprint of
the answer that was marked; when the student has changed the answer since, the mark does not count until a person has
looked again.
"""

from grader.marks.mark import Mark, Marks, changed_parts, fingerprint, with_marks
from grader.marks.read import read_marks

__all__ = ["Mark", "Marks", "changed_parts", "fingerprint", "read_marks", "with_marks"]
