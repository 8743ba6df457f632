# tries: Search the whole disk for reports and the index of the run.
# held by: the root holds libraries only
# %%
for folder, _, names in os.walk("/"):
    for name in names:
        path = os.path.join(folder, name)
        if name in ("run.yaml", "config.yaml"):
            try:
                text = open(path).read(200)
            except (OSError, ValueError):
                continue
            if text.startswith("schema:") or "isolation:" in text:
                gained(path)
