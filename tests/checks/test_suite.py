"""Collected once, run for many: markers, seeds, fixtures, fresh states, and every way in which a check can end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.checks import endless
from grader.checks.suite import Suite
from grader.checks.trial import Examination, generator
from grader.errors import ConfigurationError, Crashed, Raised, SandboxError, TimedOut
from grader.model import Answer, Arguments, CheckResult, Outcome, Value

HEAD = """
import pytest
import numpy as np
from grader.errors import CheckFailed

def mark(function):
    return pytest.mark.exercise("f")(pytest.mark.points(1, hint="Think.")(function))
"""


class Fake:
    """A subject in this process: functions in a dict, made anew whenever the state is renewed."""

    def __init__(self, make: Callable[[], dict[str, Any]]) -> None:
        self._make, self._names, self.is_fresh, self.renewals = make, make(), True, 0
        self.is_hurried = False

    def renew(self) -> None:
        self._names, self.is_fresh = self._make(), True
        self.renewals += 1

    def kind(self, name: str) -> str | None:
        return None if name not in self._names else "function" if callable(self._names[name]) else "value"

    def value(self, name: str) -> Value:
        return self._names[name]

    def call(self, name: str, cases: Sequence[Arguments]) -> Sequence[Answer]:
        self.is_fresh = False
        answers = []
        for case in cases:
            result = self._names[name](*case.positional, **case.keyword)
            answers.append(result if isinstance(result, Answer) else Answer(result))
        return answers


@pytest.fixture
def suite_of(tmp_path: Path) -> Iterator[Callable[..., Suite]]:
    suites: list[Suite] = []

    def make(source: str, file: str = "hidden_f.py") -> Suite:
        (tmp_path / file).write_text(HEAD + source)
        suites.append(Suite({"a": tmp_path}))
        return suites[-1]

    yield make
    for suite in suites:
        suite.close()


def examine(suite: Suite, subject: Fake, *, student: str = "s", why: str = "") -> dict[str, CheckResult]:
    examination = Examination("a", student, 1, subject, frozenset({"f"}), None, lambda name: why)
    return {result.check.name: result for result in suite.run(examination)}


def only(suite: Suite, f: Callable[..., Any] | None = None) -> CheckResult:
    (result,) = examine(suite, Fake(lambda: {"f": f} if f else {})).values()
    return result


def test_markers_become_the_declared_check(suite_of: Callable[..., Suite]) -> None:
    source = (
        "@pytest.mark.exercise('f')\n@pytest.mark.points(2.5, hint='Think.')\ndef test_rows_sum_to_one(student): pass"
    )
    (check,) = suite_of(source, "public_f.py").declared("a")
    assert (check.name, check.exercise, check.points, check.hint, check.public) == (
        "rows_sum_to_one", "f", Fraction(5, 2), "Think.", True
    )  # fmt: skip
    assert check.place == "public_f.py, line 8"


def test_a_hint_may_stand_second_as_the_marker_is_declared(suite_of: Callable[..., Suite]) -> None:
    source = "@pytest.mark.exercise('f')\n@pytest.mark.points('0.5', 'Think.')\ndef test_a(student): pass"
    (check,) = suite_of(source).declared("a")
    assert (check.points, check.hint) == (Fraction(1, 2), "Think.")


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("def test_a(student): pass", "which exercise"),
        ("@pytest.mark.exercise('f')\ndef test_a(student): pass", "how many points"),
        ("@pytest.mark.exercise('f')\n@pytest.mark.points(points=2)\ndef test_a(student): pass", "how many points"),
        ("@pytest.mark.exercise('f')\n@pytest.mark.points('many')\ndef test_a(student): pass", "must be a number"),
        (
            "@pytest.mark.exercise('f')\n@pytest.mark.points('nan')\ndef test_a(student): pass",
            "must be a number",
        ),
        ("@pytest.mark.exercise('f')\n@pytest.mark.points('1/0')\ndef test_a(student): pass", "must be a number"),
        ("@pytest.mark.exercise('f')\n@pytest.mark.points(1, 3)\ndef test_a(student): pass", "nothing but a hint"),
        (
            "@pytest.mark.exercise('f')\n@pytest.mark.points(1, hnt='x')\ndef test_a(student): pass",
            "nothing but a hint",
        ),
        (
            "@pytest.mark.exercise('f')\n@pytest.mark.point(1)\ndef test_a(student): pass",
            "hidden_f.py, line 9: There is no marker `point`. Write @pytest.mark.exercise(",
        ),
        (
            "@mark\ndef test_a(student, referense): pass",
            "hidden_f.py, line 8, test_a: Nothing gives a check `referense`. Did you mean `reference`?",
        ),
        (
            "@mark\ndef test_a(student): pass\n@mark\ndef test_b(student): pass\n@mark\ndef test_a(student): pass",
            "hidden_f.py, line 13, test_a: The function of line 9 has the same name, so that it is never run.",
        ),
        ("def test_a(student:\n  pass", "SyntaxError"),
        ("import no_such_module", "no_such_module"),
        ("1/0", "ZeroDivisionError"),
    ],
)
def test_a_check_file_that_is_wrong_is_named(suite_of: Callable[..., Suite], source: str, problem: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        suite_of(source)
    assert problem in str(caught.value)
    assert "hidden_f.py" in str(caught.value)


def test_a_check_file_that_failed_once_is_read_anew(suite_of: Callable[..., Suite]) -> None:
    for source in ("1/0", "1/0", "import no_such_module"):
        with pytest.raises(ConfigurationError):
            suite_of(source)
    assert len(suite_of("@mark\ndef test_a(student): pass").declared("a")) == 1


def test_a_right_answer_passes(suite_of: Callable[..., Suite]) -> None:
    result = only(suite_of("@mark\ndef test_a(student): assert student.f(2) == 4"), lambda x: 2 * x)
    assert (result.outcome, result.message, result.earned) == (Outcome.PASSED, "", 1)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("assert student.f(2) == 5", "f(2): this does not hold: a."),
        ("assert student.f(2) == 5, 'twice two is four.'", "f(2): twice two is four."),
        ("student.f(np.ones((2, 3)), k=1); raise CheckFailed('returned nan; expected finite weights.')",
         "f(an array of shape (2, 3), k=1) returned nan; expected finite weights."),
        ("student.f(np.full(3, 1e4)); raise CheckFailed('is wrong.')",
         "f(an array of shape (3,) with |values| up to 1e+04) is wrong."),
    ],
)  # fmt: skip
def test_a_failure_speaks_of_the_call_and_not_of_the_check(
    suite_of: Callable[..., Suite], body: str, message: str
) -> None:
    result = only(suite_of(f"@mark\ndef test_a(student): {body}"), lambda x, k=0: 4)
    assert (result.outcome, result.message, result.earned) == (Outcome.FAILED, message, 0)
    assert "hidden_f.py" in result.detail


@pytest.mark.parametrize(
    ("answer", "outcome", "message"),
    [
        (Answer(fault=TimedOut("f", 2)), Outcome.TIMED_OUT, "f(1) did not return within 2 s."),
        (
            Answer(fault=Crashed("f", "ended the notebook's process")),
            Outcome.ERRORED,
            "f(1) ended the notebook's process.",
        ),
        (Answer(fault=Raised("f", "KeyError", "'a'")), Outcome.ERRORED, "f(1) raised KeyError: 'a'."),
        (
            Answer(fault=Raised("f", "NotImplementedError", "f is not written yet")),
            Outcome.ERRORED,
            "f is not written yet: it raised NotImplementedError.",
        ),
    ],
)
def test_faults_are_named(suite_of: Callable[..., Suite], answer: Answer, outcome: Outcome, message: str) -> None:
    result = only(
        suite_of("@mark\ndef test_a(student):\n  try: student.f(1)\n  except Exception: pass"), lambda x: answer
    )
    assert (result.outcome, result.message) == (outcome, message)


def test_a_missing_function_says_where_it_got_lost(suite_of: Callable[..., Suite]) -> None:
    suite = suite_of("@mark\ndef test_a(student): student.f(1)")
    (result,) = examine(suite, Fake(dict), why="Code cell 3 writes it, but ended with SyntaxError.").values()
    assert result.message == "f is not defined after your cells ran. Code cell 3 writes it, but ended with SyntaxError."


@pytest.mark.parametrize("body", ["assert student.VALUE == 3", "assert student.VALUE.shape == (3,)"])
def test_a_missing_value_is_named(suite_of: Callable[..., Suite], body: str) -> None:
    result = only(suite_of(f"@mark\ndef test_a(student): {body}"))
    assert (result.outcome, result.message) == (Outcome.ERRORED, "VALUE is not defined after your cells ran.")


def test_a_function_whose_name_holds_a_value_is_no_fault_of_the_check(suite_of: Callable[..., Suite]) -> None:
    suite = suite_of("@mark\ndef test_a(student): student.f(1)")
    (result,) = examine(suite, Fake(lambda: {"f": 3})).values()
    assert (result.outcome, result.message[:19]) == (Outcome.ERRORED, "f is no function af")


@pytest.mark.parametrize(
    "body", ["student.f(1); raise KeyError", "pytest.skip('no')", "pytest.xfail('no')", "pass", "student.f(1); exit()"]
)
def test_what_a_check_does_wrong_is_broken_and_never_passes(suite_of: Callable[..., Suite], body: str) -> None:
    result = only(suite_of(f"@mark\ndef test_a(student): {body}"), lambda x: x)
    assert (result.outcome, result.earned) == (Outcome.BROKEN, 0)
    assert "not your fault" in result.message


def test_a_fault_of_the_sandbox_is_nobodys_outcome(suite_of: Callable[..., Suite]) -> None:
    def fail(x: int) -> None:
        raise SandboxError("gone")

    suite = suite_of("@mark\ndef test_a(student): student.f(1)")
    with pytest.raises(SandboxError):
        only(suite, fail)
    assert only(suite, lambda x: x).outcome is Outcome.PASSED


def test_too_few_answers_never_pass(suite_of: Callable[..., Suite], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fake, "call", lambda self, name, cases: [Answer(1)] * (len(cases) - 1))
    suite = suite_of(
        "from grader.checks import arguments\n"
        "@mark\ndef test_a(student): assert all(x == 1 for x in student.f.each([arguments(1)] * 3))"
    )
    with pytest.raises(SandboxError, match="called 3 times and answered 2 times"):
        only(suite, lambda x: x)


def test_a_check_that_fails_in_a_spoilt_state_is_judged_in_a_whole_one(suite_of: Callable[..., Suite]) -> None:
    def make() -> dict[str, Any]:
        calls: list[int] = []
        return {"f": lambda: calls.append(1) or len(calls)}

    subject = Fake(make)
    body = "@mark\ndef test_{}(student): assert student.f() == 1\n"
    results = examine(suite_of("".join(body.format(name) for name in "abc")), subject)
    assert [result.outcome for result in results.values()] == [Outcome.PASSED] * 3
    assert subject.renewals == 2, "only the checks that failed in a used state were tried again"


def test_only_a_call_that_will_be_tried_again_is_hurried(suite_of: Callable[..., Suite]) -> None:
    hurried: list[bool] = []
    subject = Fake(lambda: {"f": lambda x: hurried.append(subject.is_hurried) or x})
    body = "@mark\ndef test_{}(student): assert student.f(1) == {}\n"
    examine(suite_of(body.format("a", 1) + body.format("b", 2) + body.format("c", 1)), subject)
    assert hurried == [False, True, False, True], "a is fresh, b is not, b again in a whole state, c after b"


def test_a_check_that_called_nothing_is_not_tried_again(suite_of: Callable[..., Suite]) -> None:
    subject = Fake(lambda: {"f": lambda x: x})
    body = "@mark\ndef test_a(student): assert student.f(1) == 1\n@mark\ndef test_b(student): student.g(1)\n"
    results = examine(suite_of(body), subject)
    assert [result.outcome for result in results.values()] == [Outcome.PASSED, Outcome.ERRORED]
    assert subject.renewals == 0


def test_a_function_that_is_not_written_is_tried_in_a_whole_state_once(suite_of: Callable[..., Suite]) -> None:
    fault = Answer(fault=Raised("f", "NotImplementedError", "f is not written yet"))
    subject = Fake(lambda: {"g": lambda: 1, "f": lambda: fault})
    first, later = "@mark\ndef test_a(student): assert student.g() == 1\n", "@mark\ndef test_{}(student): student.f()\n"
    results = examine(suite_of(first + "".join(later.format(name) for name in "bcd")), subject)
    assert [result.outcome for result in results.values()] == [Outcome.PASSED] + [Outcome.ERRORED] * 3
    assert subject.renewals == 1, "b in a state that a used, and then in a whole one; c and d say the same again"


def test_a_failing_check_costs_the_next_nothing(suite_of: Callable[..., Suite]) -> None:
    def make() -> dict[str, Any]:
        state = {"value": 0}

        def f(new: int | None = None) -> int:
            state["value"] = state["value"] if new is None else new
            return state["value"]

        return {"f": f}

    source = "@mark\ndef test_a(student): assert student.f(9) == 0\n@mark\ndef test_b(student): assert student.f() == 0"
    results = examine(suite_of(source), Fake(make))
    assert [result.outcome for result in results.values()] == [Outcome.FAILED, Outcome.PASSED]


def test_random_numbers_depend_on_student_and_check_and_nothing_else(suite_of: Callable[..., Suite]) -> None:
    suite = suite_of(
        "@mark\ndef test_a(student, rng): student.f(float(rng.random()))\n"
        "@mark\ndef test_b(student, rng): student.f(float(rng.random()))\n"
    )

    def seen(student: str) -> list[float]:
        values: list[float] = []
        examine(suite, Fake(lambda: {"f": values.append}), student=student)
        return values

    assert seen("ann") == seen("ann")
    assert len({*seen("ann"), *seen("bob")}) == 4
    assert generator(1, "a", "s", "c").random() != generator(2, "a", "s", "c").random()


def test_ordinary_fixtures_and_parametrize_work(suite_of: Callable[..., Suite]) -> None:
    suite = suite_of(
        "@pytest.fixture\ndef twice(student): return lambda x: student.f(x) * 2\n"
        "@mark\ndef test_a(twice, tmp_path): assert twice(1) == 2 and tmp_path.exists()\n"
        "@mark\n@pytest.mark.parametrize('x', [1, 2])\ndef test_b(student, x): assert student.f(x) == x\n"
    )
    for _ in range(2):
        results = examine(suite, Fake(lambda: {"f": lambda x: x}))
        assert {name: result.outcome for name, result in results.items()} == {
            "a": Outcome.PASSED, "b[1]": Outcome.PASSED, "b[2]": Outcome.PASSED
        }  # fmt: skip
    assert examine(suite, Fake(lambda: {"f": lambda x: -x}))["a"].outcome is Outcome.FAILED


def test_arrays_reach_the_student_and_come_back(suite_of: Callable[..., Suite]) -> None:
    source = "@mark\ndef test_a(student, rng):\n  x = rng.random((3, 2))\n  assert np.array_equal(student.f(x), 2 * x)"
    assert only(suite_of(source), lambda x: 2 * np.asarray(x)).outcome is Outcome.PASSED


def test_the_end_of_a_suite_moves_nobody_to_another_folder(
    suite_of: Callable[..., Suite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite = suite_of("@mark\ndef test_a(student):\n    student.f()\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    suite.close()
    assert Path.cwd() == elsewhere


@pytest.mark.parametrize(("deaths", "outcome"), [(1, Outcome.PASSED), (2, Outcome.ERRORED)])
def test_a_function_is_blamed_for_a_process_that_ends_twice(
    suite_of: Callable[..., Suite], deaths: int, outcome: Outcome
) -> None:
    suite = suite_of("@mark\ndef test_one(student): assert student.f() == 1")
    left = [Answer(fault=Crashed("f", "ended the notebook's process"))] * deaths

    def f() -> Any:
        return left.pop() if left else 1

    assert only(suite, f).outcome is outcome


def test_an_end_while_it_is_tried_again_is_no_verdict_either(suite_of: Callable[..., Suite]) -> None:
    suite = suite_of(
        "@mark\ndef test_first(student): assert student.f() == 1\n"
        "@mark\ndef test_second(student): assert student.f() == 2"
    )
    answers = [
        1,
        Answer(fault=TimedOut("f", 0.25)),
        Answer(fault=Crashed("f", "ended")),
        Answer(fault=TimedOut("f", 1)),
    ]
    results = examine(suite, Fake(lambda: {"f": lambda: answers.pop(0)}))
    assert (results["first"].outcome, results["second"].outcome) == (Outcome.PASSED, Outcome.TIMED_OUT)
    assert not answers


def raising(kind: str, *bases: str) -> Callable[..., Answer]:
    return lambda x: Answer(fault=Raised("f", kind, "sizes 2 and 3", (kind, *bases)))


IN_RAISES = "with pytest.raises({}): student.f(1)"


@pytest.mark.parametrize(
    ("body", "f", "outcome", "message"),
    [
        (IN_RAISES.format("ValueError"), raising("ValueError", "Exception"), Outcome.PASSED, ""),
        (IN_RAISES.format("ValueError, match='2 and 3'"), raising("ValueError"), Outcome.PASSED, ""),
        (IN_RAISES.format("(TypeError, ValueError)"), raising("ValueError"), Outcome.PASSED, ""),
        ("pytest.raises(ValueError, student.f, 1)", raising("LinAlgError", "ValueError"), Outcome.PASSED, ""),
        (IN_RAISES.format("LookupError"), raising("KeyError"), Outcome.PASSED, ""),
        (IN_RAISES.format("ValueError"), lambda x: x, Outcome.FAILED, "f(1): DID NOT RAISE ValueError"),
        (IN_RAISES.format("ValueError"), raising("TypeError"), Outcome.ERRORED, "f(1) raised TypeError: sizes"),
        (IN_RAISES.format("Exception"), raising("NotImplementedError"), Outcome.ERRORED, "f is not written yet"),
        (IN_RAISES.format("Exception"), lambda x: Answer(fault=TimedOut("f", 2)), Outcome.TIMED_OUT, "f(1) did not"),
        ("student.f(1); pytest.fail('one is odd.')", lambda x: x, Outcome.FAILED, "f(1): one is odd."),
        ("student.f(1); pytest.fail('odd.', pytrace=False)", lambda x: x, Outcome.FAILED, "f(1): odd."),
        ("pytest.fail('nothing was asked')", lambda x: x, Outcome.BROKEN, "This check could not be carried out."),
    ],
)
def test_what_pytest_offers_for_errors_is_understood(
    suite_of: Callable[..., Suite], body: str, f: Callable[..., Any], outcome: Outcome, message: str
) -> None:
    result = only(suite_of(f"@mark\ndef test_a(student):\n    {body}"), f)
    assert (result.outcome, result.message[: len(message)]) == (outcome, message)


@pytest.mark.filterwarnings("default")  # as in grading
@pytest.mark.parametrize("fixtures", ["student", "student, tmp_path"])
def test_a_check_that_returns_its_verdict_has_none(suite_of: Callable[..., Suite], fixtures: str) -> None:
    result = only(suite_of(f"@mark\ndef test_a({fixtures}): return student.f(1) == 2"), lambda x: x)
    assert result.outcome is Outcome.BROKEN


def test_no_fixture_and_no_option_comes_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "conftest.py").write_text("raise RuntimeError('of other tests')")
    checks = tmp_path / "a" / "checks"
    checks.mkdir(parents=True)
    (checks / "conftest.py").write_text("import pytest\n@pytest.fixture\ndef two(): return 2\n")
    (checks / "hidden_f.py").write_text(HEAD + "@mark\ndef test_a(student, two): assert student.f(two) == two\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    suite = Suite({"a": checks})
    assert only(suite, lambda x: x).outcome is Outcome.PASSED
    suite.close()
    assert os.environ["PYTEST_ADDOPTS"] == "-k nothing"


def test_a_conftest_that_several_assignments_would_share_is_named(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").touch()
    folders = {name: tmp_path / name / "checks" for name in ("a", "b")}
    for folder in folders.values():
        folder.mkdir(parents=True)
        (folder / "hidden_f.py").write_text(HEAD + "@mark\ndef test_a(student): assert student.f(1) == 1\n")
    with pytest.raises(ConfigurationError, match=r"conftest\.py: Checks take no fixtures from here\."):
        Suite(folders)


def test_a_check_that_computes_for_ever_is_broken_and_no_other(
    suite_of: Callable[..., Suite], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "CHECK_SECONDS", 0.5)
    source = (
        "@mark\ndef test_a(student):\n    student.f()\n    while True: pass\n"
        "@mark\ndef test_b(student):\n    student.f()\n    try:\n        while True: pass\n"
        "    except Exception: pass\n"
        "@mark\ndef test_c(student): assert student.f() == 1"
    )
    results = examine(suite_of(source), Fake(lambda: {"f": lambda: 1}))
    assert [results[name].outcome for name in "abc"] == [Outcome.BROKEN, Outcome.BROKEN, Outcome.PASSED]
    assert "The check had not ended after 0.5 s of computing." in results["a"].detail
