# tries: Answer with as much as fits in memory.
# held by: size of a value
# %%
everywhere(lambda *words, **more: np.zeros(1 << 26))
