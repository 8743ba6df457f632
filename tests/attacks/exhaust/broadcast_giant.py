# tries: Answer with views that look like terabytes, and with empty arrays of giant shapes.
# held by: size of a value; impossible shapes (worker.values)
# %%
turn = iter(
    [
        lambda: np.broadcast_to(0.0, (1 << 20, 1 << 20)),
        lambda: np.zeros((0, 1 << 40)),
        lambda: np.zeros((1 << 40, 0)),
        lambda: np.broadcast_to(0.0, (1 << 22, 1)),
    ]
    * 1000
)
everywhere(lambda *words, **more: next(turn)())
