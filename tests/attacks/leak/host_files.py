# tries: Open files of the host that every machine has.
# held by: the root holds libraries only; Landlock under basic
# %%
for path in (
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hostname",
    "/root/.bashrc",
    "/proc/self/mem",
    "/proc/1/environ",
    "/proc/self/maps",
    "/proc/mounts",
    "/sys/kernel/notes",
    "/dev/mem",
    "/var/log/dpkg.log",
):
    try:
        gained(path + repr(open(path, "rb").read(10)))
    except OSError:
        pass
