# tries: Send shapes whose sizes overflow.
# held by: impossible shapes (worker.values)
# %%
take_over("calls", "values", "wire")


def lie(number, index, value, packer):
    packer.buffers.append(memoryview(b""))
    return wire.Answer(number, index, value=values.ArrayNode("<U9999999", (0, 1 << 39), 0))


calls._answer = lie
everywhere(lambda *words, **more: 0)
