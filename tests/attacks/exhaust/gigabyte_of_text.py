# tries: Raise an exception whose text has a gigabyte.
# held by: texts are cut where they are made (worker.faults), and RLIMIT_AS
# %%
class Long(Exception):
    def __str__(self):
        return "x" * (1 << 30)


raise Long
