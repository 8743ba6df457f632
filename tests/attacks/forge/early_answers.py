# tries: Send answers before the question, so that they are there first.
# held by: numbers of questions cannot be guessed; whoever speaks unasked has lost (sandbox.copies)
# %%
take_over("calls", "stream", "wire")
receive = calls.receive


def speak_first(channel, reader):
    for number in range(50):
        stream.send(channel, wire.Answer(number, 0, value=True))
    return receive(channel, reader)


calls.receive = speak_first
everywhere(lambda *words, **more: True)
