"""What runs inside Gradescope's container: one submission in, `results/results.json` out, whatever happens.

    python -m grader.cli.gradescope_box COURSE ROOT

ROOT is laid out by Gradescope: `submission/`, `submission_metadata.json`, `results/`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.cli.exit_codes import ExitCode
from grader.config import load_course
from grader.errors import ConfigurationError
from grader.formats.gradescope import failure
from grader.report import file_name, write_atomically

SECONDS_MAX = 3600.0
METADATA_BYTES_MAX = 1 << 20
_GRADED = (ExitCode.DONE, ExitCode.BELOW, ExitCode.INCOMPLETE)


def main() -> None:
    """Grade what is there and write the results."""
    course, root = Path(sys.argv[1]), Path(sys.argv[2])
    start = time.monotonic()
    results = _results(course, root, start)
    (root / "results").mkdir(exist_ok=True)
    write_atomically(root / "results" / "results.json", results.encode())


def _results(course: Path, root: Path, start: float) -> str:
    found = [path for path in sorted((root / "submission").rglob("*.ipynb")) if _counts(path, root)]
    if len(found) != 1:
        told = "no notebook" if not found else f"{len(found)} notebooks: {', '.join(path.name for path in found[:9])}"
        return failure(f"There is {told} in what you submitted. Submit one notebook, a file <name>.ipynb.")
    try:
        (assignment,) = (each.name for each in load_course(course).assignments)
    except ConfigurationError as error:
        return _not_your_fault(f"error: {error}", start)
    with tempfile.TemporaryDirectory() as folder:
        notebook = Path(folder, f"{file_name(_student(root))}.ipynb")
        # A link would be followed by whoever can read more than the student.
        shutil.copyfile(found[0], notebook, follow_symlinks=False)
        words = ["grade", str(notebook), "-a", assignment, "-o", f"{folder}/reports", "--format", "gradescope"]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "grader", *words],
                check=False,
                cwd=course,
                capture_output=True,
                text=True,
                timeout=SECONDS_MAX,
            )
        except subprocess.TimeoutExpired:
            return failure("Grading took too long; a person must look at it.", time.monotonic() - start)
    if done.returncode in _GRADED and done.stdout.strip():
        return done.stdout
    return _not_your_fault(done.stderr, start)


def _not_your_fault(said: str, start: float) -> str:
    print(said, file=sys.stderr)
    told = "This could not be graded, and it is not your fault: whoever runs the course must look at it."
    return failure(f"{told}\n{_errors(said)}", time.monotonic() - start)


def _counts(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return path.is_file() and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _student(root: Path) -> str:
    """Whose it is: inputs of checks are drawn anew for each student, and the same at each try."""
    try:
        with (root / "submission_metadata.json").open("rb") as stream:
            users = json.loads(stream.read(METADATA_BYTES_MAX))["users"]
        return "-".join(sorted(str(user["id"])[:40] for user in users)) or "student"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "student"


def _errors(said: str) -> str:
    return "\n".join(line for line in said.splitlines() if line.startswith("error:"))


if __name__ == "__main__":
    main()
