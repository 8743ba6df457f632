"""The IPython shell behind magics, `get_ipython()` and `display`.

What a grader cannot offer (shells, package installation, widgets, unknown extensions) is refused in a line on standard
error, and the rest of the cell runs: a `!pip install numpy` above a solution must not cost the solution.
"""

from __future__ import annotations

import os
import re
import sys
import types
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

_SHELL_MAGICS = frozenset(
    "system sx sc bash sh script cmd perl ruby pypy python python2 python3 "
    "pip conda mamba micromamba uv edit notebook man".split()
)
_IGNORED_MAGICS = frozenset(
    "matplotlib pylab gui autoreload load_ext reload_ext unload_ext config colors check history save "
    "logstart logstop logoff logon javascript js html svg latex markdown".split()
)
_TIMEIT_OPTIONS = re.compile(r"(?:\s*-(?:[nr]\s*\d+|[tcoqu]|p\s*\d+)(?=\s|$))*")


# IPython's own annotations are incomplete.
# mypy: disable-error-code=no-untyped-call


class GradingShell(InteractiveShell):
    """An IPython shell without shells."""

    def init_virtualenv(self) -> None:
        """There is none to find."""

    def system(self, command: str) -> None:
        """`!command`"""
        _say(f"`!{command}` was skipped: shell commands cannot be run while a notebook is graded")

    system_piped = system_raw = system

    def getoutput(self, command: str, split: bool = True, depth: int = 0) -> Any:
        """`x = !command`"""
        self.system(command)
        return SList() if split else ""

    def enable_gui(self, gui: str | None = None) -> None:
        """No windows."""

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """`%name line`"""
        if self._skips(f"%{magic_name}", magic_name, self.find_line_magic(magic_name)):
            return SList() if magic_name == "sx" else None
        if magic_name == "timeit":
            line = _once(line)
        return super().run_line_magic(magic_name, line, _stack_depth=_stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """`%%name line`"""
        if self._skips(f"%%{magic_name}", magic_name, self.find_cell_magic(magic_name)):
            return None
        if magic_name == "timeit":
            line = _once(line)
        return super().run_cell_magic(magic_name, line, cell)

    def _skips(self, written: str, name: str, magic: object) -> bool:
        if name in _IGNORED_MAGICS:
            return True
        if name in _SHELL_MAGICS:
            _say(f"`{written}` was skipped: other programs cannot be run while a notebook is graded")
            return True
        if magic is None:
            _say(f"`{written}` was skipped: there is no such magic while a notebook is graded")
            return True
        return False


def _once(line: str) -> str:
    """The line of a `%timeit` that measures once: a thousand times would only use up the notebook's time."""
    options = _TIMEIT_OPTIONS.match(line)
    end = options.end() if options else 0
    return "-n1 -r1 " + re.sub(r"-[nr]\s*\d+", "", line[:end]) + line[end:]


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def make_shell() -> GradingShell:
    """Make the one shell and let it work once, so that children find it warm."""
    os.environ["IPYTHONDIR"] = os.path.join(os.getcwd(), "ipython")
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    shell: GradingShell = GradingShell.instance(config=config, user_module=module, user_ns=module.__dict__)
    shell.transform_cell("%matplotlib inline\nx = !ls\n")
    return shell


def the_shell() -> GradingShell:
    """The shell that `make_shell` made."""
    shell: GradingShell = GradingShell.instance()
    return shell
