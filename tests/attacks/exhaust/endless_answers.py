# tries: Answer one question with more answers than were asked for.
# held by: answers are counted; descriptors of the dead are closed
# %%
take_over("calls")
send = calls.send


def many(channel, message, buffers=()):
    while True:
        send(channel, message, buffers)


calls.send = many
everywhere(lambda *words, **more: 0)
