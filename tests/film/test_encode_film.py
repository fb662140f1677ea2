"""Films as they are sent and as they come back from a decoder."""

import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from builders.cleared import passed
from scrollcast.film.encode import encode
from scrollcast.film.ffmpeg import Reel, executable
from scrollcast.film.movie import read_movie
from scrollcast.film.seal import seal
from scrollcast.model.canvas import Canvas
from scrollcast.model.clip import Clip
from scrollcast.model.timing import Rate

Frames = Callable[[Reel], Iterator[Canvas]]

NAMES = [
    "-dash.mp4",
    "%03d.mp4",
    "colon:name.mp4",
    "file:name.mp4",
    "concat:a|b.mp4",
    "new\nline.mp4",
    'it\'s "quoted".mp4',
    " spaces .mp4",
    "größe-头.mp4",
    f"{'x' * 251}.mp4",
    os.fsdecode(b"not-utf8-\xff.mp4"),
]


def make(frames: Iterator[Canvas] | list[Canvas], reel: Reel, out: Path) -> Clip:
    """Encode and seal."""
    with encode(frames, reel, out) as draft:
        return seal(draft, out, passed(draft), overwrite=False)


def decode(path: Path, pixels: str) -> bytes:
    """Raw frames by way of a decoder."""
    arguments = [executable(), "-v", "error", "-i", f"file:{path}", "-map", "0:v", "-f", "rawvideo", "-pix_fmt", pixels]
    return subprocess.run([*arguments, "-"], check=True, capture_output=True, timeout=60).stdout


@pytest.mark.parametrize("fps", ["30", "60", "25", "24000/1001", "30000/1001", "1"])
@pytest.mark.parametrize("frames", [1, 2, 5, 121])
def test_every_frame_arrives(tmp_path: Path, noisy: Frames, fps: str, frames: int) -> None:
    """Boxes and decoder agree on the number of frames, at any rate and for the shortest films."""
    out = tmp_path / "film.mp4"
    reel = Reel(64, 64, Rate(Fraction(fps)), frames)
    clip = make(noisy(reel), reel, out)
    sound, picture = sorted(read_movie(out).tracks, key=lambda track: track.kind)
    assert (clip.frames, picture.samples) == (frames, frames)
    assert picture.seconds == reel.seconds <= sound.seconds
    assert picture.steps == ((frames, 1 / reel.rate.fps),)
    assert len(decode(out, "gray")) == frames * 64 * 64


def test_greys_and_colours_survive(tmp_path: Path) -> None:
    """A ramp of all legal greys with coloured fields comes back within the encoder's rounding, plane by plane."""
    canvas = Canvas.blank(1080, 1920)
    canvas.luma[:] = np.linspace(16, 235, 1080).round().astype(np.uint8)
    canvas.chroma[0, 480:] = np.linspace(64, 192, 540).astype(np.uint8)
    canvas.chroma[1, :480] = np.linspace(192, 64, 540).astype(np.uint8)
    out = tmp_path / "ramp.mp4"
    make([canvas] * 3, Reel(1080, 1920, Rate(Fraction(30)), 3), out)
    back = np.frombuffer(decode(out, "yuv420p"), np.uint8).reshape(3, 2880, 1080).astype(int)
    error = np.abs(back - canvas.buffer)
    assert error[:, :1920].max() <= 3
    assert error.max() <= 6
    assert error.mean() < 0.5


@pytest.mark.parametrize(
    ("ycbcr", "rgb"),
    [((235, 128, 128), (255, 255, 255)), ((16, 128, 128), (0, 0, 0)), ((63, 102, 240), (255, 0, 0))],
)
def test_tags_give_the_right_colours(tmp_path: Path, ycbcr: tuple[int, int, int], rgb: tuple[int, int, int]) -> None:
    """White, black and red of BT.709 (H.273 matrix 1, limited range) are just that for a decoder that heeds tags."""
    out = tmp_path / "colour.mp4"
    make([Canvas.blank(64, 64, ycbcr)] * 2, Reel(64, 64, Rate(Fraction(30)), 2), out)
    back = np.frombuffer(decode(out, "rgb24"), np.uint8).reshape(-1, 3).astype(int)
    assert np.abs(back - rgb).max() <= 3


