# tries: Leave a process behind that outlives the submission.
# held by: pid namespace; under basic the zygote ends strays
# %%
def thief():
    libc.prctl(1, 0, 0, 0, 0)
    while True:
        try:
            if os.fork() == 0:
                libc.prctl(1, 0, 0, 0, 0)
                os.setsid() if hasattr(os, "setsid") else None
                time.sleep(3000)
        except OSError:
            pass


threading.Thread(target=thief, daemon=True).start()
everywhere(lambda *words, **more: 0)
