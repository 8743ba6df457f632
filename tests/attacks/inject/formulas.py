# tries: Texts that spreadsheets take for formulas.
# held by: a report holds text as text
# %%
mark = "=cmd|' /C calc'!A0\t@SUM(1+1)"


def f(*words, **more):
    raise type("=1+1", (Exception,), {})(mark)


everywhere(f)
f()
