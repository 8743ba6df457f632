# tries: Look for secrets in the environment, also in that which C remembers.
# held by: a new environment (worker.enter)
# %%
SECRETS = "TOKEN SECRET PASSWORD KEY SSH GIT GRADER COURSE VIRTUAL_ENV OLDPWD".split()
libc.getenv.restype = ctypes.c_char_p
for name in [*os.environ, "GRADER_SECRET", "SSH_AUTH_SOCK", "VIRTUAL_ENV", "PWD", "OLDPWD"]:
    if any(word in name for word in SECRETS) and libc.getenv(name.encode()):
        gained(name)
