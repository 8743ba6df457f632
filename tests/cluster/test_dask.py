"""The real thing: a scheduler and two workers of Dask, and reports with the bytes that one machine gives."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]


def run(*words, cwd):
    command = [sys.executable, "-m", "grader", "grade", *map(str, words)]
    return subprocess.run(command, check=False, cwd=cwd, capture_output=True, text=True, timeout=300)


@pytest.fixture
def few(tmp_path):
    """A few sample submissions: right, wrong and unreadable ones."""
    folder = tmp_path / "softmax"
    folder.mkdir()
    for number in (2, 5):
        shutil.copy(ROOT / "submissions" / "softmax" / f"student-{number:02}.ipynb", folder)
    (folder / "empty.ipynb").touch()
    (folder / "link.ipynb").symlink_to(ROOT / "submissions" / "softmax" / "student-01.ipynb")
    return folder


def test_reports_have_the_bytes_that_one_machine_gives(few, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    alone = run(few, "-o", here, "-j", "2", cwd=ROOT)
    cluster = run(few, "-o", there, "--cluster", "local:2", cwd=ROOT)
    assert (alone.returncode, cluster.returncode) == (3, 3), cluster.stderr
    # The first may have graded all of them before the second was ready.
    assert cluster.stderr.count(" grades\n") in (1, 2)
    assert "Error" not in cluster.stderr
    told = subprocess.run(["diff", "-rq", here, there], check=False, capture_output=True, text=True)
    assert told.stdout.splitlines() == [f"Files {here}/run.yaml and {there}/run.yaml differ"]
    assert "cluster: local:2" in (there / "run.yaml").read_text()


def test_a_ctrl_c_in_a_terminal_is_one_word(tmp_path):
    cells = [{"cell_type": "code", "source": "import time; time.sleep(60)"}]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (tmp_path / "slow.ipynb").write_text(json.dumps(notebook))
    words = [tmp_path / "slow.ipynb", "-a", "softmax", "-o", tmp_path / "r", "--cluster", "local:1"]
    command = [sys.executable, "-m", "grader", "grade", *map(str, words)]
    # A terminal sends it to the whole group.
    started = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not started.stderr.readline().endswith(" grades\n"):
        assert started.poll() is None
    time.sleep(2)  # by then it is being graded, which would take 40 s
    os.killpg(started.pid, signal.SIGINT)
    _, told = started.communicate(timeout=35)
    assert started.returncode == 130
    assert "Traceback" not in told


def test_a_scheduler_that_is_not_there(few, tmp_path, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    result = run(few, "-o", tmp_path / "r", "--cluster", "tcp://127.0.0.1:9", cwd=ROOT)
    assert result.returncode == 2
    assert "The scheduler tcp://127.0.0.1:9 cannot be reached" in result.stderr


def test_jobs_and_a_cluster_exclude_each_other(few, tmp_path):
    result = run(few, "-o", tmp_path / "r", "--cluster", "local:2", "-j", "2", cwd=ROOT)
    assert result.returncode == 2
    assert "error: --jobs: A cluster has its own number of processes." in result.stderr
