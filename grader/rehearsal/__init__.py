"""What students run before they hand in: the public checks, in their own notebook or on the whole of it.

in the notebook, in its own kernel
    checking.py    `check("softmax")`, `%check`
    kernel.py      the functions just defined, as checks meet them
    alarm.py       what takes too long is stopped

the notebook as a whole, for `grader check NOTEBOOK`
    place.py       which assignment a notebook is for, and what holds there
    runner.py      the sandbox, or a plain process where there is none
    rehearsal.py   restart and run all, then the public checks
    surprises.py   what would surprise the student: raised.py, what happened; suspicions.py, what the text shows
    names.py       which cell binds which name, and who reads it; stubs.py, the parameters of functions
    packages.py    which packages the course has
    remark.py      one remark, and what it is made from

both
    public.py      where the check files are
    outcome.py     what came of the checks
    snippet.py     a failing call, ready to paste
    text.py, html.py   how it is shown

Nothing here needs Linux; the sandbox is asked for where there is one.
"""
