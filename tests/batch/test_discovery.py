"""Every layout that the documentation names is found; what cannot be placed is named, and the others go on."""

import errno
import os
from pathlib import Path

import pytest

from grader.batch.discovery import discover
from grader.errors import ConfigurationError

KNOWN = ("softmax", "attention")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names):
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(*paths, assignment=None):
    result = discover([Path(path) for path in paths], KNOWN, assignment)
    return [f"{each.assignment}/{each.student}" for each in result.submissions], [str(each) for each in result.problems]


LAYOUTS = {
    "tree by assignment": (["s/softmax/a.ipynb", "s/attention/a.ipynb"], ["s"], None, ["attention/a", "softmax/a"]),
    "tree by student": (["s/a/softmax.ipynb", "s/b/softmax.ipynb"], ["s"], None, ["softmax/a", "softmax/b"]),
    "tree, one assignment": (["s/softmax/a.ipynb", "s/attention/a.ipynb"], ["s"], "softmax", ["softmax/a"]),
    "students, one assignment": (["s/a/softmax.ipynb", "s/a/attention.ipynb"], ["s"], "softmax", ["softmax/a"]),
    "folder by name": (["s/softmax/a.ipynb", "s/softmax/b.ipynb"], ["s/softmax"], None, ["softmax/a", "softmax/b"]),
    "folder with -a": (["class/a.ipynb", "class/b.ipynb"], ["class"], "softmax", ["softmax/a", "softmax/b"]),
    "-a beats the folder's name": (["softmax/a.ipynb"], ["softmax"], "attention", ["attention/a"]),
    "a student's folder": (["s/a/softmax.ipynb"], ["s/a"], None, ["softmax/a"]),
    "one notebook by folder": (["s/softmax/a.ipynb"], ["s/softmax/a.ipynb"], None, ["softmax/a"]),
    "one notebook by name": (["s/a/softmax.ipynb"], ["s/a/softmax.ipynb"], None, ["softmax/a"]),
    "one notebook with -a": (["x/my work.ipynb"], ["x/my work.ipynb"], "softmax", ["softmax/my work"]),
    "its name with -a": (["jane/softmax.ipynb"], ["jane/softmax.ipynb"], "softmax", ["softmax/jane"]),
    "a path given twice": (["s/softmax/a.ipynb"], ["s", "s/softmax", "./s/softmax/a.ipynb"], None, ["softmax/a"]),
    "attempts": (["softmax/a@1.ipynb", "softmax/a@2.ipynb"], ["softmax"], None, ["softmax/a@1", "softmax/a@2"]),
    "attempts in a student's folder": (
        ["s/a/softmax.ipynb", "s/a/softmax@2.ipynb"],
        ["s"],
        None,
        ["softmax/a", "softmax/a@2"],
    ),
    "a folder an attempt": (["s/a@2/softmax.ipynb"], ["s"], None, ["softmax/a@2"]),
    "an address": (["softmax/a@uni.example.ipynb"], ["softmax"], None, ["softmax/a@uni.example"]),
    "capitals": (["softmax/a.IPYNB"], ["softmax"], None, ["softmax/a"]),
    "odd names": (["softmax/yes.ipynb", "softmax/-rf.ipynb"], ["softmax"], None, ["softmax/-rf", "softmax/yes"]),
}


@pytest.mark.parametrize("case", LAYOUTS)
def test_layouts(here, case):
    files, paths, assignment, expected = LAYOUTS[case]
    make(*files)
    assert found(*paths, assignment=assignment) == (expected, [])


def test_a_folder_from_inside(here, monkeypatch):
    make("s/softmax/a.ipynb", "s/softmax/deep/x")
    monkeypatch.chdir("s/softmax")
    assert found(".") == (["softmax/a"], [])
    monkeypatch.chdir("deep")
    assert found("..") == (["softmax/a"], [])


def test_one_file_in_two_spellings_is_no_double(here):
    make("s/softmax/a.ipynb")
    Path("link").symlink_to("s")
    assert found("s", here / "s", "link/softmax") == (["softmax/a"], [])


def test_what_is_no_submission_is_passed_over(here):
    make("s/softmax/a.ipynb", "s/softmax/.ipynb_checkpoints/a-checkpoint.ipynb", "s/softmax/._a.ipynb")
    make("s/.git/softmax.ipynb", "s/__MACOSX/softmax.ipynb", "s/softmax/notes.txt", "s/readme.md", "s/empty/readme.md")
    assert found("s") == (["softmax/a"], [])


