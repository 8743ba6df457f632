"""The only room that speaks to the worker side: starts the zygote, talks to its children, trusts neither.

plan.py            what the zygote's root holds, and how its processes start
first_process.py   the first process of a sandbox, started before all else
preload.py         what the zygote imports before there is a notebook
syscalls.py        which system calls a child may make, as a seccomp program
launcher.py        the zygote: start it, have it fork children, kill it
channel.py         frames over a socket whose other end is hostile: bounds, deadlines, no blocking
handles.py         which process a handle stands for, when a liar sent it
pump.py            waiting for a child while draining what it prints and deciding about its forks
series.py          questions to a process, packed and ready to be sent
cell_run.py        one run of a notebook's cells, as its process reports it
answers.py         what a process of a student says, read into our own values
patience.py        how long on the clock what is limited in CPU time may take
budget.py          how much time calls may take, and how much they took
copies.py          who answers a call: the parked process, or a copy of it
session.py         one submission: its cells, then its answers to calls, each from a state that is whole
offer.py           what this machine offers, measured, and what would raise it
conformance.py     named containment cases, executed against the live sandbox

and for a student's own notebook, on a machine that offers no sandbox:

plain_process.py   an ordinary process, and frames over its pipes
plain_session.py   one notebook in it: its cells, then its answers to calls
"""
