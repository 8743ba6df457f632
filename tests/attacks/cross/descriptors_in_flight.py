# tries: Leave so many descriptors in flight that no neighbour of the same user may send one.
# held by: sendmsg is refused once the listener has been sent (worker.confine)
# %%
import array

pairs = [socket.socketpair() for _ in range(20)]
for near, far in pairs:
    try:
        near.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1] * 200))])
    except PermissionError:
        continue
    gained("descriptors in flight")
