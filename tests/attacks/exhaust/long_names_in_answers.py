# tries: Send megabytes of text as names of classes, lines of source, changed arguments and refusals.
# held by: this side keeps bounded texts (sandbox.copies)
# %%
take_over("calls", "wire")
LONG = "x" * 900_000


def answer(number, index, value, packer):
    frames = [wire.FrameNode(1, 1, LONG, LONG)]
    return wire.Answer(number, index, exception=wire.ExceptionNode("E", "t", [LONG], frames), changed=[LONG])


calls._answer = answer
everywhere(lambda *words, **more: 0)
