# tries: Send frames that say "passed" in many ways.
# held by: there is no message for a verdict (worker.wire)
# %%
import msgspec

take_over("calls", "wire")


def lie(channel, message, buffers=()):
    for body in (
        {"type": "Passed"},
        {"type": "Verdict", "score": 99},
        {"type": "Answer", "passed": True, "outcome": "passed", "earned": 2},
    ):
        header = msgspec.msgpack.encode(body)
        channel.sendall(wire.PREFIX.pack(len(header), 0) + header)


calls.send = lie
everywhere(lambda *words, **more: True)
