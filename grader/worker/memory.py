"""The zygote's memory, made ready to be shared by every process that is forked from it.

A fork copies the tables of all memory, and a process that ends takes them apart again: with huge pages there is less
to copy. What a notebook writes to is copied in small pages all the same.
"""

from __future__ import annotations

import contextlib
import functools
import gc

from . import linux

_HUGE_BYTES = 1 << 21


def keep() -> None:
    """To be called once all modules are loaded: what is there stays, and no process looks through it for garbage."""
    gc.freeze()
    gc.enable()


@functools.cache
def lay_out() -> None:
    """Move what stays into huge pages, once; takes as long as a dozen forks gain by it."""
    gc.unfreeze()  # what is frozen is not listed
    numbers = {id(each) // _HUGE_BYTES for each in gc.get_objects()}
    gc.freeze()
    for number in numbers:
        with contextlib.suppress(OSError):  # older kernels have no such call, and not all regions are Python's alone
            linux.collapse(number * _HUGE_BYTES, _HUGE_BYTES)
