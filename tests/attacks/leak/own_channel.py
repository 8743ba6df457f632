# tries: Read the channel ahead: the next cells, or questions meant for later.
# held by: one request at a time; questions hold inputs only
# %%
for number in range(3, 20):
    try:
        channel = socket.socket(fileno=os.dup(number))
    except OSError:
        continue
    channel.setblocking(False)
    try:
        if channel.recv(10):
            gained("bytes of the channel")
    except BlockingIOError:
        pass
