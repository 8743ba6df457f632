"""A disk that is full stops a run with a word, leaves whole reports only, and the run goes on once there is room."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def grade(notebooks, reports):
    command = [sys.executable, "-m", "grader", "grade", notebooks, "-a", "softmax", "-o", reports, "-j", "1"]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of a few pages; gives a function that makes it large."""
    place = tmp_path / "reports"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(place)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root may mount a small file system here")
    yield lambda: subprocess.run(["mount", "-o", "remount,size=8m", str(place)], check=True)
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(small_disk, tmp_path):
    for number in ("01", "02", "05", "06"):
        shutil.copy(ROOT / "submissions" / "softmax" / f"student-{number}.ipynb", tmp_path)
    reports = tmp_path / "reports"
    done = grade(tmp_path, reports)
    assert done.returncode == 2
    assert "Reports cannot be written here: No space left on device. Make room" in done.stderr
    assert not list(reports.rglob("*.tmp"))
    for path in (reports / "softmax").glob("*.yaml"):
        assert yaml.safe_load(path.read_text())["schema"] == 1
    small_disk()
    again = grade(tmp_path, reports)
    assert again.returncode == 0, again.stderr
    assert len(list((reports / "softmax").glob("*.yaml"))) == 4


def test_a_report_folder_that_is_removed_meanwhile(tmp_path):
    right = (ROOT / "submissions" / "softmax" / "student-05.ipynb").read_bytes()
    for number in range(12):
        (tmp_path / f"s{number}.ipynb").write_bytes(right)
    reports = tmp_path / "reports"
    command = [sys.executable, "-m", "grader", "grade", tmp_path, "-a", "softmax", "-o", reports, "-j", "1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        while not list(reports.glob("softmax/*.yaml")) and process.poll() is None:
            time.sleep(0.01)
        shutil.rmtree(reports, ignore_errors=True)
        said = process.communicate(timeout=120)[0]
    assert process.returncode == 2
    assert "Reports cannot be written here" in said
    assert grade(tmp_path, reports).returncode == 0
