# tries: Import the real grader from inside.
# held by: a stand-in is all there is
# %%
import importlib

for name in ("grader.grading", "grader.checks", "grader.sandbox.launcher", "grader.config"):
    try:
        importlib.import_module(name)
    except ImportError:
        continue
    gained(name)
