"""The far side of the wall: the only code that shares a process with a student's.

Nothing here imports anything from the rest of the package; it is started by path, inside its own root, and knows no
course. The processes, from the outside in:

    enter.py      makes namespaces and a root file system, then becomes the zygote
    zygote.py     imports what notebooks need, runs no student code, forks a child per submission
    warm.py       what is set up once, so that no child does it again
    strays.py     ends what outlived its submission, where no pid namespace does
    memory.py     lays the zygote's memory out so that a fork copies little
    confine.py    what a child gives up before it sees any student code: mounts, namespaces, capabilities, system calls
    child.py      one submission: runs the cells, then parks; answers calls that leave no trace, and hands out copies of
                  itself that answer all others
    cells.py      notebook semantics: display, top-level await, input(), time limits
    shell.py      magics, and what of IPython a grader refuses
    stand_in.py   `from grader import check` in a notebook finds something harmless, and so does Otter's import
    stateless.py  which functions leave no trace
    calls.py      calling a function
    faults.py     describing what student code raised
    wire.py       the messages; the trusted side reads them with the same module
    values.py     how values cross, and reading them
    packing.py    making values ready to cross, or refusing them in words
    stream.py     frames over a socket, as this side reads and writes them
    users.py      whom a process runs as, and giving up root
    probes.py     what this machine permits, found out by doing it
    linux.py      the system calls that Python has no name for

and, where a student rehearses on a machine that has no sandbox:

    plain.py      the student's own notebook in an ordinary process of its own, on any system

The protocol
------------
Trusted side and zygote speak over one socket: `Prepare` once, then `Spawn` with the descriptors of a child's channel,
its standard output and error; the answer is `Spawned` with a pidfd. `Twin`, with the end of another such socket, makes
a zygote like it, forked from it, which says `Prepared` there and answers in the same way.

Trusted side and child speak over the child's channel: the child says `Ready` with its seccomp listener (through which
the trusted side decides about every fork), then answers `RunCells` with a `CellDone` for each cell and a `CellsDone`,
`Calls` of functions that leave no trace with one `Answer` per case, and forks for each `Copy` (which carries the
channel of the copy). The copy says `Copied` there, which the kernel signs with its number, then answers `Calls` of all
other functions in the same way, and `Fetch` with one `Answer`.

Everything that a child or a copy sends is hostile: it is decoded into the types of wire.py or it is a violation.
Verdicts do not cross: there is no message for them.
"""
