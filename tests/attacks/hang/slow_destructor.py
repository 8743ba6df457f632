# tries: Leave objects behind whose destruction takes for ever.
# held by: children are killed, not asked to leave
# %%
class Slow:
    def __del__(self):
        while True:
            pass


kept = [Slow() for _ in range(100)]
