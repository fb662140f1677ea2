"""Whatever ends an encode early: an error that says why, nothing left behind, an older output untouched."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import psutil
import pytest

from builders.cleared import passed
from scrollcast.errors import EncodeError, MissingDependencyError, OutputError
from scrollcast.film import encode as encoding
from scrollcast.film.encode import encode
from scrollcast.film.ffmpeg import Reel, executable
from scrollcast.film.seal import seal
from scrollcast.model.canvas import Canvas
from scrollcast.model.timing import Rate

Frames = Callable[[Reel], Iterator[Canvas]]
Stand = Callable[[str], None]

OLDER = b"an older clip"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and shell scripts of POSIX")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output that exists, and may be overwritten."""
    path = tmp_path / "film.mp4"
    path.write_bytes(OLDER)
    return path


@pytest.fixture
def endless() -> Reel:
    """More frames than any of these tests sends."""
    return Reel(64, 64, Rate(Fraction(30)), 100_000)


@pytest.fixture
def stand_in(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """A shell script in FFmpeg's place; ``$FFMPEG`` is the real one."""

    def install(script: str) -> None:
        monkeypatch.setenv("FFMPEG", executable())
        path = tmp_path_factory.mktemp("bin") / "ffmpeg"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))

    return install


def run(frames: Iterator[Canvas] | list[Canvas], reel: Reel, out: Path) -> None:
    """Encode and seal over an older output."""
    with encode(frames, reel, out) as draft:
        seal(draft, out, passed(draft), overwrite=True)


_others: set[int] = set()


@pytest.fixture(autouse=True)
def _children_of_others() -> None:
    """Processes that tests of other rooms may still hold: readers, searches, trackers of a cluster."""
    _others.clear()
    _others.update(child.pid for child in psutil.Process().children())


def ffmpegs() -> list[psutil.Process]:
    """Children that a test has started."""
    return [child for child in psutil.Process().children() if child.pid not in _others]


def untouched(out: Path) -> bool:
    """The older output is what it was, alone in its folder, and no FFmpeg is left."""
    return out.read_bytes() == OLDER and list(out.parent.iterdir()) == [out] and not ffmpegs()


@posix
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_ffmpeg_killed(out: Path, endless: Reel, noisy: Frames, number: signal.Signals) -> None:
    """A killed FFmpeg, and one that on SIGTERM leaves a valid but shortened file, end in an error."""

    def frames() -> Iterator[Canvas]:
        for n, canvas in enumerate(noisy(endless)):
            if n == 300:
                (child,) = ffmpegs()
                child.send_signal(number)
            yield canvas

    with pytest.raises(EncodeError, match=r"FFmpeg .* after \d+ frames") as caught:
        run(frames(), endless, out)
    assert caught.value.exit_code == 5
    assert untouched(out)


@posix
def test_ffmpeg_stopped_after_the_last_frame(out: Path, reel: Reel, noisy: Frames) -> None:
    """SIGTERM when all frames are in, but not yet written, is an error too: its code says so."""

    def frames() -> Iterator[Canvas]:
        yield from noisy(reel)
        (child,) = ffmpegs()
        child.terminate()

    with pytest.raises(EncodeError, match="after 62 frames"):
        run(frames(), reel, out)
    assert untouched(out)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("at", [0, 1, 40])
def test_drawing_fails(out: Path, reel: Reel, noisy: Frames, error: type[BaseException], at: int) -> None:
    """An exception or Ctrl-C while a frame is drawn comes out as it is, and leaves nothing."""

    def frames() -> Iterator[Canvas]:
        for n, canvas in enumerate(noisy(reel)):
            if n == at:
                raise error
            yield canvas

    with pytest.raises(error):
        run(frames(), reel, out)
    assert untouched(out)


def test_interrupted_between_encoding_and_sealing(out: Path, reel: Reel, noisy: Frames) -> None:
    """A draft does not outlive its block: a refusal or Ctrl-C before it is sealed leaves nothing."""
    with pytest.raises(KeyboardInterrupt), encode(noisy(reel), reel, out):
        raise KeyboardInterrupt
    assert untouched(out)


def test_wrong_size(out: Path, reel: Reel) -> None:
    """A frame of another size would shift all that follow."""
    frames = [Canvas.blank(64, 64), Canvas.blank(64, 68)]
    with pytest.raises(EncodeError, match="Frame 1 is 64 x 68 where 64 x 64 was planned"):
        run(frames, reel, out)
    assert untouched(out)


@pytest.mark.parametrize("more", [-1, 1])
def test_wrong_count(out: Path, reel: Reel, more: int) -> None:
    """A frame too few or too many is an error, not a shorter film."""
    with pytest.raises(EncodeError, match="frames"):
        run([Canvas.blank(64, 64)] * (reel.frames + more), reel, out)
    assert untouched(out)


@posix
def test_disk_full_by_limit(out: Path, endless: Reel, noisy: Frames, stand_in: Stand) -> None:
    """FFmpeg can't write on (a file size limit, as on a full disk): its own words are in the error."""
    stand_in('trap \'\' XFSZ; ulimit -f 512; exec "$FFMPEG" "$@"')
    with pytest.raises(EncodeError, match="File too large"):
        run(noisy(endless), endless, out)
    assert untouched(out)


