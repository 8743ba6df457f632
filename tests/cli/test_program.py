"""The program itself: light, with one message for every error and an exit code that scripts can rely on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import __version__
from grader.cli import program
from grader.cli.program import COMMANDS
from grader.errors import ConfigurationError, Fault, SandboxError

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
HEAVY = ("numpy", "pytest", "_pytest", "IPython", "matplotlib", "nbformat", "scipy")


def python(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, env=ENVIRONMENT, **options
    )


def test_version(grader):
    assert grader("--version") == (0, f"grader {__version__}\n", "")


@pytest.mark.parametrize("argument", ["--help", "-h"])
def test_help_names_the_commands(grader, argument):
    code, out, _ = grader(argument)
    assert code == 0
    assert all(f"  {name}" in out and text in out for name, text in COMMANDS.items())


def test_a_fault_of_ours_does_not_look_like_a_low_score(grader, monkeypatch):
    def broken(**_):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(program.program, "main", broken)
    code, _, err = grader("grade")
    assert code == 70
    assert "RuntimeError: a fault of ours" in err
    assert "error: This is a fault of the grader" in err


def test_every_command_exists(grader):
    for name in COMMANDS:
        assert grader(name, "--help")[0] == 0


def test_as_a_module():
    done = python("-m", "grader", "--version")
    assert (done.returncode, done.stdout) == (0, f"grader {__version__}\n")


@pytest.mark.parametrize("arguments", [["grad"], ["--frce"]])
def test_usage(grader, arguments):
    code, out, err = grader(*arguments)
    assert (code, out) == (2, "")
    assert "Try 'grader --help' for help." in err


@pytest.mark.parametrize("arguments", [["--help"], ["grade", "--help"], ["--version"]])
def test_nothing_heavy_is_imported_for_a_word_of_help(arguments):
    script = f"import sys; from grader.cli.program import run; run({arguments}); print(sorted(sys.modules))"
    done = python("-c", script)
    loaded = done.stdout.splitlines()[-1]
    assert not [name for name in (*HEAVY, "rich", "multiprocessing") if f"'{name}'" in loaded]


def test_nothing_heavy_is_imported_in_the_process_that_forks(submit):
    submit("right", "a")
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import grader.cli.ordering
from grader.cli.program import run
before = set(sys.modules)
import conftest
grader.cli.ordering.CourseOpening = conftest.fake_opening
ours = set(sys.modules) - before
assert run(["grade"]) == 0
print(sorted(set(sys.modules) - ours))
"""
    done = python("-c", script)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.splitlines()[-1]
    assert "'multiprocessing'" in loaded
    assert not [name for name in (*HEAVY, "grader.grading") if f"'{name}'" in loaded]


def test_errors_of_ours_are_one_paragraph(grader, monkeypatch):
    def fail(**options):
        raise SandboxError("No namespaces:\n\x1b[31mred\u202e. Allow them.")

    monkeypatch.setattr(program.program, "main", fail)
    assert grader("grade") == (2, "", "error: No namespaces: \\x1b[31mred\\u202e. Allow them.\n")


def test_an_interrupt_outside_of_grading(grader, monkeypatch):
    def fail(**options):
        raise KeyboardInterrupt

    monkeypatch.setattr(program.program, "main", fail)
    assert grader("grade") == (130, "", "interrupted\n")


@pytest.mark.parametrize("arguments", ["--help", "grade --help", "--version"])
def test_a_reader_that_has_gone_is_no_traceback(arguments):
    command = f"{sys.executable} -m grader {arguments} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "code"), [("--help >/dev/full", 2), ("grade --help >/dev/full", 2), ("grade --nope 2>/dev/full", 2)]
)
def test_output_for_which_there_is_no_room_is_no_traceback(words, code):
    command = f"{sys.executable} -m grader {words}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    told = "" if "2>" in words else "error: The output cannot be written: no space is left."
    assert (done.returncode, done.stdout, done.stderr[: len(told) or None]) == (code, "", told)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_change_no_verdict(closed):
    command = f"{sys.executable} -m grader --version {closed}; echo $?"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert (done.stdout.split()[-1], done.stderr) == ("0", "")


def test_files_are_named_from_where_the_command_was_given(grader, monkeypatch, tmp_path):
    def fail(**options):
        raise ConfigurationError([Fault(str(path), "line 2", "It is wrong.", "Mend it.") for path in files])

    files = [tmp_path / "here" / "checks" / "hidden_f.py", tmp_path / "there.py", Path("solutions/x.ipynb")]
    monkeypatch.setattr(program.program, "main", fail)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    told = ("checks/hidden_f.py", tmp_path / "there.py", "solutions/x.ipynb")
    assert grader("grade") == (2, "", "".join(f"error: {file}, line 2: It is wrong. Mend it.\n" for file in told))
