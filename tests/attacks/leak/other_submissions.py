# tries: Search the whole disk for notebooks of others.
# held by: the root holds libraries only
# %%
for folder, _, names in os.walk("/"):
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith(".ipynb") and "packages" not in folder:
            gained(path)
