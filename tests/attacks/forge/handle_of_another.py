# tries: Speak for the copy from the parked process, so that calls change the state of those after them.
# held by: the kernel signs who speaks for a copy (sandbox.channel)
# %%
take_over("child", "calls", "wire", "stream")


def copy(channel, descriptor, namespace, limits):
    own = socket.socket(fileno=descriptor)
    stream.send(own, wire.Copied())
    calls.answer_calls(own, namespace, limits.value_bytes)


child._copy = copy
everywhere(lambda *words, **more: True)
