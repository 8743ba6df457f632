"""Which submissions the given paths hold: a notebook, a folder of one assignment, or a tree in either order.

    class/<student>.ipynb                    with -a, or when the folder is named after an assignment
    submissions/<assignment>/<student>.ipynb
    submissions/<student>/<assignment>.ipynb

Several attempts of one student stand side by side, numbered: `anna@1.ipynb` and `anna@2.ipynb` in the folder of an
assignment, `softmax@2.ipynb` in the folder of a student, or folders `anna@1` and `anna@2`.

What cannot be placed is a `Problem` with its file and a remedy; everything else goes on. Nothing is opened here, and
links below a given path are not followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.config.section import did_you_mean
from grader.errors import ConfigurationError, Fault
from grader.model import Submission, whose

SUFFIX = ".ipynb"
_IGNORED = ("__MACOSX", "__pycache__")


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that could not be taken for a submission, or for a report."""

    file: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.problem} {self.remedy}".rstrip()


@dataclass(frozen=True, slots=True)
class Found:
    """The submissions, each student once per assignment, in order; and what could not be placed."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]


def discover(paths: Sequence[Path], known: Sequence[str], assignment: str | None) -> Found:
    """Look through the paths; `known` are the course's assignments, `assignment` the one asked for.

    Raises
    ------
    ConfigurationError
        The assignment is unknown, or the paths hold no submission at all.
    """
    if assignment is not None and assignment not in known:
        told = did_you_mean(assignment, known)
        raise ConfigurationError([Fault("--assignment", "", f"The course has no assignment `{assignment}`.", told)])
    search = _Search(tuple(known), assignment)
    looked = [(path, list(search.look(path))) for path in paths]
    entries = [entry for _, held in looked for entry in held]
    found = _without_doubles([entry for entry in entries if isinstance(entry, Submission)])
    problems = (*(entry for entry in entries if isinstance(entry, Problem)), *found.problems)
    if not found.submissions and not found.problems:
        empty = [path for path, held in looked if not held]
        raise ConfigurationError([*_faults(problems), *_none(empty)])
    return Found(found.submissions, problems)


def _faults(problems: Iterable[Problem]) -> Iterator[Fault]:
    """The same trouble with every file of a folder is one fault: a class without -a is not told five hundred times."""
    alike: dict[tuple[Path, str, str], list[str]] = {}
    for each in problems:
        alike.setdefault((Path(each.file).parent, each.problem, each.remedy), []).append(each.file)
    for (_, problem, remedy), (first, *others) in alike.items():
        yield Fault(f"{first} and {len(others)} more" if others else first, "", problem, remedy)


def _none(paths: Sequence[Path]) -> Iterator[Fault]:
    for path in paths:
        if _is_folder(path):
            remedy = "Give a notebook, a folder of <student>.ipynb with -a, or a tree of <assignment>/<student>.ipynb."
            yield Fault(str(path), "", "There is no submission here.", remedy)


@dataclass(frozen=True, slots=True)
class _Search:
    known: tuple[str, ...]
    asked: str | None

    def look(self, path: Path) -> Iterator[Submission | Problem]:
        """All that one path of the command line holds."""
        if _is_folder(path) and not _is_notebook(path.name):
            yield from self._folder(path)
        elif os.path.lexists(path):
            yield self._notebook(path)
        else:
            yield Problem(str(path), "There is no such file or folder.", "Check the path.")

    def _folder(self, folder: Path) -> Iterator[Submission | Problem]:
        """A folder from the command line: of one assignment, of one student, or a tree."""
        entries = _entries(folder)
        if isinstance(entries, Problem):
            yield entries
            return
        for entry in entries:
            path = folder / entry.name
            if _is_notebook(entry.name):
                yield self._place(path, _name(folder))
            elif entry.is_symlink() and _is_folder(path):
                yield Problem(str(path), "It is a link, and links are not followed.", "Copy the folder itself.")
            elif entry.is_dir(follow_symlinks=False):
                yield from self._branch(path)

    def _branch(self, folder: Path) -> Iterator[Submission | Problem]:
        """A folder inside a tree: of one assignment, or of one student."""
        entries = _entries(folder)
        if isinstance(entries, Problem):
            yield entries
            return
        notebooks = [folder / entry.name for entry in entries if _is_notebook(entry.name)]
        if folder.name in self.known or any(whose(path.stem)[0] in self.known for path in notebooks):
            for path in notebooks:
                yield from self._if_asked(self._place(path, folder.name, in_tree=True))
        elif notebooks:
            told = did_you_mean(folder.name, self.known)
            yield Problem(
                str(folder),
                f"`{folder.name}` is no assignment, nor are the notebooks in it.",
                f"{told} Rename one or the other.",
            )

    def _notebook(self, path: Path) -> Submission | Problem:
        """One notebook from the command line."""
        if not _is_notebook(path.name):
            return Problem(str(path), "This is no notebook: its name does not end in .ipynb.", "Give a notebook.")
        return self._place(path, _name(path.parent))

    def _place(self, path: Path, folder: str, *, in_tree: bool = False) -> Submission | Problem:
        """A notebook in a folder of this name: whose is it, and for which assignment?"""
        if folder in self.known and (self.asked in (None, folder) or in_tree):
            return Submission(folder, path.stem, path)
        name, _ = whose(path.stem)
        if name in self.known and (self.asked in (None, name) or in_tree):
            return Submission(name, folder + path.stem.removeprefix(name), path)
        if self.asked is not None and not in_tree:
            return Submission(self.asked, path.stem, path)
        told = did_you_mean(path.stem if in_tree else folder, self.known)
        remedy = "Name the notebook after its assignment." if in_tree else "Name the assignment with -a."
        return Problem(str(path), "Nothing says which assignment it belongs to.", f"{remedy} {told}")

    def _if_asked(self, entry: Submission | Problem) -> Iterator[Submission | Problem]:
        """In a tree, -a selects one assignment and leaves the others alone."""
        if isinstance(entry, Problem) or self.asked in (None, entry.assignment):
            yield entry


def _is_notebook(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # not to be reached, or a name too long
        return False


def _name(folder: Path) -> str:
    """The folder's own name, also of `.`; a link goes by its own name, not by its target's."""
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _entries(folder: Path) -> list[os.DirEntry[str]] | Problem:
    """What is in the folder, in order, without hidden entries."""
    try:
        with os.scandir(folder) as entries:
            shown = [each for each in entries if not each.name.startswith(".") and each.name not in _IGNORED]
    except OSError as error:
        return Problem(str(folder), f"The folder cannot be read: {error.strerror}.", "Let it be read.")
    return sorted(shown, key=lambda entry: entry.name)


def _whereabouts(path: Path) -> Path:
    """One spelling for each file, so that a path given twice is no double."""
    return path.parent.resolve() / path.name


def _without_doubles(submissions: Iterable[Submission]) -> Found:
    """Each student once per assignment. Of two files neither is graded: which one counts is not ours to say."""
    files: dict[tuple[str, str], dict[Path, Submission]] = {}
    for each in submissions:
        files.setdefault((each.assignment, each.student), {}).setdefault(_whereabouts(each.path), each)
    kept, problems = [], []
    for (assignment, student), by_path in files.items():
        first, *others = by_path.values()
        if others:
            names = ", ".join(str(each.path) for each in (first, *others))
            remedy = "Keep one of them; the others of the class are graded."
            problems.append(Problem(names, f"Student {student} has {len(by_path)} files for {assignment}.", remedy))
        else:
            kept.append(first)
    return Found(tuple(kept), tuple(problems))
