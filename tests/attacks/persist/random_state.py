# tries: Use up or reseed random streams for the next submission.
# held by: each child is seeded anew
# %%
import random

random.seed(0)
np.random.seed(0)
np.random.rand(10**6)
os.environ["PYTHONHASHSEED"] = "1"
np.seterr(all="raise")
np.set_printoptions(precision=1)