def test_a_decoder_names_the_stream_as_platforms_want_it(tmp_path: Path, reel: Reel, noisy: Frames) -> None:
    """FFmpeg's own reading: High profile, 4:2:0, limited BT.709, square pixels, constant rate, AAC-LC in stereo."""
    out = tmp_path / "film.mp4"
    make(noisy(reel), reel, out)
    says = subprocess.run([executable(), "-i", out], check=False, capture_output=True, text=True).stderr
    assert "h264 (High)" in says
    assert "yuv420p(tv, bt709, progressive), 64x64 [SAR 1:1 DAR 1:1]" in says
    assert "30 fps, 30 tbr" in says
    assert "aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo" in says
    assert "start: 0.000000" in says


def test_one_canvas_may_be_sent_again_and_changed_between(tmp_path: Path) -> None:
    """A frame is sent before the next is asked for: a caller may draw into the same canvas."""
    canvas = Canvas.blank(64, 64)

    def frames() -> Iterator[Canvas]:
        for grey in (50, 50, 150):
            canvas.luma[:] = grey
            yield canvas

    out = tmp_path / "film.mp4"
    make(frames(), Reel(64, 64, Rate(Fraction(30)), 3), out)
    back = np.frombuffer(decode(out, "gray"), np.uint8).reshape(3, -1).astype(int)
    # gray is full range: 219 steps become 255
    assert np.abs(back.mean(axis=1) - [(grey - 16) * 255 / 219 for grey in (50, 50, 150)]).max() < 2


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name(tmp_path: Path, noisy: Frames, name: str) -> None:
    """No character of a name is taken for a pattern, an option or a protocol."""
    reel = Reel(64, 64, Rate(Fraction(30)), 2)
    make(noisy(reel), reel, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_relative_output_stays_where_it_was_meant(
    tmp_path: Path, noisy: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare file name is one of the current folder."""
    monkeypatch.chdir(tmp_path)
    reel = Reel(64, 64, Rate(Fraction(30)), 2)
    assert make(noisy(reel), reel, Path("film.mp4")).path == Path("film.mp4")
    assert (tmp_path / "film.mp4").is_file()


def test_progress_counts_frames(tmp_path: Path, reel: Reel, noisy: Frames) -> None:
    """Progress is told after each frame, up to the last."""
    told: list[int] = []
    with encode(noisy(reel), reel, tmp_path / "film.mp4", told.append):
        pass
    assert told == list(range(1, reel.frames + 1))


def test_nothing_says_who_made_it(tmp_path: Path, reel: Reel, noisy: Frames) -> None:
    """No version, option string, path or date in any byte of the file; of the encoder no more than its name."""
    out = tmp_path / "Jane-Doe.mp4"
    make(noisy(reel), reel, out)
    data = out.read_bytes()
    for word in (b"x264 -", b"Lavf", b"options:", b"Jane", os.fsencode(tmp_path.name), b"\xa9too", b"\xa9nam"):
        assert word not in data
    assert data.count(b"Lavc") == 1


def test_ten_encodes_are_the_same_bytes(tmp_path: Path) -> None:
    """Noise as in a narrow window at full size, some runs alone and some three at a time: the same bytes ten times."""
    reel = Reel(1080, 1920, Rate(Fraction(30)), 36)
    random = np.random.default_rng(314)
    coarse = random.normal(120, 35, (12, 960, 540)).clip(16, 235).astype(np.uint8)
    scans = [Canvas.blank(1080, 1920) for _ in coarse]
    for scan, grain in zip(scans, coarse, strict=True):
        scan.luma[400:1480] = grain.repeat(2, axis=0).repeat(2, axis=1)[:1080]
    frames = [scans[frame // 2 % len(scans)] for frame in range(reel.frames)]
    one_by_one = [make(frames, reel, tmp_path / f"{run}.mp4").digest for run in range(2)]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda run: make(frames, reel, tmp_path / f"{run}.mp4").digest, range(2, 10)))
    assert len({*one_by_one, *together}) == 1
