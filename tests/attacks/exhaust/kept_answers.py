# tries: Answer every call with as much as may cross, so that what is kept of the answers fills the grader's memory.
# held by: answers are counted over all calls of a submission (sandbox.copies)
# slow
# %%
everywhere(lambda *words, **more: np.zeros(8 << 20))
