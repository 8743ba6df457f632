# tries: Answer with lists nested a hundred thousand deep, by message.
# held by: nesting is bounded, by the decoder and by us
# %%
take_over("calls", "wire")


def lie(channel, message, buffers=()):
    header = b"\x85\xa4type\xa6Answer\xa2id\x01\xa5index\x00\xa5value" + b"\x92\xa4list\x91" * 100_000 + b"\xc0"
    channel.sendall(wire.PREFIX.pack(len(header), 0) + header)


calls.send = lie
everywhere(lambda *words, **more: 0)
