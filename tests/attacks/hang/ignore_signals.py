# tries: Block every signal and stop the timers, then loop.
# held by: the trusted side has its own clock
# slow
# %%
import signal

for number in range(1, 64):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.setitimer(signal.ITIMER_REAL, 0)
signal.setitimer(signal.ITIMER_PROF, 0)
while True:
    pass
