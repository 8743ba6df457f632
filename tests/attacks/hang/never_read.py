# tries: Never read the question.
# held by: nothing that the trusted side does blocks
# slow
# %%
take_over("calls")
calls.receive = lambda *words, **more: time.sleep(1000)
everywhere(lambda *words, **more: 0)
