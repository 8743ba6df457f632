"""The page: a template that escapes everything, styles and a script of ours, and a policy that permits nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING

from grader.characters import show_steering
from grader.overview.histogram import histogram
from grader.overview.picture import ClassPicture
from grader.points import decimal

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = files("grader.overview")


def render_page(found: ClassPicture) -> bytes:
    """The bytes of index.html."""
    script = _HERE.joinpath("page.js").read_text(encoding="utf-8")
    plots = {
        each.name: histogram(each.scores, float(each.possible), f"Scores in {each.name}") if each.scores else ""
        for each in found.assignments
    }
    page = (
        _templates()
        .get_template("page.html")
        .render(
            found=found,
            plots=plots,
            style=_HERE.joinpath("page.css").read_text(encoding="utf-8"),
            script=script,
            policy=_policy(script),
            students=_students(found),
        )
    )
    return page.encode("utf-8", "replace")


def _templates() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: _HERE.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.0f} %"
    environment.filters["points"] = decimal
    environment.filters["shown"] = show_steering
    environment.filters["words"] = lambda name: str(name).replace("_", " ")
    return environment


def _policy(script: str) -> str:
    """Nothing is fetched, nothing is sent, and the only script that runs is this one."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = ("default-src 'none'", f"script-src 'sha256-{digest}'", "style-src 'unsafe-inline'", "img-src data:")
    return "; ".join((*rules, "base-uri 'none'", "form-action 'none'"))


def _students(found: ClassPicture) -> str:
    """Rows for the script, as JSON in which nothing can end the element that holds it."""
    rows = [
        [show_steering(each.student), each.assignment, each.status.value, each.score, each.link]
        for each in found.students
    ]
    text = json.dumps(rows, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