@posix
def test_disk_full(tmp_path: Path, endless: Reel, noisy: Frames) -> None:
    """A real full disk: error, no stub, older output untouched."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting a small disk needs root")
    try:
        out = disk / "film.mp4"
        out.write_bytes(OLDER)
        with pytest.raises(EncodeError, match="No space left"):
            run(noisy(endless), endless, out)
        assert untouched(out)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@posix
def test_ffmpeg_fails_at_once(out: Path, reel: Reel, noisy: Frames, stand_in: Stand) -> None:
    """The end of a long message is told, on one line, without control characters."""
    stand_in(
        "i=0; while [ $i -lt 20000 ]; do echo noise; i=$((i+1)); done >&2\n"
        "printf 'Unknown \\033[1mencoder\\n' >&2; exit 8"
    )
    with pytest.raises(EncodeError, match="stopped with code 8 after") as caught:
        run(noisy(reel), reel, out)
    message = str(caught.value)
    assert message.endswith("noise / noise / Unknown  [1mencoder")
    assert message.isprintable()
    assert untouched(out)


@posix
def test_ffmpeg_hangs(
    out: Path, endless: Reel, noisy: Frames, stand_in: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An FFmpeg that reads nothing, deaf to SIGTERM, with a child of its own: all killed after the time limit."""
    monkeypatch.setattr(encoding, "STALL_SECONDS", 0.5)
    stand_in("trap '' TERM; sleep 600 & wait")
    with pytest.raises(EncodeError, match="took nothing"):
        run(noisy(endless), endless, out)
    assert untouched(out)


@posix
def test_ffmpeg_hangs_at_the_end(
    out: Path, reel: Reel, noisy: Frames, stand_in: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where all frames were taken and the file is never finished."""
    monkeypatch.setattr(encoding, "STALL_SECONDS", 0.5)
    stand_in("cat > /dev/null; exec sleep 600")
    with pytest.raises(EncodeError, match="took nothing"):
        run(noisy(reel), reel, out)
    assert untouched(out)


@posix
@pytest.mark.parametrize("exe", ["/nowhere/ffmpeg", os.devnull])
def test_ffmpeg_that_does_not_start(
    out: Path, reel: Reel, noisy: Frames, monkeypatch: pytest.MonkeyPatch, exe: str
) -> None:
    """An executable that is named but missing, or none, is a missing dependency."""
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", exe)
    with pytest.raises(MissingDependencyError, match="can't be started"):
        run(noisy(reel), reel, out)
    assert untouched(out)


def test_folder_missing(tmp_path: Path, reel: Reel, noisy: Frames) -> None:
    """A folder that is gone by now is an error of the output."""
    with pytest.raises(OutputError, match="can't be written to"):
        run(noisy(reel), reel, tmp_path / "gone" / "film.mp4")


SLOW = """
    import sys, time
    from fractions import Fraction
    from pathlib import Path
    from scrollcast.film.encode import encode
    from scrollcast.film.ffmpeg import Reel
    from scrollcast.film.seal import seal
    from scrollcast.model.canvas import Canvas
    from scrollcast.model.timing import Rate
    from scrollcast.model.verdict import FilmVerdict
    from scrollcast.model.volume import Check

    def frames():
        for n in range(10_000):
            if n == 30:
                print("running", flush=True)
            if n >= 30:
                time.sleep(0.01)
            yield Canvas.blank(64, 64, (16 + n % 200, 128, 128))

    out = Path(sys.argv[1])
    with encode(frames(), Reel(64, 64, Rate(Fraction(30)), 10_000), out) as draft:
        seal(draft, out, FilmVerdict((Check("test", "made by hand"),)), overwrite=True)
"""


@pytest.fixture
def slow(out: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own group, as a terminal starts them, in the middle of an encode."""
    arguments = [sys.executable, "-c", textwrap.dedent(SLOW), str(out)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, process_group=0
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        yield process
        process.kill()


@posix
def test_ctrl_c(slow: subprocess.Popen[str], out: Path) -> None:
    """Ctrl-C reaches the whole group of a terminal's job: it ends by the signal, and leaves nothing."""
    os.killpg(slow.pid, signal.SIGINT)
    assert slow.wait(20) == -signal.SIGINT
    assert untouched_by(out)


@posix
def test_scrollcast_killed(slow: subprocess.Popen[str], out: Path) -> None:
    """After SIGKILL, FFmpeg finishes a shortened film, but never under the final name: a part that says what it is."""
    (ffmpeg,) = psutil.Process(slow.pid).children()
    slow.kill()
    slow.wait(20)
    ffmpeg.wait(20)
    (left,) = set(out.parent.iterdir()) - {out}
    assert left.name.startswith(".film.")
    assert left.name.endswith(".scrollcast-part.mp4")
    assert out.read_bytes() == OLDER


def untouched_by(out: Path) -> bool:
    """As `untouched`, for the children of another process."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and list(out.parent.iterdir()) != [out]:
        time.sleep(0.05)
    return out.read_bytes() == OLDER and list(out.parent.iterdir()) == [out]
