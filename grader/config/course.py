"""`config.yaml` and each `solutions/<name>/assignment.yaml`, read strictly: all faults are raised at once."""

from __future__ import annotations

import re
from dataclasses import fields
from fractions import Fraction
from keyword import iskeyword
from pathlib import Path

from yaml.nodes import MappingNode

from grader.config.document import Bounds, UnreadableYaml, compose
from grader.config.late import Policy
from grader.config.policy import read_policy
from grader.config.section import Section, did_you_mean
from grader.errors import ConfigurationError, Fault
from grader.model import Assignment, Course, Exercise, Feedback, Isolation, Limits, WrittenPart

CONFIG = "config.yaml"
ASSIGNMENT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
"""Names of assignments become names of folders."""


def find_course(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds config.yaml. Raises ConfigurationError."""
    try:
        here = start.absolute()
    except FileNotFoundError:
        fault = Fault(
            ".", "", "The current folder is there no longer.", "Go to a folder that is, such as the course's."
        )
        raise ConfigurationError([fault]) from None
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return folder
    remedy = "Run the command inside a course: the folder that holds config.yaml, or one below it."
    raise ConfigurationError([Fault(CONFIG, "", f"There is none in {here} nor in any folder above it.", remedy)])


def load_course(root: Path) -> Course:
    """The course in the folder `root`. Raises ConfigurationError with every fault found in all of its files."""
    faults: list[Fault] = []
    course = None
    config = _open(root, CONFIG, faults)
    if config is not None:
        course = _course(root, config)
        # Read for its faults only: no report depends on the policy, so the course does not carry it.
        read_policy(root, config, [each.name for each in course.assignments], needs_roster=False)
        config.finish()
    if faults or course is None:
        raise ConfigurationError(sorted(faults, key=lambda fault: fault.file != CONFIG))
    return course


def load_policy(course: Course) -> Policy:
    """How the course turns reports into a gradebook. Raises ConfigurationError."""
    faults: list[Fault] = []
    config = _open(course.root, CONFIG, faults)
    names = [each.name for each in course.assignments]
    policy = read_policy(course.root, config, names, needs_roster=True) if config is not None else None
    if faults or policy is None:
        raise ConfigurationError(faults)
    return policy


def _course(root: Path, config: Section) -> Course:
    name, seed = config.text("course"), config.integer("seed", least=0)
    isolation = config.choice("isolation", [str(level) for level in Isolation]) if config.has("isolation") else "strict"
    limits = _limits(config)
    feedback = config.choice("feedback", [str(each) for each in Feedback]) if config.has("feedback") else None
    assignments = tuple(_assignment(root, each, config.faults) for each in _assignment_names(root, config))
    found = tuple(each for each in assignments if each is not None)
    told = Feedback(feedback or Feedback.MESSAGES)
    return Course(name or "", root, seed or 0, Isolation(isolation or "strict"), limits, found, told)


def _limits(config: Section) -> Limits:
    section = config.section("limits") if config.has("limits") else None
    if section is None:
        return Limits()
    given: dict[str, float | int | None] = {}
    for limit in fields(Limits):
        if section.has(limit.name):
            whole = isinstance(limit.default, int)
            number = section.integer(limit.name, least=1) if whole else section.number(limit.name)
            given[limit.name] = float(number) if isinstance(number, Fraction) else number
    section.finish()
    return Limits(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _assignment_names(root: Path, config: Section) -> list[str]:
    """The listed names that can be read further; faults are noted for the others."""
    names: list[str] = []
    for name in config.texts("assignments") or ():
        if not ASSIGNMENT_NAME.fullmatch(name):
            remedy = "Use letters, digits, `-` and `_`, with a letter first."
            config.fault("assignments", f"`{name[:80]}` cannot be the name of an assignment.", remedy)
        elif name.casefold() in (known.casefold() for known in names):
            config.fault("assignments", f"`{name}` is listed twice.", "Keep one of them.")
        elif not (root / "solutions" / name).is_dir():
            told = did_you_mean(name, _folders(root / "solutions"))
            config.fault("assignments", f"There is no folder solutions/{name}.", told)
        else:
            names.append(name)
    return names


def source_notebook(assignment: Assignment) -> Path:
    """Where the notebook with the solutions is."""
    return assignment.folder / f"{assignment.name}.ipynb"


def _folders(parent: Path) -> list[str]:
    return [entry.name for entry in parent.iterdir() if entry.is_dir()] if parent.is_dir() else []


def _assignment(root: Path, name: str, faults: list[Fault]) -> Assignment | None:
    folder = root / "solutions" / name
    if not (folder / f"{name}.ipynb").is_file():
        remedy = "It is the source notebook, with the solutions: add it, or correct its name."
        faults.append(Fault(f"solutions/{name}/{name}.ipynb", "", "The file is missing.", remedy))
    if not any((folder / "checks").glob("*.py")):
        remedy = "Add public_*.py and hidden_*.py with checks; without them nothing can be graded."
        faults.append(Fault(f"solutions/{name}/checks", "", "There is no check file.", remedy))
    section = _open(root, f"solutions/{name}/assignment.yaml", faults)
    if section is None:
        return None
    title = section.text("title") or ""
    exercises = _exercises(section)
    written = _written(section) if section.has("written") else ()
    section.finish()
    return Assignment(name, title, exercises, written, folder)


def _exercises(section: Section) -> tuple[Exercise, ...]:
    found: dict[str, Exercise] = {}
    for each in section.sections("exercises"):
        name, title, points = each.text("name"), each.text("title"), each.number("points")
        each.finish()
        if name is None:
            continue
        if not name.isascii() or not name.isidentifier() or iskeyword(name):
            each.fault("name", f"`{name[:80]}` cannot be the name of a Python function.", "Name the function itself.")
        elif name in found:
            each.fault("name", f"There are two exercises `{name}`.", "Keep one of them.")
        else:
            found[name] = Exercise(name, title or "", points or Fraction(1))
    return tuple(found.values())


def _written(section: Section) -> tuple[WrittenPart, ...]:
    found: dict[int, WrittenPart] = {}
    for each in section.sections("written"):
        part, title = each.integer("part", least=1), each.text("title")
        points, rubric = each.number("points"), each.text("rubric")
        each.finish()
        if part in found:
            each.fault("part", f"There are two written parts {part}.", "Number them 1, 2, 3.")
        elif part is not None:
            found[part] = WrittenPart(part, title or "", points or Fraction(1), rubric or "")
    return tuple(found.values())


def _open(root: Path, file: str, faults: list[Fault]) -> Section | None:
    """The file as a section, or None with the fault noted."""
    bounds = Bounds()
    try:
        with (root / file).open("rb") as stream:
            node = compose(stream.read(bounds.bytes_max + 1), bounds)
    except OSError as error:
        faults.append(Fault(file, "", f"The file cannot be read: {error.strerror}.", "Add it, or let it be read."))
        return None
    except UnreadableYaml as error:
        faults.append(Fault(file, f"line {error.line}" if error.line else "", error.problem, error.remedy))
        return None
    if not isinstance(node, MappingNode):
        faults.append(Fault(file, "", "The file is empty or no mapping.", "Write `key: value` lines."))
        return None
    return Section(file, node, faults)
