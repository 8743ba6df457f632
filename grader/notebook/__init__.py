"""A student's file becomes a `Notebook`: sources only, read without trusting anything else that the file says."""

from grader.notebook.callers import calls
from grader.notebook.read import read_notebook
from grader.notebook.written import written_answers

__all__ = ["calls", "read_notebook", "written_answers"]
