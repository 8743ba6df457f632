"""`solutions/<name>/equivalent.yaml`: mutants that no right check may kill, each with the author's reason.

softmax:off-by-one:1f2e3d4c: The axis is looked up again below, so this value is never read.
"""

from __future__ import annotations

from pathlib import Path

from yaml.nodes import MappingNode, ScalarNode

from grader.config.document import Bounds, UnreadableYaml, compose
from grader.errors import ConfigurationError, Fault

EQUIVALENT = "equivalent.yaml"
_BOUNDS = Bounds(depth_max=2)


def read_equivalent(folder: Path) -> dict[str, str]:
    """Reasons by the mutant's name; empty where there is no such file. Raises ConfigurationError."""
    path = folder / EQUIVALENT
    if not path.exists():
        return {}
    try:
        node = compose(path.read_bytes(), _BOUNDS)
    except OSError as error:
        raise _fault(path, "", f"The file cannot be read: {error.strerror}.") from error
    except UnreadableYaml as error:
        raise _fault(path, f"line {error.line}" if error.line else "", error.problem) from error
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        raise _fault(path, "", "The file is no mapping.")
    reasons: dict[str, str] = {}
    for key, value in node.value:
        line = f"line {key.start_mark.line + 1}"
        if not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode) or not value.value.strip():
            raise _fault(path, line, "A mutant stands here without a reason.")
        if key.value in reasons:
            raise _fault(path, line, "The mutant stands here a second time.")
        reasons[key.value] = value.value
    return reasons


def _fault(path: Path, place: str, problem: str) -> ConfigurationError:
    return ConfigurationError([Fault(str(path), place, problem, "Write lines of the form `mutant: reason`.")])
