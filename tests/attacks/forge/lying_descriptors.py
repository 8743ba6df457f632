# tries: Answer the request for a copy with descriptors of everything but a process.
# held by: handles are verified, others closed (sandbox.session)
# %%
take_over("child", "wire", "stream")


def copy(channel, descriptor, namespace, limits):
    stream.send(channel, wire.Copied(), descriptors=[os.open("/dev/zero", os.O_RDONLY)])


child._copy = copy
everywhere(lambda *words, **more: True)
