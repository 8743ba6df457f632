# tries: Promise a frame and send half of it.
# held by: deadlines are absolute
# slow
# %%
take_over("calls")
calls.send = lambda channel, message, buffers=(): channel.sendall(b"\x40\0\0\0") or time.sleep(1000)
everywhere(lambda *words, **more: 0)
