# tries: Take long to hand out each copy.
# held by: time for copies is time for calls
# slow
# %%
take_over("child")
copy = child._copy


def slow(*words):
    time.sleep(3)
    copy(*words)


child._copy = slow
everywhere(lambda *words, **more: 1 / 0)
