# tries: Answer one byte at a time.
# held by: deadlines are absolute (sandbox.channel)
# slow
# %%
take_over("calls", "wire")


def drip(channel, message, buffers=()):
    for part in wire.frame(message, buffers):
        for byte in bytes(part):
            time.sleep(0.2)
            channel.sendall(bytes([byte]))


calls.send = drip
everywhere(lambda *words, **more: 0)
