"""How long on the clock what is limited in CPU time may take; light, because it is asked before any sandbox is used."""

from __future__ import annotations

from grader.model import Limits

CLOCK_FACTOR = 4.0
"""How many times its CPU limit anything may take on the clock: for busy machines, and for code that waits."""
GRACE_SECONDS = 2.0
"""How much later than the process itself this side enforces a cell's limit."""
RUNS_MAX = 4
"""How often cells may have to run: at first, once more after the machine has ended their process, and after each of the
two processes that answer calls has ended."""
MARGIN_SECONDS = 60.0


def patience_seconds(limits: Limits) -> float:
    """What the limits let one submission take at most; all calls together have the notebook's limit once more."""
    return CLOCK_FACTOR * (RUNS_MAX + 1) * limits.notebook_seconds + MARGIN_SECONDS
