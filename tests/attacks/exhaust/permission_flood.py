# tries: Ask for forks from many threads at once, for ever.
# held by: one question at a time, within the deadlines
# %%
def ask():
    while True:
        try:
            os.fork()
        except OSError:
            pass


for _ in range(30):
    threading.Thread(target=ask, daemon=True).start()
everywhere(lambda *words, **more: time.sleep(0.1))
