# tries: Wait for input.
# held by: input() is refused at once
# %%
value = input("password: ")
# %%
everywhere(lambda *words, **more: input())
