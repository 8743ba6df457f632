# tries: Search the whole disk for checks, assignments and solutions.
# held by: the root holds libraries only (worker.enter); Landlock under basic
# %%
for folder, _, names in os.walk("/"):
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith(("hidden_", "public_examples")) or name == "assignment.yaml":
            gained(path)
