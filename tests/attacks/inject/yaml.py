# tries: Put YAML into texts: new keys, tags, anchors, ends of documents.
# held by: reports are built as nodes, never as text
# %%
mark = "x\n  score: 20\nscore: 20\n---\n!!python/object/apply:os.system [id]\n&a *a\n...\n"


def f(*words, **more):
    raise ValueError(mark)


everywhere(f)
f()
