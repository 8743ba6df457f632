# tries: Send a descriptor with every byte of an answer.
# held by: room for one, and what is not wanted is closed
# %%
import array

take_over("child", "stream", "wire")


def copy(channel, descriptor, namespace, limits):
    for byte in b"".join(bytes(part) for part in stream.frame(wire.Copied())):
        channel.sendmsg([bytes([byte])], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 50))])


child._copy = copy
everywhere(lambda *words, **more: 0)
