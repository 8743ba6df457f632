"""The files of new courses and assignments: they come along in the package, and are models to write after."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from flit_core import buildapi

from grader.authoring.templates import template

HERE = Path(__file__).parents[2]
TEMPLATES = HERE / "grader" / "authoring" / "templates"
KINDS = ("course", "assignment")


def test_the_wheel_has_every_file_of_the_templates(tmp_path, monkeypatch):
    monkeypatch.chdir(HERE)
    wheel = buildapi.build_wheel(str(tmp_path))
    inside = set(zipfile.ZipFile(tmp_path / wheel).namelist())
    files = {path.relative_to(HERE).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert len(files) > 20
    assert files <= inside


def test_every_file_of_the_templates_is_used():
    used = sum(len(template(kind, "name")) for kind in KINDS)
    assert used == sum(path.is_file() for path in TEMPLATES.rglob("*"))


def test_names_are_filled_in_and_none_is_left():
    files = template("assignment", "kernels")
    assert "kernels.ipynb" in files
    assert b'"# kernels\\n"' in files["kernels.ipynb"]
    assert not [name for name, data in files.items() if "@" in name or b"@NAME@" in data]
    assert not [name for name, data in template("course").items() if "@" in name or b"@NAME@" in data]


@pytest.mark.parametrize("kind", KINDS)
def test_notebooks_are_written_as_jupyter_writes_them(kind):
    for name, data in template(kind, "kernels").items():
        if name.endswith(".ipynb"):
            notebook = nbformat.reads(data.decode(), as_version=4)
            nbformat.validate(notebook)
            assert nbformat.writes(notebook).rstrip("\n") + "\n" == data.decode(), name
            assert not any(cell.get("outputs") for cell in json.loads(data)["cells"])


@pytest.mark.parametrize("kind", KINDS)
def test_checks_and_answers_are_in_the_style_of_this_course(kind, tmp_path):
    for name, data in template(kind, "kernels").items():
        if name.endswith(".py"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    ruff = [sys.executable, "-m", "ruff"]
    settings = ["--no-cache", "--config", HERE / "pyproject.toml"]
    for command in (["format", "--check"], ["check", "--ignore", "ANN,D1,I001"]):
        done = subprocess.run(
            [*ruff, *command, *settings, "--config", "extend-exclude=[]", tmp_path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
