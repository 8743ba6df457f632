"""The zygote: warm, and innocent of student code. Forks one child per submission, and its like for other graders.

Started with the descriptors of its control socket and of its pid namespace (-1 for none), and the children's home.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import shutil
import signal
import socket
import sys
from typing import NoReturn

from . import linux
from .child import serve
from .confine import confine, seal
from .memory import keep, lay_out
from .stand_in import install as install_stand_in
from .strays import adopt, end_strays, fresh_home
from .stream import receive, send
from .warm import warm
from .wire import Failed, Prepare, Prepared, Ready, Spawn, Spawned, ToZygote, Twin, decoder


def main() -> None:
    """Prepare as told, then fork children until the trusted side hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    namespace, home = int(sys.argv[2]), sys.argv[3]
    del sys.argv[1:], sys.orig_argv[1:]
    linux.set_name("zygote")
    gc.disable()  # until `keep`: what is loaded here stays, and looking through it takes a tenth of the start
    reader = decoder(ToZygote)
    first = receive(control, reader)
    if first is None:
        return
    prepare = first[0]
    assert isinstance(prepare, Prepare)
    _warm(prepare.modules, home)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if namespace < 0:
        adopt()
    keep()
    send(control, Prepared())
    for number in itertools.count():
        message = receive(control, reader, descriptors_max=3)
        if namespace < 0:
            end_strays()
        if message is None:
            if namespace < 0:
                shutil.rmtree(home, ignore_errors=True)
            return
        request, _, descriptors = message
        if isinstance(request, Twin):
            lay_out()  # for both
            _twin(control, request, descriptors[0])
            continue
        assert isinstance(request, Spawn)
        _spawn(control, request, descriptors, prepare, namespace, home if namespace >= 0 else fresh_home(home, number))
        if number:
            lay_out()  # while the first submission runs, because a single one would only wait for it


def _warm(modules: list[str], home: str) -> None:
    """Make ready what children would otherwise set up for themselves, each of them again."""
    os.chdir(home)
    warm(modules)
    install_stand_in()
    if "IPython" in sys.modules:
        from .shell import make_shell

        make_shell()


def _twin(control: socket.socket, request: Twin, descriptor: int) -> None:
    """Fork another zygote, which from then on is controlled over the socket behind `descriptor`."""
    try:
        child = os.fork()
    except OSError:
        child = -1  # whoever asked sees the other end close; those that there are go on
    if child == 0:
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        # In the same place, so that the children of both find the same descriptors.
        os.dup2(descriptor, control.fileno(), inheritable=False)
        if request.core is not None:
            with contextlib.suppress(OSError):  # it has been taken away since; any other will do
                os.sched_setaffinity(0, {request.core})
        send(control, Prepared())
    os.close(descriptor)


def _spawn(
    control: socket.socket, limits: Spawn, descriptors: list[int], prepare: Prepare, namespace: int, home: str
) -> None:
    if namespace >= 0:
        # The first child of a new pid namespace is its first process; come back here for the next one.
        linux.setns(namespace, linux.CLONE_NEWPID)
        linux.unshare(linux.CLONE_NEWPID)
    child = os.fork()
    if child == 0:
        _become_child(control, limits, descriptors, prepare, namespace, home)
    try:
        pidfd = os.pidfd_open(child)
    except ProcessLookupError:
        send(control, Failed("a new process ended at once"))
    else:
        send(control, Spawned(), descriptors=[pidfd])
        os.close(pidfd)
    for descriptor in descriptors:
        os.close(descriptor)


def _become_child(
    control: socket.socket, limits: Spawn, descriptors: list[int], prepare: Prepare, namespace: int, home: str
) -> NoReturn:
    control.close()
    if namespace >= 0:
        os.close(namespace)
    channel = socket.socket(fileno=descriptors[0])
    os.environ.update(HOME=home, TMPDIR=f"{home}/tmp", MPLCONFIGDIR=f"{home}/matplotlib")
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (descriptors[1], 1), (descriptors[2], 2)):
        os.dup2(source, target)
        os.close(source)
    try:
        listener = confine(limits, prepare, home)
    except OSError as error:
        send(channel, Failed(str(error)))
        os._exit(1)
    send(channel, Ready(), descriptors=[listener] if listener >= 0 else [])
    if listener >= 0:
        os.close(listener)
        seal()
    try:
        serve(channel, limits)
    finally:
        # Not by way of the interpreter's end, which waits for threads that the notebook left running.
        os._exit(1)


if __name__ == "__main__":
    main()
