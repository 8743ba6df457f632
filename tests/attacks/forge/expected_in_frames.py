# tries: Search callers and the heap for expected values and checks, and answer with them.
# held by: no check and no reference is on this side
# %%
import gc


def search(*words, **more):
    frame = sys._getframe()
    while frame is not None:
        for name, value in list(frame.f_locals.items()) + list(frame.f_globals.items()):
            if name in ("expected", "reference", "solution", "desired"):
                gained(f"a caller's {name}")
        frame = frame.f_back
    for thing in gc.get_objects():
        if (
            callable(thing)
            and getattr(thing, "__name__", "").startswith("test_")
            and "numpy" not in str(getattr(thing, "__module__", "numpy"))
        ):
            gained(thing.__name__)
    return 0


everywhere(search)
