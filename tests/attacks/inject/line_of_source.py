# tries: A line of source that is shown with the traceback and closes whatever quotes it.
# held by: cut and escaped like every text
# %%
def f(*words, **more):
    raise ValueError()
    "`' \" \x1b[2J </script><script>alert(1)</script> ${{ secrets }}"  # [2J


everywhere(f)
f()
