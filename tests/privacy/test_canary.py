"""The promise itself: no text of a header, no name of a source, comes out of any command, whatever goes wrong."""

import logging
import re
import shutil
from base64 import b64encode
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import cv2
import pytest

from builders.canary import BURNED, found, told, write_canaries
from builders.commands import Said, Terminal
from builders.finished import leftovers
from builders.listening import listening
from builders.phantom import CASE
from scrollcast.cli import commands
from scrollcast.errors import PrivacyRefusal
from scrollcast.film.decode import small_frames
from scrollcast.privacy.ocr import Engine

Arguments = tuple[str, ...]
RENDER = ("render", "SOURCE", "--preset", "ct-abdomen", "--length", "15s", "--fps", "5")
COMMANDS: dict[str, tuple[Arguments, ...]] = {
    "batch": (("batch", "case.yaml", "-o", "clips", "--jobs", "1", "--json"),),
    "check": (("check", "case.yaml", "--json"),),
    "golden": (
        ("golden", "case.yaml", "--update", "--golden", "kept"),
        ("golden", "case.yaml", "--golden", "kept"),
    ),
    "inspect": (
        ("inspect", "SOURCE", "--json"),
        ("inspect", "SOURCE", "--sheet", "sources.png", "--slices", "slices.png", "--preset", "ct-abdomen"),
    ),
    "kit": (("kit", "case.yaml", "--to", "x", "--fps", "24", "-o", "kit"),),
    "new": (("new", "SOURCE", "-o", "new.yaml"),),
    "pick": (("pick", "SOURCE"),),
    "plan": (("plan", "case.yaml", "--json"),),
    "presets": (("presets", "--json"),),
    "preview": (("preview", "case.yaml", "--json"),),
    "privacy": (("privacy", "case.yaml", "--json"),),
    "render": ((*RENDER, "--json"),),
    "review": (
        ("review", "case.yaml"),
        ("review", "clip.mp4"),
        ("review", "case.yaml", "--clip", "clip.mp4", "--reviewed-by", "R. Viewer"),
    ),
    "schema": (("schema",),),
    "sheet": (("sheet", "case.yaml"),),
    "still": (("still", "case.yaml", "--beat", "reveal"),),
    "verify": (("verify", "clip.mp4", "--json"),),
}
"""Every command that is given something, with a source full of canaries; a new command gets its line here."""

GIVEN_NOTHING = {"demo"}  # it makes its own series
NAMES = set(commands.COMMANDS)
SILENT = {"presets", "schema", "verify"}  # they write and start nothing
SHOWS_PIXELS = ("pick", "preview", "render", "sheet", "still")
USUAL_NAMES = re.compile(r"(ct-abdomen(-2|-preview|-sheet|-review)?|clip(-review)?|pick|new|sources|slices)\.\w+")
"""From the preset and a counter, or as asked for."""
OTHER_NAMES = {"scrollcast.schema.json", "clip.review.json", "kit", "clips", "kept"}

STAGES = (
    *("clearing.read", "clearing.order", "clearing.gate", "rendering.write", "rendering.lay_out"),
    *("rendering.Composer", "rendering.encode", "rendering.seal"),
    *("privacy.gate.check_kind", "privacy.gate.check_header", "privacy.gate.check_words", "privacy.gate.find_body"),
)

Run = Callable[..., Said]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series with canaries, under a name with a token."""
    return write_canaries(tmp_path_factory.mktemp("canary"))


@pytest.fixture(scope="module")
def burned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with one burned into its pixels."""
    return write_canaries(tmp_path_factory.mktemp("burned"), burned=True)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where searches for text are remembered."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def here(tmp_path: Path, source: Path, cache: Path, own_readers: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a case for the series, and temporary files and caches of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("SCROLLCAST_DEBUG", "1")
    for name in ("temporary", "work"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "work")
    (tmp_path / "case.yaml").write_text(CASE.replace("./series", str(source)), "utf-8")
    return tmp_path


