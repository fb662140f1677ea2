"""The promise itself: no text of a header, no name of a source, comes out of any command, whatever goes wrong."""

import logging
import shutil
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from builders.canary import found, told, write_canaries
from builders.commands import Said, Terminal
from builders.finished import leftovers
from builders.phantom import CASE
from scrollcast.cli.main import app
from scrollcast.errors import UsageError

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "case.yaml", "--json"),
    "inspect": ("inspect", "SOURCE", "--json"),
    "new": ("new", "SOURCE", "-o", "new.yaml"),
    "pick": ("pick", "SOURCE"),
    "plan": ("plan", "case.yaml", "--json"),
    "presets": ("presets", "--json"),
    "privacy": ("privacy", "case.yaml", "--json"),
    "preview": ("preview", "case.yaml", "--json"),
    "render": ("render", "SOURCE", "--preset", "ct-abdomen", "--length", "15s", "--fps", "5", "--json"),
    "schema": ("schema",),
    "sheet": ("sheet", "case.yaml"),
    "still": ("still", "case.yaml", "--beat", "reveal"),
    "verify": ("verify", "clip.mp4", "--json"),
}
"""Every command that is given something, with a source full of canaries; a new command gets its line here."""

GIVEN_NOTHING = {"demo"}  # it makes its own series

USUAL_NAMES = {
    *(
        "new.yaml",
        "scrollcast.schema.json",
        "pick.html",
        "ct-abdomen.mp4",
        "ct-abdomen-2.mp4",
        "ct-abdomen-preview.mp4",
    ),
    *("ct-abdomen-sheet.png", "ct-abdomen.png", "clip.mp4"),
}
"""From the preset and a counter, or as asked for."""

NEEDS_A_CLIP = {"verify"}
SILENT = {"presets", "privacy", "schema", "verify"}  # they write and start nothing
STAGES = (
    *("read", "order", "gate", "write", "lay_out", "rehearse", "encode", "seal"),
    *("privacy.gate.check_kind", "privacy.gate.check_header", "privacy.gate.check_words", "privacy.gate.find_body"),
)

Run = Callable[..., Said]

_heard: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    """Note what is opened for writing, made, moved or started, with the names and arguments used for it."""
    if _heard is None:
        return
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        if isinstance(flags, int) and not flags & 3 and not (isinstance(mode, str) and set(mode) & set("wax+")):
            return
    elif event not in {"os.mkdir", "os.rename", "os.link", "os.symlink", "tempfile.mkstemp", "tempfile.mkdtemp"} | {
        "subprocess.Popen",
        "os.posix_spawn",
        "socket.connect",
        "syslog.syslog",
    }:
        return
    _heard.append(f"{event} {arguments!r}")


