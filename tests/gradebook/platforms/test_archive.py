"""Hostile archives: what cannot be trusted is refused with a reason, and the rest is read."""

import io
import stat
import struct
import zipfile

import pytest

from grader.errors import ConfigurationError
from grader.gradebook.platforms import archive as archive_module
from grader.gradebook.platforms.archive import Archive, Unusable


def zipped(path, *members):
    """Members are names, or pairs of a ZipInfo or name and bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for member in members:
            info, data = member if isinstance(member, tuple) else (member, b"{}")
            stream.writestr(info, data)
    return path


def info(name, mode=0, **attributes):
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, mode << 16
    for key, value in attributes.items():
        setattr(made, key, value)
    return made


def problems(path):
    with Archive(path) as opened:
        return {member.name: member.problem for member in opened.members()}


@pytest.mark.parametrize(
    "name", ["../x.ipynb", "a/../../x.ipynb", "/etc/x.ipynb", "..\\x.ipynb", "C:/x.ipynb", "C:x.ipynb"]
)
def test_paths_that_lead_elsewhere(tmp_path, name):
    found = problems(zipped(tmp_path / "a.zip", name, "good.ipynb"))
    assert found == {name: "Its name is a path that leads elsewhere.", "good.ipynb": ""}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices(tmp_path, kind):
    path = zipped(tmp_path / "a.zip", (info("x.ipynb", kind | 0o777), b"/etc/passwd"))
    assert problems(path) == {"x.ipynb": "It is a link or a device, not a file."}
    with Archive(path) as opened, pytest.raises(Unusable, match="a link or a device"):
        opened.read(next(opened.members()))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_names(tmp_path):
    path = zipped(tmp_path / "a.zip", ("x.ipynb", b"1"), ("x.ipynb", b"2"), "y.ipynb")
    assert problems(path) == {"x.ipynb": "Two files in the archive have this name.", "y.ipynb": ""}


def test_encrypted(tmp_path):
    path = zipped(tmp_path / "a.zip", "x.ipynb")
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)
    assert problems(path) == {"x.ipynb": "It is encrypted."}


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "MEMBER_MIB_MAX", 1)
    path = zipped(tmp_path / "a.zip", ("bomb.ipynb", b" " * (2 << 20)), ("good.ipynb", b"{}"))
    with Archive(path) as opened:
        bomb, good = opened.members()
        with pytest.raises(Unusable, match="It unpacks to more than 1 MiB"):
            opened.read(bomb)
        assert opened.read(good) == b"{}"


def test_a_lying_header_does_not_help_the_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "MEMBER_MIB_MAX", 1)
    path = zipped(tmp_path / "a.zip", ("bomb.ipynb", b" " * (3 << 20)))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(data)
    with Archive(path) as opened, pytest.raises(Unusable):
        opened.read(next(opened.members()))


def test_many_bombs_end_the_archive(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "MEMBER_MIB_MAX", 1)
    monkeypatch.setattr(archive_module, "TOTAL_MIB_MAX", 2)
    path = zipped(tmp_path / "a.zip", *[(f"{number}.ipynb", b" " * (1 << 20)) for number in range(4)])
    with Archive(path) as opened:
        members = list(opened.members())
        assert len(opened.read(members[0]) + opened.read(members[1])) == 2 << 20
        with pytest.raises(ConfigurationError, match="It unpacks to more than"):
            opened.read(members[2])


def test_files_that_share_their_bytes(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.ipynb", b"x" * 100), ("b.ipynb", b"y" * 100), "c.ipynb")
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    # b claims the bytes of a
    struct.pack_into("<I", data, second + 42, 0)
    path.write_bytes(data)
    shared = "It shares its bytes with another file of the archive, as zip bombs do."
    assert problems(path) == {"a.ipynb": shared, "b.ipynb": shared, "c.ipynb": ""}


def test_damage_is_of_one_file(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.ipynb", bytes(range(256))), "b.ipynb")
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with Archive(path) as opened:
        damaged, good = opened.members()
        with pytest.raises(Unusable, match="It is damaged"):
            opened.read(damaged)
        assert opened.read(good) == b"{}"


@pytest.mark.parametrize("data", [b"", b"PK", b"{}", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive(tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ConfigurationError, match=r"a\.zip: This is no zip archive"):
        Archive(tmp_path / "a.zip")
    with pytest.raises(ConfigurationError, match=r"nowhere\.zip: There is no such file\. Check its name\."):
        Archive(tmp_path / "nowhere.zip")


def test_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "ENTRIES_MAX", 2)
    with pytest.raises(ConfigurationError, match="It holds more than 2 files"):
        Archive(zipped(tmp_path / "a.zip", "a", "b", "c"))


def test_what_finder_leaves_behind_is_left_alone(tmp_path):
    assert problems(zipped(tmp_path / "a.zip", "__MACOSX/._x.ipynb", "a/.DS_Store", "a/", "x.ipynb")) == {"x.ipynb": ""}


def test_names_without_the_mark_of_utf8(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as stream:
        stream.writestr("Gr__n.ipynb", b"{}")
    (tmp_path / "a.zip").write_bytes(made.getvalue().replace(b"Gr__n", "Grün".encode()))
    assert list(problems(tmp_path / "a.zip")) == ["Grün.ipynb"]


def test_times(tmp_path):
    utc = info("a.ipynb", date_time=(2026, 12, 1, 23, 59, 58), extra=struct.pack("<HHBi", 0x5455, 5, 1, 1796165999))
    with Archive(zipped(tmp_path / "a.zip", (utc, b""), (info("b.ipynb", extra=b"\x55\x54\x00\x00"), b""))) as opened:
        first, second = opened.members()
        assert first.utc.isoformat() == "2026-12-01T22:59:59+00:00"
        assert first.local.isoformat() == "2026-12-01T23:59:58"
        assert (second.utc, second.local) == (None, None)
