"""A student's first afternoon, from the wheel: a fresh environment, a released folder, a real kernel, `grader check`.

    python -m bench.student [FOLDER]

builds the wheel, installs it with a kernel into a new environment, copies `assignments/softmax` to an empty folder,
solves one exercise rightly and others as students typically do not, runs the notebook in that kernel, and then runs
`grader check` on it. FOLDER, or a temporary one, gets the executed notebook as HTML in light and dark, and pictures of
it where Chromium is installed. It ends with an error unless every cell showed what it should.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell

COURSE = Path(__file__).resolve().parents[1]
ANSWERS = {
    "logsumexp": "    return np.logaddexp.reduce(as_floats(scores), axis=axis)",
    "softmax": "    weights = np.exp(as_floats(scores))\n    return weights / weights.sum(axis=0)",
    "masked-softmax": "    weights = np.exp(as_floats(scores)) * mask\n    weights / weights.sum(axis=axis)",
    "is-convex": "    return np.asarray(weights) >= 0",
    "convex-combination": "    total = 0\n    while total != 1:\n        total += 0.1\n    return total",
}
"""Bodies of functions: the first is right, the second divides along another axis, the third forgets to return, the
fourth answers once per weight, the fifth never ends; one is left as it was."""
CELLS = {
    "from grader import check\ncheck('logsumexp')": "all 2 public checks passed",
    "check('softmax')": "keeps the shape",
    "check('masked_softmax')": "is return missing?",
    "check('softmax_with_temperature')": "softmax_with_temperature is not written yet.",
    "%load_ext grader\n%check is_convex": "expected True or False",
    "check('convex_combination', seconds=1)": "did not return within 1 s",
    "%check sofmax": "Did you mean softmax?",
}
"""Each cell, and what it must show."""
CHROMIUM = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
CHROMIUM += "--disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=3000".split()


def main() -> None:
    """Try all of it."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="student-")).absolute()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="student-") as temporary:
        here = Path(temporary)
        python = _environment(here)
        folder = here / "softmax"
        shutil.copytree(COURSE / "assignments" / "softmax", folder, ignore=shutil.ignore_patterns("__pycache__"))
        notebook = _solved(folder / "softmax.ipynb")
        _execute(notebook, folder, python)
        _render(notebook, target)
        check = [str(python), "-m", "grader", "check", "softmax.ipynb"]
        done = subprocess.run(check, cwd=folder, capture_output=True, text=True, check=False)
        print(f"$ grader check softmax.ipynb\n{done.stdout}{done.stderr}(exit code {done.returncode})")
        if done.returncode != 1:
            sys.exit("grader check should have found what is wrong")
    print(f"Pages and pictures: {target}")


def _environment(here: Path) -> Path:
    """A fresh environment with the wheel and a kernel; nothing of the course."""
    pip = ["-m", "pip", "--disable-pip-version-check", "--quiet"]
    _run([sys.executable, *pip, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(here), str(COURSE)])
    wheel = next(here.glob("grader-*.whl"))
    _run([sys.executable, "-m", "venv", str(here / "venv")])
    python = here / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    _run([str(python), *pip, "install", str(wheel), "ipykernel"])
    print(f"{wheel.name} in a fresh environment")
    return python


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, cwd=tempfile.gettempdir())


def _solved(path: Path) -> Any:
    """The released notebook with the answers written into it, and saved; then with cells that check them."""
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        if cell["id"] in ANSWERS:
            lines = "".join(cell["source"]).splitlines()
            cell["source"] = "\n".join([*lines[:-1], ANSWERS[cell["id"]]])
        elif cell["id"] == "convex-combination-try":
            cell["source"] = "corners = np.eye(3)"
        elif cell["id"] == "picture":
            cell["source"] = "!ls"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    told = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    added = [new_code_cell(source) for source in CELLS]  # type: ignore[no-untyped-call]
    told.cells = [cell for cell in told.cells if cell.cell_type == "code"] + added
    return told


def _execute(notebook: Any, folder: Path, python: Path) -> None:
    """Run it in the fresh environment's kernel; every cell must show what it should, and soon."""
    client = NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}})
    kernel: Any = client.create_kernel_manager()
    kernel.kernel_spec.argv[0] = str(python)
    start = time.monotonic()
    asyncio.run(client.async_execute())
    print(f"{len(notebook.cells)} cells in a kernel of it: {time.monotonic() - start:.1f} s")
    for cell in notebook.cells[-len(CELLS) :]:
        (output,) = cell.outputs
        text = " ".join(output["data"]["text/plain"].replace("`", "").split())
        if CELLS[cell.source] not in text:
            sys.exit(f"{cell.source!r} should have shown {CELLS[cell.source]!r}, but showed:\n{text}")
        print(f"\n>>> {cell.source.splitlines()[-1]}\n{output['data']['text/plain']}")
    print()


def _render(notebook: Any, target: Path) -> None:
    notebook.cells = notebook.cells[-len(CELLS) :]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    for theme in ("light", "dark"):
        page, _ = HTMLExporter(theme=theme).from_notebook_node(notebook)  # type: ignore[no-untyped-call]
        path = target / f"{theme}.html"
        path.write_text(page, encoding="utf-8")
        if chromium:
            with tempfile.TemporaryDirectory() as profile:
                picture = [f"--screenshot={path.with_suffix('.png')}", "--window-size=900,1500"]
                command = [chromium, *CHROMIUM, f"--user-data-dir={profile}", *picture, path.as_uri()]
                subprocess.run(command, check=False, capture_output=True, timeout=60)


if __name__ == "__main__":
    main()
