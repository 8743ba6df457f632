"""The rules themselves, on small houses: what must be caught is caught, and what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.house import violations
from tests.architecture.imports import imports_of, modules_of

SOUND = {
    "__init__": "def __getattr__(name):\n    from grader.rehearsal.checking import check",
    "rehearsal.checking": "import grader\nfrom grader.checks.student import Student",
    "rehearsal.kernel": "from grader.worker.values import unpack",
    "__main__": "from grader.cli import main",
    "errors": "import json",
    "model": "from grader.errors import Fault",
    "config": "import grader\nfrom grader import model",
    "sandbox.__init__": "",
    "sandbox.session": "from ..worker import wire\nfrom grader.worker.values import pack",
    "checks.__init__": "from grader.checks.student import Student",
    "checks.student": "import numpy\nfrom . import bounds\nfrom ..errors import Missing",
    "checks.bounds": "",
    "grading": "def walk():\n    from grader.checks import student\n    import grader.sandbox.session",
    "batch.run": "from grader.grading import walk",
    "cli.__init__": "from grader.cli.program import main",
    "cli.program": "from importlib import import_module\nimport_module(f'grader.cli.{name}')",
    "cli.grade": "import grader.batch.run",
    "worker.__init__": "",
    "worker.wire": "import msgspec\nfrom .values import pack\nfrom . import values",
    "worker.values": "import numpy as np",
    "worker.warm": "import importlib\nimportlib.import_module(name)\nfrom IPython import core\nfrom .wire import x",
}


@pytest.fixture
def wrong(tmp_path: Path):
    def build(**changed: str) -> list[str]:
        for module, text in (SOUND | {name.replace("__of__", "."): text for name, text in changed.items()}).items():
            path = tmp_path / "grader" / (module.replace(".", "/") + ".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return list(violations(imports_of(modules_of(tmp_path / "grader")), "grader"))

    return build


def test_a_sound_house_is_left_alone(wrong):
    assert wrong() == []


UPWARD = {
    "from grader.batch.run import x": "batch is above grading",
    "import grader.cli.grade": "cli is above grading",
    "from grader import cli": "cli is above grading",
    "from .cli import grade": "cli is above grading",
    "def later():\n    import grader.batch.run as run": "batch is above grading",
    "if TYPE_CHECKING:\n    from grader.batch import run": "batch is above grading",
    "try:\n    pass\nexcept E:\n    from grader.batch import run": "batch is above grading",
    "import importlib\nimportlib.import_module('grader.batch.run')": "batch is above grading",
    "__import__('grader.batch')": "batch is above grading",
    "from importlib import import_module\nimport_module(f'grader.batch.{name}')": "batch is above grading",
    "from importlib import import_module\nimport_module(name)": "no reader can know what that is",
    "__import__()": "no reader can know what that is",
    "from grader.attic import x": "attic is on no floor",
    "import pickle": "nothing is ever unpickled",
}


@pytest.mark.parametrize("text", UPWARD)
def test_an_upward_import_is_caught_however_it_is_written(wrong, text):
    (only,) = wrong(grading=text, batch__of__run="", batch__of____init__="", attic="", cli__of__grade="")
    assert only.startswith("grader.grading, line ")
    assert UPWARD[text] in only


@pytest.mark.parametrize(
    ("room", "text", "why"),
    [
        ("notebook", "from grader.checks import student", "notebook and checks are rooms of one floor"),
        ("checks__of__student", "from grader.sandbox import session", "through a Backend"),
        ("model", "from grader.config import x", "config is above model"),
        ("errors", "from grader.model import x", "model is above errors"),
        ("__init__", "from grader.model import x", "the package itself imports none of its rooms"),
        ("attic", "from grader.model import x", "attic is on no floor"),
        ("grading", "from grader.rehearsal.checking import x", "grading and rehearsal are rooms of one floor"),
    ],
)
def test_rooms_keep_to_themselves(wrong, room, text, why):
    assert why in wrong(**{room: text})[0]


@pytest.mark.parametrize(
    ("modules", "members"),
    [
        ({"checks__of__bounds": "from grader.checks.student import x"}, {"student", "bounds"}),
        ({"checks__of__bounds": "def f():\n    from . import student"}, {"student", "bounds"}),
        ({"checks__of__bounds": "from grader.checks import Student"}, {"checks", "student", "bounds"}),
        (
            {
                "cli__of__grade": "import grader.batch.run\nfrom grader.cli import main",
                "cli__of__program": "from . import grade",
            },
            {"cli", "program", "grade"},
        ),
    ],
)
def test_a_cycle_is_caught(wrong, modules, members):
    found = [each for each in wrong(**modules) if each.startswith("import cycle: ")]
    assert {name.split(".")[-1] for name in found[0].removeprefix("import cycle: ").split(" → ")} == members


BREACHES = {
    "import grader": "imports nothing from this side of the wall",
    "from grader.errors import Fault": "imports nothing from this side of the wall",
    "from .. import errors": "imports nothing from this side of the wall",
    "from ..errors import Fault": "imports nothing from this side of the wall",
    "def f():\n    from ..checks import student": "imports nothing from this side of the wall",
    "from grader.worker import values": "imports nothing from this side of the wall",
    "import scipy.linalg": "the worker has no scipy",
    "import pytest": "the worker has no pytest",
    "import pickle": "nothing is ever unpickled",
    "__import__(name)": "no reader can know what that is",
}


@pytest.mark.parametrize("text", BREACHES)
def test_the_worker_imports_nothing_from_above_the_wall(wrong, text):
    (only,) = wrong(worker__of__calls=text)
    assert only.startswith("grader.worker.calls, line ")
    assert BREACHES[text] in only


@pytest.mark.parametrize(
    ("room", "text", "why"),
    [
        ("grading", "from grader.worker import wire", "only sandbox speaks to the worker"),
        ("grading", "from grader.worker.values import unpack", "only sandbox speaks to the worker"),
        ("rehearsal__of__kernel", "from grader.worker import wire", "only sandbox speaks to the worker"),
        ("checks__of__bounds", "from grader.worker.values import x", "only sandbox speaks to the worker"),
        ("cli__of__grade", "import grader.worker.zygote", "only sandbox speaks to the worker"),
        ("errors", "from .worker import wire", "only sandbox speaks to the worker"),
        ("sandbox__of__session", "from grader.worker import zygote", "only the worker's messages are shared"),
        ("sandbox__of__session", "import grader.worker", "only the worker's messages are shared"),
        ("sandbox__of__session", "from ..worker import *", "only the worker's messages are shared"),
    ],
)
def test_only_the_sandbox_reaches_through_the_wall_and_only_for_messages(wrong, room, text, why):
    (only,) = wrong(**{room: text})
    assert why in only
