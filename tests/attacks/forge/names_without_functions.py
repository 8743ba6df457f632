# tries: Claim by message that functions exist which do not.
# held by: a name earns nothing; only answers do
# %%
take_over("cells")
cells._inventory = lambda namespace: {name: "function" for name in EXERCISES}
