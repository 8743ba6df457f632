# tries: Answer with lists of nothing, which take many times their bytes once they are built.
# held by: headers are counted over all calls of a submission (sandbox.copies)
# %%
everywhere(lambda *words, **more: [[None] * 500] * 400)