PROBLEMS = {
    "misspelt folder": (
        ["s/softmax/a.ipynb", "s/sofmax/b.ipynb"],
        ["s"],
        "s/sofmax: `sofmax` is no assignment, nor are the notebooks in it. Did you mean `softmax`?",
    ),
    "misspelt notebook": (
        ["s/softmax/a.ipynb", "s/b/softmax.ipynb", "s/b/atention.ipynb"],
        ["s"],
        "s/b/atention.ipynb: Nothing says which assignment it belongs to. Name the notebook after its assignment. Did",
    ),
    "beside the folders": (
        ["s/softmax/a.ipynb", "s/stray.ipynb"],
        ["s"],
        "s/stray.ipynb: Nothing says which assignment it belongs to. Name the assignment with -a.",
    ),
    "missing": (["softmax/a.ipynb"], ["softmax/a.ipynb", "softmax/b.ipynb"], "softmax/b.ipynb: There is no such file"),
    "no notebook": (["softmax/a.ipynb", "b.txt"], ["softmax", "b.txt"], "b.txt: This is no notebook"),
    "name too long": (["softmax/a.ipynb"], ["softmax", "x" * 5000], "There is no such file"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_problems_are_named_and_the_others_go_on(here, case):
    files, paths, told = PROBLEMS[case]
    make(*files)
    submissions, (problem,) = found(*paths)
    assert "softmax/a" in submissions
    assert told in problem


def test_two_files_of_one_student(here):
    make("s/softmax/a.ipynb", "s/softmax/b.ipynb", "s/b/softmax.ipynb", "s/a/attention.ipynb")
    submissions, problems = found("s")
    assert submissions == ["attention/a", "softmax/a"]
    told = "s/b/softmax.ipynb, s/softmax/b.ipynb: Student b has 2 files for softmax. Keep one of them"
    assert problems[0].startswith(told)


def test_links_to_folders_are_named_not_followed(here):
    make("s/softmax/a.ipynb", "elsewhere/b.ipynb")
    Path("s/attention").symlink_to("../elsewhere")
    assert found("s") == (
        ["softmax/a"],
        ["s/attention: It is a link, and links are not followed. Copy the folder itself."],
    )


def test_a_folder_with_a_notebooks_name_is_someones_submission(here):
    Path("softmax/a.ipynb").mkdir(parents=True)
    assert found("softmax") == found("softmax/a.ipynb") == (["softmax/a"], [])


def test_a_loop_of_links_is_someones_submission(here):
    make("softmax/b.ipynb")
    Path("softmax/a.ipynb").symlink_to("a.ipynb")
    assert found("softmax") == (["softmax/a", "softmax/b"], [])


def test_an_unreadable_folder(here, monkeypatch):
    make("s/softmax/a.ipynb", "s/attention/a.ipynb")
    scandir = os.scandir

    def refuse(folder):
        if str(folder).endswith("attention"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr("os.scandir", refuse)
    told = "s/attention: The folder cannot be read: Permission denied. Let it be read."
    assert found("s") == (["softmax/a"], [told])


def refused(*paths, assignment=None):
    with pytest.raises(ConfigurationError) as caught:
        found(*paths, assignment=assignment)
    return str(caught.value)


def test_an_unknown_assignment(here):
    make("s/softmax/a.ipynb")
    told = "--assignment: The course has no assignment `sofmax`. Did you mean `softmax`?"
    assert refused("s", assignment="sofmax") == told


def test_nothing_at_all(here):
    Path("s").mkdir()
    assert refused("s").startswith("s: There is no submission here. Give a notebook, a folder")
    assert refused("gone") == "gone: There is no such file or folder. Check the path."
    assert "s: There is no submission here." in refused("gone", "s")


def test_only_misplaced_notebooks(here):
    make("class/a.ipynb")
    assert "class/a.ipynb: Nothing says which assignment it belongs to. Name the assignment with -a." in refused(
        "class"
    )


def test_a_class_without_its_assignment_is_one_fault(here):
    make("class/a.ipynb", "class/b.ipynb", "class/c.ipynb")
    (told,) = refused("class").splitlines()
    assert told.startswith("class/a.ipynb and 2 more: Nothing says which assignment it belongs to. Name the assignment")
