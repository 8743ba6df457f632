"""A kernel for each notebook, through nbclient: executes the cells, and runs no check.

python -m bench.kernels NOTEBOOK…
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    """Execute every notebook named on the command line."""
    for name in sys.argv[1:]:
        notebook = nbformat.read(Path(name), as_version=4)  # type: ignore[no-untyped-call]
        NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()


if __name__ == "__main__":
    main()
