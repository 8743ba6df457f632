# tries: Patch every comparison of numpy, math and builtins.
# held by: comparisons happen on the trusted side
# %%
import builtins, math

for module, names in (
    (np, "allclose isclose array_equal all any abs"),
    (np.testing, "assert_allclose assert_array_equal"),
    (math, "isclose"),
    (builtins, "abs all isinstance"),
):
    for name in names.split():
        setattr(module, name, lambda *words, **more: True)
# %%
everywhere(lambda *words, **more: True)
