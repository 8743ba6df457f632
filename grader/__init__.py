"""A notebook grader with a wall: checks never share a process with student code."""

__version__ = "0.1.0"
