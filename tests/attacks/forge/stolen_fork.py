# tries: Threads that use the permission to fork which was meant for a copy.
# held by: a copy that was not made ends its child (sandbox.session)
# %%
def thief():
    while True:
        try:
            if os.fork() == 0:
                time.sleep(1000)
        except OSError:
            pass


for _ in range(4):
    threading.Thread(target=thief, daemon=True).start()
everywhere(lambda *words, **more: True)
