"""The zip that Gradescope builds its container from: this package, one assignment's checks, and two scripts.

    setup.sh            run once, when the container is built: Python and the pinned packages
    run_autograder      run for each submission, by the grader's own command
    source/grader/      this package
    course/             config.yaml for this assignment alone, and what grading reads of it

The container's results are those of this machine when its Python is of the same version: packages are pinned to what
is installed here. Equal courses and packages give equal bytes.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

import yaml

import grader
from grader.config import files_read
from grader.model import Assignment, Course, Isolation

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

SETUP = """\
#!/usr/bin/env bash
# Run once, while the container is built. Any error ends the build, which Gradescope shows.
set -euo pipefail
cd "$(dirname "$0")"
if command -v apt-get >/dev/null; then
    apt-get update
    apt-get install -y --no-install-recommends python3 python3-venv libseccomp2
fi
"${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "Python 3.11 or newer is needed: choose Ubuntu 24.04 as the base image." >&2; exit 1; }
"${PYTHON:-python3}" -m venv environment
environment/bin/python -m pip install --disable-pip-version-check --quiet --requirement requirements.txt
"""
RUN = """\
#!/usr/bin/env bash
# Run for each submission: results/results.json is all that it leaves behind.
cd "$(dirname "$(readlink -f "$0")")"
here=.
[ -d source/course ] && here=source
PYTHONPATH="$PWD/$here/source" exec "${GRADER_PYTHON:-$here/environment/bin/python}" \\
    -m grader.cli.gradescope_box "$PWD/$here/course" "${AUTOGRADER_ROOT:-/autograder}"
"""


def autograder_zip(course: Course, assignment: Assignment, isolation: Isolation) -> bytes:
    """The zip's bytes. Raises OSError where a file of the course cannot be read."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in sorted(_entries(course, assignment, isolation)):
            entry = zipfile.ZipInfo(place, _LONG_AGO)
            is_script = place in ("setup.sh", "run_autograder")
            entry.external_attr = (0o755 if is_script else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return held.getvalue()


def _entries(course: Course, assignment: Assignment, isolation: Isolation) -> Iterator[tuple[str, bytes]]:
    yield "setup.sh", SETUP.encode()
    yield "run_autograder", RUN.encode()
    yield "requirements.txt", "".join(f"{line}\n" for line in sorted(_pins())).encode()
    package = Path(grader.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"source/grader/{path.relative_to(package).as_posix()}", path.read_bytes()
    yield "course/config.yaml", _config(course, assignment, isolation)
    for place, content in files_read(assignment):
        yield f"course/solutions/{assignment.name}/{os.fsdecode(place)}", content


def _config(course: Course, assignment: Assignment, isolation: Isolation) -> bytes:
    content = {
        "course": course.name,
        "seed": course.seed,
        "isolation": isolation.value,
        "limits": asdict(course.limits),
        "assignments": [assignment.name],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True).encode()


def _pins() -> set[str]:
    """What this package needs here, each at the version that is installed, and what those need in turn."""
    pins: dict[str, str] = {}
    waiting = ["grader"]
    while waiting:
        name = waiting.pop()
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another platform, or an extra that was not asked for
        if name != "grader":
            pins[_normal(name)] = found.version
        for line in found.requires or ():
            requirement = _NAME.match(line)
            if requirement and "extra ==" not in line and _normal(requirement[0]) not in pins:
                waiting.append(requirement[0])
    return {f"{name}=={version}" for name, version in pins.items()}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
