"""The same batch on many machines, by Dask's distributed scheduler; this room only says what travels.

    grader (submitting)       finds submissions, reads their bytes, validates reports as they arrive, writes them
     └─ Dask scheduler        not ours: placement, retries when a worker goes, TLS
         └─ Dask worker       holds the course under its hash, and one station
             └─ station       a light process of one thread, from which grading processes are forked as on one machine

A worker gets the course once, as one message under its SHA-256. It is admitted when the provenance that it works out
by itself (versions of this package, of Python and numpy, hash of the course, isolation it could start) is the one that
the submitting side would write into reports; otherwise it grades nothing, and is named. Batches of submissions go out
as bytes and come back as bytes of reports, which count only once they parse, and name the submission that was sent.

No file system is shared, and nothing that a student wrote is ever unpickled: it travels as bytes inside messages.
"""
