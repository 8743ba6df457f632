# tries: Raise what frameworks take for skipped, done or interrupted.
# held by: what student code raises is data (errors.Raised)
# %%
kinds = [
    type(name, (BaseException,), {"__module__": "builtins"})
    for name in ("Skipped", "Exit", "XFailed", "Passed", "StudentFault", "KeyboardInterrupt")
]
kinds += [SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration]
turn = iter(kinds * 1000)


def f(*words, **more):
    raise next(turn)(0)


everywhere(f)
