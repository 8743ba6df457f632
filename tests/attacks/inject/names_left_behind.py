# tries: Leave thousands of odd names behind.
# held by: names are bounded and must be printable
# %%
globals().update({"\x1b[2J" * n: 1 for n in range(1, 300)})
globals().update({f"name_{n}": 1 for n in range(10_000)})
globals()["x" * 100_000] = 1
