# tries: Promise frames of gigabytes.
# held by: lengths are checked before anything is allocated
# %%
import struct

take_over("calls")
turn = iter(
    [
        (0xFFFFFFFF, 0, b""),
        (10, 0xFFFFFFFF, b""),
        (10, 1, struct.pack("<Q", 1 << 62)),
        (10, 4096, struct.pack("<Q", 1 << 40) * 4096),
    ]
    * 1000
)


def lie(channel, message, buffers=()):
    length, count, rest = next(turn)
    channel.sendall(struct.pack("<II", length, count) + rest)


calls.send = lie
everywhere(lambda *words, **more: 0)
