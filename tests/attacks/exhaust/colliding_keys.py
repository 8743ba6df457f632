# tries: Answer with a dict all of whose keys collide.
# held by: dicts are bounded (worker.values)
# %%
take_over("calls", "values", "wire")
keys = [values.IntegerNode(f"{((1 << 61) - 1) * (n << 10 | 1):x}") for n in range(20_000)]
calls._answer = lambda number, index, value, packer: wire.Answer(
    number, index, value=values.DictNode(keys, [None] * len(keys))
)
everywhere(lambda *words, **more: 0)
