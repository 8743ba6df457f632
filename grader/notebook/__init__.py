"""A student's file becomes a `Notebook`: sources only, read without trusting anything else that the file says."""

from grader.notebook.read import read_notebook
from grader.notebook.written import written_answers

__all__ = ["read_notebook", "written_answers"]
