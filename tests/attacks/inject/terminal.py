# tries: Put control sequences into texts, names and output.
# held by: YAML escapes; terminal escapes
# %%
mark = "\x1b]0;owned\x07\x1b[2J\x1b[31mgraded\x9b2J\r\x08"
print(mark)
print(mark, file=sys.stderr)


def f(*words, **more):
    raise type("E" + mark, (Exception,), {})(mark)


everywhere(f)
f()
