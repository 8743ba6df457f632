"""`check` in a namespace: what it shows, where it finds checks, and that nothing a student does breaks it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import grader
from grader.checks.student import arguments
from grader.rehearsal.checking import Checker
from grader.rehearsal.kernel import Kernel

LSE = "np.log(np.exp(np.asarray(scores, dtype=float)).sum(axis=axis))"


@pytest.fixture(scope="module")
def checker():
    return Checker()


@pytest.fixture
def check(checker, received, capsys):
    """Check what some source text defines; what is printed besides is thrown away."""

    def run(source, *exercises, **options):
        namespace = {"np": np}
        exec(source, namespace)
        checked = checker.show(namespace, exercises, **options)
        capsys.readouterr()
        return checked

    return run


def only(checked):
    (exercise,) = checked.exercises
    return exercise


def test_a_right_function_passes_all_its_public_checks(check):
    checked = check(f"def logsumexp(scores, axis=-1): return {LSE}", "logsumexp")
    assert checked
    assert str(checked) == "✓ logsumexp: all 2 public checks passed"


def test_a_wrong_one_is_told_call_message_hint_and_a_case_to_paste(check):
    checked = check(f"def logsumexp(scores, axis=-1): return {LSE} + 1", "logsumexp")
    assert not checked
    worked, loses = only(checked).checks
    assert worked.title == "worked example"
    assert worked.message.startswith("logsumexp(scores of shape (3,)) returned 2.94591, off by 1")
    assert worked.hint.startswith("exp(0) + exp(log 2)")
    assert worked.snippet == "logsumexp(np.array([0.0, 0.6931471805599453, 1.3862943611198906]))"
    assert (worked.returned, worked.expected) == ("2.9459101490553135", "1.9459101490553132")
    assert not loses.passed
    text = str(checked)
    for part in ("0 of 2", "✗ worked example", "✗ loses the axis", "Hint:", worked.snippet):
        assert part in text


def test_what_is_pasted_fails_in_the_same_way(check):
    source = f"def logsumexp(scores, axis=-1): return {LSE} + 1"
    snippet = only(check(source, "logsumexp")).checks[0].snippet
    namespace = {"np": np}
    exec(source, namespace)
    assert eval(snippet, namespace) == pytest.approx(np.log(7) + 1)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", "softmax is not defined here yet: run the cell that defines it, then check again."),
        ("def soft_max(scores, axis=-1): return scores", "Did you mean `soft_max`?"),
        ("softmax = 3", "softmax is no function here"),
        ("def softmax(scores, axis=-1): raise NotImplementedError('todo')", "softmax is not written yet."),
    ],
)
def test_what_is_not_there_yet_is_told_once(check, source, told):
    exercise = only(check(source, "softmax"))
    assert told in exercise.todo
    assert not exercise.checks


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise KeyError('x')", "raised KeyError: 'x'"),
        ("raise SystemExit(3)", "raised SystemExit: 3"),
        ("return (w for w in scores)", "returned a generator"),
        ("return None", "expected numbers (is `return` missing?)"),
        ("return np.ma.masked_array(scores)", "returned a masked array"),
        ("raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})()", "raised E"),
    ],
)
def test_whatever_a_function_does_is_a_message(check, body, told):
    exercise = only(check(f"def softmax(scores, axis=-1): {body}", "softmax"))
    assert all(told in each.message for each in exercise.checks)


def test_changed_inputs_are_noticed_and_not_kept(check):
    source = (
        "seen = []\ndef softmax(scores, axis=-1):\n    seen.append(scores.copy())\n    scores *= 0\n    return scores"
    )
    exercise = only(check(source, "softmax"))
    assert "entries are all alike" in exercise.checks[1].message
    assert exercise.checks[1].snippet.startswith("softmax(np.array([[0.0, 0.69")


def test_a_loop_is_stopped_at_the_time_limit_and_the_others_are_still_checked(check):
    source = f"def softmax(scores, axis=-1):\n    while True: pass\ndef logsumexp(scores, axis=-1): return {LSE}"
    start = time.monotonic()
    checked = check(source, "softmax", "logsumexp", seconds=0.3)
    assert time.monotonic() - start < 20
    assert "did not return within 0.3 s" in checked.exercises[0].checks[0].message
    assert checked.exercises[1].passed


def test_each_call_of_a_series_has_the_time_of_one():
    kernel = Kernel({"slow": lambda x: time.sleep(0.25) or x}, seconds=1)
    answers = kernel.call("slow", [arguments(float(n)) for n in range(8)])
    assert [answer.value for answer in answers] == [float(n) for n in range(8)]


def test_a_loop_is_stopped_where_interrupts_are_ignored(check):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as for whatever a shell starts in the background
    try:
        checked = check("def softmax(scores, axis=-1):\n    while True: pass", "softmax", seconds=0.3)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert "did not return within 0.3 s" in checked.exercises[0].checks[0].message


def test_an_interrupt_ends_the_waiting_and_is_told(check):
    source = (
        "import _thread, threading\ndef softmax(scores, axis=-1):\n"
        "    threading.Timer(0.2, _thread.interrupt_main).start()\n    while True: pass"
    )
    first, second = only(check(source, "softmax", seconds=60)).checks
    assert "when you stopped it" in first.message
    assert second.outcome == "not_run"


def test_all_exercises_of_the_folder_are_checked_without_a_name(check):
    checked = check(f"def logsumexp(scores, axis=-1): return {LSE}")
    assert [each.name for each in checked.exercises][:2] == ["logsumexp", "softmax"]
    assert str(checked).startswith("1 of 6 exercises pass their public checks")


def test_the_function_itself_is_as_good_as_its_name(checker, received, capsys):
    namespace = {"np": np}
    exec(f"def logsumexp(scores, axis=-1): return {LSE}", namespace)
    assert checker.show(namespace, [namespace["logsumexp"]])


def test_an_unknown_exercise_is_a_message_and_not_an_error(check):
    checked = check("", "sofmax")
    assert not checked
    assert str(checked) == "No public check is for `sofmax`. Did you mean `softmax`?"


def test_without_checks_it_is_said_what_to_do(check, received, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path.parent)
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    said = " ".join(str(check("", "softmax")).split())  # where the lines break depends on the folder's name
    assert "Keep the folder checks/ that came with the assignment" in said


@pytest.mark.parametrize("where", [".", "deeper/still", ".."])
def test_checks_are_found_here_above_and_below(check, received, monkeypatch, where):
    (received / "deeper" / "still").mkdir(parents=True)
    monkeypatch.chdir(received / where)
    assert only(check("", "softmax")).name == "softmax"


def test_changed_checks_are_read_again_and_broken_ones_told(check, received):
    path = received / "checks" / "public_examples.py"
    good = path.read_text()
    path.write_text(good + "\nimport nothing_of_that_name\n")
    assert "Download the assignment's folder checks/ again" in str(check("", "softmax"))
    path.write_text(good.replace('exercise("softmax")', 'exercise("softer")'))
    assert only(check("", "softer")).name == "softer"


def test_a_source_folder_shows_its_public_checks_only(check, received):
    (received / "checks" / "hidden_softmax.py").write_text("raise RuntimeError('never imported')")
    assert only(check("", "softmax")).name == "softmax"


def test_html_shows_the_same_and_runs_nothing(check):
    source = "def softmax(scores, axis=-1): raise ValueError('<script>alert(1)</script>\\x1b[31m')"
    page = check(source, "softmax")._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\x1b[31m" in page
    assert "<strong>softmax</strong>: 0 of 2 public checks passed" in page
    assert page.count('aria-label="not passed"') == 3
    assert "<em>Hint:</em>" in page


def test_a_bundle_has_text_and_html(check):
    bundle = check("", "softmax")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "not defined here yet" in bundle["text/plain"]


def test_a_failing_case_is_the_smallest_that_the_check_draws(check, received):
    (received / "checks" / "public_drawn.py").write_text(
        "import numpy as np\nimport pytest\nfrom grader.checks import assert_simplex\n\n"
        '@pytest.mark.exercise("softmax")\n@pytest.mark.points(1)\n'
        "def test_softmax_of_many(student, rng):\n"
        "    assert_simplex(student.softmax(rng.normal(size=(rng.integers(2, 40), 3)), axis=1))\n"
    )
    drawn = next(
        each
        for each in only(check("def softmax(scores, axis=-1): return scores", "softmax")).checks
        if each.title == "of many"
    )
    assert drawn.snippet.count("[") <= 8


def test_the_package_itself_stays_light():
    heavy = "{'numpy', 'pytest', 'IPython', 'click', 'yaml', 'msgspec'}"
    program = f"import sys, grader; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_of_the_package_is_an_ordinary_error():
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = grader.chek
