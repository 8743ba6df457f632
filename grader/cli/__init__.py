"""The command line: arguments become one call, printed lines and an exit code."""

from grader.cli.program import main

__all__ = ["main"]
