# tries: A cell of two hundred thousand empty lines that raises, to slow down the search for lost functions.
# held by: patterns take blanks whole (tests/attacks/test_sources.py)
# blank lines: 200000
# %%
1 / 0
