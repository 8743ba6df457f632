"""What students run before they hand in: the public checks, in their own notebook or on the whole of it.

in the notebook, in its own kernel                  the notebook as a whole, `grader check NOTEBOOK`
    checking.py   `check("softmax")`, `%check`          rehearsal.py   restart and run all, then the public checks
    kernel.py     the functions just defined            place.py       which assignment a notebook is for
    alarm.py      what takes too long is stopped        surprises.py   what would surprise its author, and why
                                                        names.py       which cell binds which name, and which reads it
both
    public.py     finding the check files               outcome.py     what came of the checks
    snippet.py    a failing call, ready to paste        text.py, html.py   how it is shown

Nothing here needs Linux; the sandbox is asked for where there is one.
"""
