# tries: Make system calls by the interface of 32-bit programs, which have other numbers.
# held by: the filter kills calls of other architectures
# %%
import mmap

memory = mmap.mmap(-1, 4096, prot=7)
memory.write(bytes.fromhex("b814000000cd80c3"))  # getpid, as 32-bit programs ask for it
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
gained("a call of another architecture")
