"""What the course team wrote: found, read strictly, and hashed."""

from grader.config.course import find_course, load_course, load_policy, source_notebook
from grader.config.provenance import course_sha256, files_read, provenance_of

__all__ = [
    "course_sha256",
    "files_read",
    "find_course",
    "load_course",
    "load_policy",
    "provenance_of",
    "source_notebook",
]
