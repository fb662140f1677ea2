"""Mistakes end in one or two plain lines and their exit code: no traceback, no text that is not ours."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.commands import Terminal
from scrollcast import errors, rendering

SECRET = "Roe^Jane 1961-02-03"


def leaves(kind: type[errors.ScrollcastError]) -> Iterator[type[errors.ScrollcastError]]:
    """Every error class."""
    yield kind
    for child in kind.__subclasses__():
        yield from leaves(child)


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let a render end in an error."""

    def render(*_: object) -> None:
        raise error

    monkeypatch.setattr(rendering, "render", render)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["rendr"], ["rendr", "render"]),
        (["render"], ["SOURCE"]),
        (["render", ""], ["SOURCE", "empty"]),
        (["render", "s", "--lenght", "15s"], ["--lenght", "--length"]),
        (["render", "s", "--length", "20s"], ["20s", "15s", "full"]),
        (["render", "s", "--window", "400-50"], ["400-50", "400/50"]),
        (["render", "s", "--window", "0/50"], ["at least 1"]),
        (["render", "s", "--direction", "up"], ["up", "head-to-feet"]),
        (["render", "s", "--zone", "loose"], ["loose", "organic", "strict"]),
        (["render", "s", "--series", "0"], ["--series", "1"]),
        (["render", "s", "--pause-at", "x"], ["--pause-at"]),
        (["render", "s", "--fps", "fast"], ["fast", "30"]),
        (["render", "s", "--fps", "1/0"], ["1/0"]),
        (["render", "s", "--fps", "nan"], ["nan"]),
        (["render", "s", "--fps", "1e999999999"], ["1e999999999"]),
        (["render", "s", "--fps", "500"], ["500", "1 to 120"]),
        (["render", "s", "--preset", "ct-abdomn"], ["ct-abdomn", "ct-abdomen"]),
        (["render", "s", "--preset", "./none.yaml"], ["none.yaml", "no such file"]),
        (["render", "s", "--preset", ""], ["./mine.yaml"]),
        (["render", "s", "--preset", "ct-lung", "-o", ""], ["--out", "empty"]),
        (["render", "s", "--preset", "ct-lung", "-o", "a\nb.mp4"], ["--out", "control"]),
        (["render", "s", "--title", "a\x1b[2Jb"], ["--title", "control"]),
        (["still", "s"], ["--at", "--beat"]),
        (["still", "s", "--at", "1s", "--beat", "quiz"], ["--at", "--beat"]),
        (["plan", "none.yaml"], ["none.yaml", "no such file"]),
        (["check"], ["CASE"]),
        (["new", "s", "-o", "case.txt"], [".yaml"]),
        (["still", "s", "--at", "soon"], ["soon", "7.2s"]),
        (["still", "s", "--at", "-1"], ["-1", "7.2s"]),
        (["demo", "extra"], ["extra"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_command_line_says_what_is_right(
    scrollcast: Terminal, arguments: list[str], parts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, at most two lines on stderr that start with the program's name, nothing on stdout."""
    monkeypatch.chdir(tmp_path)
    said = scrollcast(*arguments)
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    assert 1 <= len(lines) <= 2
    assert all(line.startswith("scrollcast: ") for line in lines)
    assert all(line.isprintable() for line in lines)
    for part in parts:
        assert part in lines[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", list(leaves(errors.ScrollcastError)))
def test_each_error_carries_its_exit_code(
    scrollcast: Terminal, monkeypatch: pytest.MonkeyPatch, kind: type[errors.ScrollcastError]
) -> None:
    """The sentence of the error, on one line, and the code of its class."""
    fails_with(monkeypatch, kind("What was found. What to do."))
    said = scrollcast("render", "s", "--preset", "ct-lung")
    assert (said.code, said.out) == (kind.exit_code, "")
    assert said.err == "scrollcast: What was found. What to do.\n"


def test_a_bug_tells_its_type_and_nothing_else(scrollcast: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message of an unexpected error may hold header text."""
    fails_with(monkeypatch, ValueError(SECRET))
    said = scrollcast("render", "s", "--preset", "ct-lung")
    assert (said.code, said.out) == (1, "")
    assert "ValueError" in said.err
    assert "SCROLLCAST_DEBUG=1" in said.err
    assert len(said.err.splitlines()) == 1
    assert "Roe" not in said.err


@pytest.mark.parametrize("error", [ValueError("inner"), errors.InputError("inner")])
def test_debugging_shows_where_an_error_came_from(
    scrollcast: Terminal, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """The traceback comes before the plain line, for a bug and for a mistake."""
    monkeypatch.setenv("SCROLLCAST_DEBUG", "1")
    fails_with(monkeypatch, error)
    said = scrollcast("render", "s", "--preset", "ct-lung")
    assert said.err.startswith("Traceback")
    assert said.err.splitlines()[-1].startswith("scrollcast: ")


@pytest.mark.parametrize(
    ("error", "code", "part"),
    [
        (OSError(errno.ENOSPC, "No space left on device", SECRET), 6, "No space left on device"),
        (OSError(errno.EBADF, "Bad file descriptor", SECRET), 1, "OSError"),
        (MemoryError(SECRET), 3, "not enough memory"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_the_system_refuses_is_told_in_its_own_words(
    scrollcast: Terminal, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, part: str
) -> None:
    """A full disk and full memory are no bugs; no name of a file is told."""
    fails_with(monkeypatch, error)
    said = scrollcast("render", "s", "--preset", "ct-lung")
    assert (said.code, said.out) == (code, "")
    assert part in said.err
    assert "Roe" not in said.err


def test_control_characters_of_a_source_are_not_printed(scrollcast: Terminal, tmp_path: Path) -> None:
    """A folder may be called anything; the terminal is not told."""
    folder = tmp_path / "a\x1b[31m\rb"
    folder.mkdir()
    (folder / "c\x07.dcm").write_text("no DICOM")
    said = scrollcast("render", str(folder), "--preset", "ct-lung")
    assert said.code == 3
    assert all(line.isprintable() for line in said.err.splitlines())


def test_a_mistake_in_a_preset_file_is_one_line(scrollcast: Terminal, tmp_path: Path) -> None:
    """File, line, key, what is allowed: what authored found, before the source is looked at."""
    path = tmp_path / "mine.yaml"
    path.write_text("label: CT NECK\nmodality: CT\nwindw: 350/60\n", encoding="utf-8")
    said = scrollcast("render", str(tmp_path), "--preset", str(path))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"scrollcast: {path}, line 3, windw: ")
    assert "Did you mean window?" in said.err
    assert len(said.err.splitlines()) == 1
