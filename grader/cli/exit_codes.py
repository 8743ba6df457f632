"""What the commands' exit codes mean; scripts rely on them."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    """Everything was done, and everything was graded."""
    BELOW = 1
    """Graded, but below `--fail-under`; or, for commands that check something, something was found."""
    USAGE = 2
    """The command line, the course or the machine must be put right first."""
    INCOMPLETE = 3
    """Some submissions could not be graded, or a person must look at them; each is named."""
    UNREAD = 1
    """The reader of the output went away early, as `grader … | head` does; click ends the same way.

    An alias: Python knows the member as BELOW.
    """
    FAULT = 70
    """A fault of this program: it must not look like a low score."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C or a termination signal; the same command goes on where it stopped."""
