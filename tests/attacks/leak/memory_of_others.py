# tries: Read the memory of the zygote and of the grader.
# held by: system call filter; own pid namespace
# %%
buffer = ctypes.create_string_buffer(64)
for pid in (1, 2, os.getppid(), 100):
    if libc.process_vm_readv(pid, buffer, 1, buffer, 1, 0) > 0 or libc.ptrace(16, pid, 0, 0) == 0:
        gained(f"process {pid}")
