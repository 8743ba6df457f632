# tries: Catch whatever stops it, and go on.
# held by: the trusted side kills what does not stop
# slow
# %%
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
