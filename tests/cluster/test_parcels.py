"""A course and its submissions arrive as they were sent."""

import os
from pathlib import Path

import msgspec
import pytest

from grader.batch.shard import Shard, parse_shard
from grader.cluster.batches import BYTES_MAX, batches, size_for
from grader.cluster.parcels import address, decode_answer, send_course, unpack_course
from grader.cluster.scheduler import check_address
from grader.config import load_course, provenance_of
from grader.errors import ConfigurationError
from grader.model import Isolation, Submission

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def course():
    return load_course(ROOT)


def test_a_course_has_the_same_provenance_where_it_arrives(course, tmp_path):
    data = send_course(course, ("softmax",), Isolation.STRICT, 60.0)
    sent, arrived = unpack_course(data, tmp_path)
    softmax = next(each for each in course.assignments if each.name == "softmax")
    assert provenance_of(arrived, arrived.assignments[0], sent.isolation) == provenance_of(
        course, softmax, Isolation.STRICT
    )
    assert [each.name for each in arrived.assignments] == ["softmax"]


def test_equal_courses_are_known_by_the_same_hash(course):
    one, other = (send_course(course, ("softmax",), Isolation.STRICT, 60.0) for _ in range(2))
    assert address(one) == address(other) != address(send_course(course, ("softmax",), Isolation.BASIC, 60.0))


def test_correct_answers_do_not_travel(course, tmp_path):
    unpack_course(send_course(course, ("softmax",), Isolation.STRICT, 60.0), tmp_path)
    assert list(tmp_path.rglob("hidden_softmax.py"))
    assert not list(tmp_path.rglob("correct"))


@pytest.mark.parametrize("name", ["a.ipynb", "-rf.ipynb", "ünï.ipynb", os.fsdecode(b"\xff.ipynb")])
def test_odd_names_travel(tmp_path, name):
    (tmp_path / name).write_bytes(b"{}")
    batch = next(batches([Submission("softmax", os.fsdecode(b"\xff"), tmp_path / name)], int))
    assert batch.sent[0].file == os.fsencode(name)
    assert batch.sent[0].data == b"{}"


def test_what_cannot_be_read_travels_with_the_reason(tmp_path):
    batch = next(batches([Submission("softmax", "ann", tmp_path / "gone.ipynb")], int))
    assert batch.sent[0].data is None
    assert batch.sent[0].unreadable == ("There is no such file.", "Submit the notebook again.")


def test_large_files_travel_in_small_batches(tmp_path):
    (tmp_path / "large.ipynb").write_bytes(b" " * BYTES_MAX)
    large = Submission("softmax", "ann", tmp_path / "large.ipynb")
    assert [len(each.submissions) for each in batches([large] * 3, int)] == [1, 1, 1]


@pytest.mark.parametrize(("workers", "size"), [(0, 8), (10, 8), (100, 25), (1000, 250), (100_000, 256)])
def test_many_workers_get_large_batches(workers, size):
    assert size_for(workers) == size


@pytest.mark.parametrize("data", [None, {}, b"", b"\x00", "text", b"\x82\xa4type\xa7Unknown\xa1a\x01"])
def test_what_is_no_answer_is_refused(data):
    with pytest.raises(msgspec.MsgspecError):
        decode_answer(data)


@pytest.mark.parametrize("text", ["local:2", "tcp://scheduler:8786", "tls://10.0.0.1:8786"])
def test_addresses(text):
    check_address(text)


@pytest.mark.parametrize("text", ["local:0", "local:", "local:99999", "scheduler:8786", "tcp://", "tcp:// x", ""])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ConfigurationError, match="no address of a scheduler"):
        check_address(text)


def test_shards_are_disjoint_and_complete(tmp_path):
    from grader.batch.discovery import Found, Problem

    everybody = tuple(Submission("softmax", f"student-{number}", tmp_path) for number in range(200))
    found = Found(everybody, (Problem("x", "odd", "mend"),))
    parts = [Shard(number, 3).of(found) for number in (1, 2, 3)]
    assert sorted(each.student for part in parts for each in part.submissions) == sorted(e.student for e in everybody)
    assert all(40 < len(part.submissions) < 100 for part in parts)
    assert [len(part.problems) for part in parts] == [1, 0, 0]


@pytest.mark.parametrize("text", ["0/3", "4/3", "1/0", "1", "a/b", "1/3/5", "-1/3", "1/1000000"])
def test_what_is_no_shard(text):
    assert parse_shard(text) is None
