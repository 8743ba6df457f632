"""What students receive, made from what the course team writes: solutions out, prompts and stubs in.

The same source gives the same bytes. A release that would still tell a solution is refused.
"""

from grader.release.folder import Change, Kind, changes
from grader.release.make import release

__all__ = ["Change", "Kind", "changes", "release"]
