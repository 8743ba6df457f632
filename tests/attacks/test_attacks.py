"""The collection, as far as it does not wait for limits; `make attack` runs all of it, and under `basic` too."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.model import Isolation
from tests.attacks.collection import GOALS, Attack, attacks, notebook
from tests.attacks.run import run

FAST = [attack for attack in attacks() if not attack.is_slow]
# One for every fix whose absence would stop a batch or gain something, and one per goal besides.
CHOSEN = set(
    """
forge/early_answers forge/equal_to_everything forge/handle_of_another forge/lying_descriptors forge/pass_by_exception
forge/patched_numpy forge/verdicts leak/descriptors leak/environment leak/host_files leak/hidden_checks leak/send_home
leak/link_to_the_solution hang/slow_text_of_an_exception hang/blanks_without_end hang/written_blanks hang/pipe
exhaust/colliding_keys exhaust/deep_answers exhaust/fork_bomb exhaust/impossible_shape exhaust/lying_lengths
exhaust/long_texts exhaust/memory_in_calls exhaust/descriptors_in_frames escape/namespaces escape/mounts
escape/other_programs escape/write_outside persist/files persist/modules persist/worker cross/kill_everybody
cross/borrowed_kill cross/crash_the_zygote inject/terminal inject/yaml inject/direction_of_text
inject/commands_of_ci inject/written_answer
""".split()
)


@pytest.mark.parametrize("isolation", [Isolation.STRICT, Isolation.BASIC])
def test_nothing_is_gained_and_no_neighbour_notices(isolation: Isolation) -> None:
    chosen = [attack for attack in FAST if f"{attack.goal}/{attack.name}" in CHOSEN]
    assert len(chosen) == len(CHOSEN)
    if isolation is Isolation.BASIC:
        chosen = [attack for attack in chosen if attack.goal in ("leak", "escape", "cross", "persist")]
    findings, faults = run(chosen, isolation)
    assert faults == []
    assert {finding.attack.name: finding.gained for finding in findings if finding.gained} == {}


def test_a_gain_is_seen() -> None:
    honest = Path(__file__).parents[2] / "submissions" / "softmax" / "student-01.ipynb"
    cases = {
        "points": honest.read_bytes(),
        "secret": notebook("class Gained(Exception): pass", "raise Gained('a secret')"),
        "nothing": notebook("1/0"),
    }

    def attack(name: str, data: bytes) -> Attack:
        return Attack("forge", name, "", "", False, lambda target, course: target.write_bytes(data) and None)

    findings, faults = run([attack(name, data) for name, data in cases.items()], Isolation.STRICT)
    gained = {finding.attack.name: finding.gained for finding in findings}
    assert "points" in gained["points"]
    assert "a secret" in gained["secret"]
    assert gained["nothing"] == ""
    assert faults == []


def test_the_collection_is_whole() -> None:
    found = list(attacks())
    assert len(found) >= 100
    assert {attack.goal for attack in found} == set(GOALS)
    names = [f"{attack.goal}/{attack.name}" for attack in found]
    assert len(names) == len(set(names))
    assert all(attack.tries and attack.held_by for attack in found)
