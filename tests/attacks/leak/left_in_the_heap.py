# tries: Search all objects in the heap for what the zygote may remember of the course or of others.
# held by: the zygote is executed anew and told nothing
# %%
import gc

# Spelt in pieces, so that the search does not find itself.
marks = ["".join(pair) for pair in (("hidden", "_softmax"), ("submiss", "ions/"), ("solut", "ions/softmax"))]
for thing in gc.get_objects():
    items = thing.values() if type(thing) is dict else thing if type(thing) in (list, tuple) else ()
    for item in list(items):
        if type(item) is str and len(item) < 500 and item not in marks and any(mark in item for mark in marks):
            gained(item)
