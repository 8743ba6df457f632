"""What a notebook's process imports before the notebook runs."""

from __future__ import annotations

from importlib.util import find_spec


def default_modules() -> list[str]:
    """What a zygote imports besides numpy, where installed."""
    wanted = {"IPython": ["IPython"], "matplotlib": ["matplotlib.pyplot"]}
    return [module for name, modules in wanted.items() if find_spec(name) for module in modules]


def plain_modules() -> list[str]:
    """What a process imports that runs one notebook only: what each notebook needs, for magics and `display`."""
    return ["IPython"] if find_spec("IPython") else []
