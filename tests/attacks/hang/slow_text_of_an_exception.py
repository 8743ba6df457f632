# tries: Raise an exception whose text takes for ever to make.
# held by: descriptions count as the cell
# %%
class Slow(Exception):
    def __str__(self):
        while True:
            pass


raise Slow
