# tries: Stop the own process, so that it neither ends nor answers.
# held by: the clock on the wall
# slow
# %%
import signal


def f(*words, **more):
    os.kill(os.getpid(), signal.SIGSTOP)


everywhere(f)
