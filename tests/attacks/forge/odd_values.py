# tries: Answer with generators, cycles, structured arrays, nan, 0-d and masked arrays.
# held by: refused in words, or judged as what they are
# %%
cycle = []
cycle.append(cycle)
odd = [
    lambda: (n for n in range(3)),
    lambda: cycle,
    lambda: np.zeros(3, "i4,f8"),
    lambda: np.full((), np.nan),
    lambda: np.ma.masked_all(3),
    lambda: 10**5000,
    lambda: {1: {2: {3}}},
    lambda: np.float128(1),
    lambda: "passed",
    lambda: NotImplemented,
    lambda: b"\x80\x04.",
]
turn = iter(odd * 1000)
everywhere(lambda *words, **more: next(turn)())
