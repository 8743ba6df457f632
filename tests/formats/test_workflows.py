"""The example workflows are workflows: by GitHub's schema, and by an auditor of workflows."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_there_is_one_for_instructors_and_one_for_students():
    assert [path.name for path in WORKFLOWS] == ["check-notebook.yml", "grade-class.yml"]


def test_they_fit_the_schema():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_an_auditor_finds_nothing():
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", *WORKFLOWS]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_and_nothing_may_be_written(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert len(step.get("uses", "@" + "0" * 40).partition("@")[2]) == 40


def test_the_students_one_knows_nothing_hidden():
    text = (ROOT / ".github" / "workflows" / "check-notebook.yml").read_text()
    assert "solutions" not in text
    assert "hidden_" not in text
    assert "secrets" not in text