@pytest.fixture
def run(
    here: Path, source: Path, cache: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Run:
    """Run a command, and look for canaries in all that it says, logs, writes, names and starts."""
    caplog.set_level(logging.DEBUG)
    names = {"SOURCE": str(source), "case.yaml": str(here / "case.yaml")}

    def listened(*arguments: str) -> Said:
        with listening() as heard:
            said = Terminal(capfd)(*(names.get(argument, argument) for argument in arguments))
        assert heard or arguments[0] in SILENT
        for text in (said.out, said.err, caplog.text, "\n".join(heard)):
            assert told(text) == []
        assert not [each for each in heard if each.startswith("socket")]
        for path in (*here.rglob("*"), *cache.rglob("*")):
            assert told(path.name) == []
            if path.is_file() and path != here / "case.yaml":
                assert found(_public(path)) == []
        for path in here.joinpath("work").iterdir():
            assert USUAL_NAMES.fullmatch(path.name) or path.name in OTHER_NAMES
        for path in filter(Path.is_file, here.joinpath("work").rglob("*.*")):
            assert (path.name, leftovers(path)) == (path.name, [])
        return said

    return listened


def _public(path: Path) -> bytes:
    """What a file tells; the author's own source in a case file is nobody else's."""
    content = path.read_bytes()
    lines = content.splitlines(keepends=True) if path.suffix == ".yaml" else [content]
    return b"".join(line for line in lines if not line.startswith(b"source: "))


def test_every_command_is_in_the_table() -> None:
    """A new command is hunted through before it ships."""
    assert COMMANDS.keys() | GIVEN_NOTHING >= NAMES


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


@pytest.mark.parametrize("command", sorted(NAMES & COMMANDS.keys()))
def test_no_header_comes_out(run: Run, command: str) -> None:
    """Of what is said, logged, written, named and started, by any command that ends well."""
    for arguments in COMMANDS[command]:
        if "clip.mp4" in arguments and not Path("clip.mp4").exists():
            run(*RENDER, "-o", "clip.mp4")
        said = run(*arguments)
        assert said.code == 0, said.err


@pytest.mark.parametrize("command", SHOWS_PIXELS)
def test_no_burned_in_text_comes_out(run: Run, here: Path, source: Path, burned: Path, command: str) -> None:
    """It is refused, and not repeated in the refusal."""
    case = here / "case.yaml"
    case.write_text(case.read_text("utf-8").replace(str(source), str(burned)), "utf-8")
    said = run(*(str(burned) if argument == "SOURCE" else argument for argument in COMMANDS[command][0]))
    assert said.code == PrivacyRefusal.exit_code, said.err
    assert "burned into the images" in said.err
    assert not list(Path().iterdir())


def test_no_canary_can_be_read_in_the_frames(run: Run, burned: Path) -> None:
    """By the reader that reads it where it is: neither what is in the headers nor what was blacked out."""
    said = run("render", str(burned), *RENDER[2:], "--redact", "-o", "clip.mp4")
    assert said.code == 0, said.err
    frames = [canvas.luma.copy() for canvas in small_frames(Path("clip.mp4"), 1920)]
    sampled = frames[:: len(frames) // 4]
    control = cv2.putText(sampled[0].copy(), BURNED, (200, 900), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 255, 2)
    *read, there = Engine().search([*sampled, control], [], 90)
    assert any("ZQKW" in box.reading.upper() for box in there)
    assert [box.reading for boxes in read for box in boxes if re.search("ZQK|VQZ|KWJ", box.reading.upper())] == []
    assert any(box.reading for boxes in read for box in boxes)


@pytest.mark.parametrize("stage", STAGES)
def test_no_header_comes_out_of_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """An error that shows all that a stage was given, in a traceback that a person asked for."""
    module, _, name = f"scrollcast.{stage}".rpartition(".")
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
    write_canaries(files[0].parent / "other")


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
    said = run(*(str(harmed) if argument == "SOURCE" else argument for argument in COMMANDS[command][0]))
    assert said.code in {2, 3, 4} or command == "inspect"
    assert said.out or said.err


def test_words_that_repeat_a_header_are_not_echoed(run: Run, here: Path, source: Path) -> None:
    """Neither by the refusal nor in its traceback."""
    token = source.name.split("-")[0]
    case = here / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("Look at both sides.", f"Born in 1963, {token}"), "utf-8")
    line = next(n for n, text in enumerate(case.read_text("utf-8").splitlines(), 1) if "Born" in text)
    said = run("render", "case.yaml", "-o", "clip.mp4")
    assert said.code == PrivacyRefusal.exit_code
    assert f"line {line}, beats.5.takeaway" in said.err
