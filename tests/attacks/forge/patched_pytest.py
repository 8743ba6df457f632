# tries: Leave a false pytest, a conftest.py and a sitecustomize.py behind.
# held by: checks run elsewhere; the folder goes with the submission
# %%
import types

sys.modules["pytest"] = sys.modules["_pytest"] = types.ModuleType("pytest")
sys.modules["pytest"].main = lambda *words, **more: 0
for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "pytest.ini", "numpy.py"):
    open(name, "w").write("def pytest_runtest_makereport(*words): pass\n")
