# tries: Print for ever.
# held by: output is drained, its first part kept
# %%
while True:
    print("x" * 100_000)
