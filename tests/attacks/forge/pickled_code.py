# tries: Answer with objects that run code where they are unpickled.
# held by: nothing is unpickled: refused, or plain bytes
# %%
import pickle


class Run:
    def __reduce__(self):
        return (exec, ("import os; os._exit(0)",))


answers = iter([Run(), pickle.dumps(Run()), np.array([Run()], object)] * 1000)
everywhere(lambda *words, **more: next(answers))
