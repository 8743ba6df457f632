# tries: Meet a neighbour in a shared folder.
# held by: own tmpfs; Landlock
# %%
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/packages", "/wall", "/"):
    try:
        names = os.listdir(folder)
    except OSError:
        continue
    for name in names:
        if name.startswith(("meeting-", "grader-")):
            gained(f"{folder}/{name}")
    try:
        open(f"{folder}/meeting-{os.getpid()}", "w").close()
    except OSError:
        pass
