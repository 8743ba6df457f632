# tries: Send the notebook to the network, by every family there is.
# held by: no sockets (filter), no devices (namespace)
# %%
for family in range(50):
    for kind in (1, 2, 3, 5):
        try:
            socket.socket(family, kind)
        except OSError:
            continue
        gained(f"a socket of family {family}")
