# tries: Sixty threads that compute for ever without the interpreter's lock, while neighbours are graded.
# held by: limits count CPU time first
# slow
# %%
import hashlib

data = bytes(1 << 20)


def burn():
    while True:
        hashlib.sha256(data).digest()


for _ in range(60):
    threading.Thread(target=burn, daemon=True).start()
everywhere(lambda *words, **more: 0)
