"""What is kept between runs: found again, told to nobody, and never trusted where it was tampered with."""

import json
from pathlib import Path

import pytest

from scrollcast.privacy.cache import Cache, user_folder

FOUND = [[[1, 2, 30, 40]], []]


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    """By a later run of the same user, under the same content only."""
    key = Cache(tmp_path).key([b"pixels", b"window"])
    Cache(tmp_path).keep(key, FOUND)
    again = Cache(tmp_path)
    assert again.key([b"pixels", b"window"]) == key
    assert again.recall(key) == FOUND
    assert again.recall(again.key([b"pixels", b"another window"])) is None


def test_names_tell_nothing_without_the_secret(tmp_path: Path) -> None:
    """Another user's cache gives the same content another name; the secret is readable by its owner alone."""
    keys = {Cache(tmp_path / user).key([b"pixels"]) for user in ("one", "other")}
    assert len(keys) == 2
    secret = tmp_path / "one" / "key"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        json.dumps({"found": FOUND}).encode(),
        json.dumps({"found": [[], []], "seal": ""}).encode(),
    ],
)
def test_what_was_tampered_with_is_not_trusted(tmp_path: Path, content: bytes) -> None:
    """An entry that this user's secret has not sealed counts as none: it is looked for anew."""
    cache = Cache(tmp_path)
    key = cache.key([b"pixels"])
    (tmp_path / key).write_bytes(content)
    assert cache.recall(key) is None


def test_an_entry_under_another_name_is_not_trusted(tmp_path: Path) -> None:
    """A clean result can't be copied to where another one belongs."""
    cache = Cache(tmp_path)
    clean, other = cache.key([b"clean"]), cache.key([b"with text"])
    cache.keep(clean, [[], []])
    (tmp_path / other).write_bytes((tmp_path / clean).read_bytes())
    assert cache.recall(other) is None


def test_without_a_place_nothing_is_kept(tmp_path: Path) -> None:
    """A home that can't be written to costs time, no error."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    cache = Cache(blocked / "cache")
    key = cache.key([b"pixels"])
    cache.keep(key, FOUND)
    assert cache.recall(key) is None
    assert blocked.read_bytes() == b""


def test_old_entries_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder does not grow for ever; the secret stays."""
    monkeypatch.setattr("scrollcast.privacy.cache._MOST", 3)
    cache = Cache(tmp_path)
    for number in range(5):
        cache.keep(cache.key([bytes([number])]), FOUND)
    assert len(list(tmp_path.iterdir())) == 4
    assert Cache(tmp_path).recall(cache.key([b"\4"])) == FOUND


def test_it_is_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_CACHE_HOME where it is set, else the usual place in the home."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "scrollcast" / "searches"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert user_folder().is_relative_to(Path.home() / ".cache")


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number."""

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("XDG_CACHE_HOME")
    cache = Cache()
    key = cache.key([b"pixels"])
    cache.keep(key, FOUND)
    assert cache.recall(key) is None