sys.addaudithook(_hear)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series with canaries, under a name with a token."""
    return write_canaries(tmp_path_factory.mktemp("canary"))


@pytest.fixture
def here(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to work in, with a case for the series, and temporary files and caches of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("SCROLLCAST_DEBUG", "1")
    for name in ("temporary", "cache", "work"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "work")
    (tmp_path / "case.yaml").write_text(CASE.replace("./series", str(source)), "utf-8")
    yield tmp_path
    monkeypatch.setattr("tempfile.tempdir", None)


@pytest.fixture
def run(here: Path, source: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Run:
    """Run a command, and look for canaries in all that it says, logs, writes, names and starts."""
    caplog.set_level(logging.DEBUG)
    names = {"SOURCE": str(source), "case.yaml": str(here / "case.yaml")}

    def listened(*arguments: str) -> Said:
        global _heard  # noqa: PLW0603 - an audit hook can't be taken away, only be made deaf
        _heard = []
        try:
            said = Terminal(capfd)(*(names.get(argument, argument) for argument in arguments))
        finally:
            heard, _heard = _heard, None
        assert heard or arguments[0] in SILENT
        assert told(said.out) == []
        assert told(said.err) == []
        assert told(caplog.text) == []
        assert told("\n".join(heard)) == []
        assert not [each for each in heard if each.startswith("socket")]
        for path in (each for each in here.rglob("*") if each != here / "case.yaml"):
            assert told(path.relative_to(here).as_posix()) == []
            if path.is_file():
                assert found(_public(path)) == []
        for path in here.joinpath("work").iterdir():
            assert leftovers(path) == []
            assert path.name in USUAL_NAMES
        return said

    return listened


def _public(path: Path) -> bytes:
    """What a file tells; the author's own source in a case file is nobody else's."""
    content = path.read_bytes()
    lines = content.splitlines(keepends=True) if path.suffix == ".yaml" else [content]
    return b"".join(line for line in lines if not line.startswith(b"source: "))


def test_every_command_is_in_the_table() -> None:
    """A new command is hunted through before it ships."""
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert names == COMMANDS.keys() | GIVEN_NOTHING


def test_the_hunt_finds_what_it_hunts(source: Path) -> None:
    """Thousands of tokens in the first file, some in each, one in every name."""
    files = sorted(source.rglob("*.dcm"), key=lambda path: path.stat().st_size)
    assert len(found(files[-1].read_bytes())) > 10_000
    assert all(len(found(path.read_bytes())) > 50 for path in files)
    assert all(len(told(str(path.relative_to(source.parent)))) > 3 for path in files)
    assert told(" 097Y ")
    assert found("ZQKWJabcdXVQZK".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\4tEXtabcd....", "PNG chunk b'tEXt'"),
        ("a.html", b'{"jpeg":"' + b64encode(b"\xff\xd8\xff\xe1\0\6Exif\xff\xda") + b'"}', "JPEG segment 0xe1"),
        ("a.html", b"data:image/png;base64," + b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\0eXIf...."), "PNG chunk b'eXIf'"),
        ("a.json", b'{"path": "/home/roe/clip.mp4"}', "path b'/home/roe"),
        ("a.mp4", b"....ftyp....mvhd\0\0\0\0\1\2\3\4\0\0\0\0mdat", "dates in b'mvhd'"),
        ("a.mp4", b"....ftyp....moovmdat...x264 - core", "signed b'x264 - '"),
    ],
)
def test_the_look_at_bytes_finds_what_it_looks_for(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    """Text chunks, EXIF, paths, dates and signatures; and the time at which a file was written."""
    (tmp_path / name).write_bytes(content)
    written, found_there = leftovers(tmp_path / name)
    assert written == "modified when it was made"
    assert found_there.startswith(what)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_header_comes_out(run: Run, command: str) -> None:
    """Of what is said, logged, written, named and started, by any command that ends well."""
    if command in NEEDS_A_CLIP:
        run(*COMMANDS["render"][:-1], "-o", "clip.mp4")
    said = run(*COMMANDS[command])
    assert said.code == 0, said.err


@pytest.mark.parametrize("stage", STAGES)
def test_no_header_comes_out_of_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """An error that shows all that a stage was given, in a traceback that a person asked for."""
    module, _, name = f"scrollcast.{stage if '.' in stage else f'rendering.{stage}'}".rpartition(".")
    monkeypatch.setattr(import_module(module), name, _broken)
    said = run("render", "case.yaml", "--length", "15s", "--fps", "5", "-o", "clip.mp4")
    assert said.code == 1, said.err
    assert "Traceback" in said.err
    assert "RuntimeError: given" in said.err


def _broken(*given: object, **more: object) -> None:
    raise RuntimeError(f"given {given!r} {more!r} {'; '.join(map(str, given))}")


def _cut(files: list[Path]) -> None:
    files[3].write_bytes(files[3].read_bytes()[:-500])


def _lose(files: list[Path]) -> None:
    sorted(files)[11].unlink()


def _mix(files: list[Path]) -> None:
    other = files[0].parent / "other"
    write_canaries(other)


def _spoil(files: list[Path]) -> None:
    for path in files:
        path.write_bytes(path.read_bytes().replace(b"ISO_IR", b"ZQKWJA")[:4000])


@pytest.mark.parametrize("harm", [_cut, _lose, _mix, _spoil])
@pytest.mark.parametrize("command", ["render", "inspect", "pick", "check", "new"])
def test_no_header_comes_out_of_an_error(
    run: Run, here: Path, source: Path, command: str, harm: Callable[[list[Path]], None]
) -> None:
    """Of a cut file, a lost slice, two patients or damaged headers; with the traceback."""
    harmed = here.parent / f"{here.name}-harmed" / source.name
    shutil.copytree(source, harmed)
    harm([path for path in harmed.rglob("*.dcm") if path.stat().st_size < 100_000])
    case = here / "case.yaml"
    case.write_text(case.read_text("utf-8").replace(str(source), str(harmed)), "utf-8")
    said = run(*(str(harmed) if argument == "SOURCE" else argument for argument in COMMANDS[command]))
    assert said.code in {2, 3, 4} or command == "inspect"
    assert said.out or said.err


def test_words_that_repeat_a_header_are_not_echoed(run: Run, here: Path, source: Path) -> None:
    """Neither by the refusal nor in its traceback."""
    token = source.name.split("-")[0]
    case = here / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("Look at both sides.", f"Born in 1963, {token}"), "utf-8")
    said = run("render", "case.yaml", "-o", "clip.mp4")
    assert said.code == UsageError.exit_code + 2
    assert "line 20" in said.err
