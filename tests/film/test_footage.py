"""A clip of one's own in a film: its frames in size, rate and colour; files that are none."""

import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from scrollcast.errors import UnreadableError
from scrollcast.film.ffmpeg import executable
from scrollcast.film.footage import Footage
from scrollcast.raster.colour import Rgb, ycbcr8

TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", *TAGS)


def clip(path: Path, picture: str, *more: str) -> Path:
    """A clip of a source of FFmpeg's."""
    command = [executable(), "-v", "error", "-y", "-f", "lavfi", "-i", picture, *more, str(path)]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    return path


def coloured(colour: str, size: str = "320x320", rate: str = "25", seconds: float = 1) -> str:
    """A source of one colour, BT.709."""
    return f"color=0x{colour}:s={size}:r={rate}:d={seconds},format=gbrp,scale=out_color_matrix=bt709,format=yuv420p"


@pytest.mark.parametrize("colour", ["C83232", "32C832", "3232C8", "FFFFFF", "101010"])
def test_colours_are_those_of_the_clip(tmp_path: Path, colour: str) -> None:
    """BT.709 of limited range, within what two conversions round off."""
    footage = Footage(clip(tmp_path / "clip.mp4", coloured(colour), *H264))
    canvas = footage.frame(0.5, 320, 320)
    middle = canvas.luma[160, 160], *canvas.chroma[:, 80, 80]
    assert np.abs(np.subtract(middle, ycbcr8(Rgb.written(f"#{colour}")), dtype=int)).max() <= 2


@pytest.mark.parametrize("size", ["320x180", "180x320", "322x320", "640x64"])
def test_a_clip_is_shown_whole_in_the_middle(tmp_path: Path, size: str) -> None:
    """As large as fits, on black."""
    canvas = Footage(clip(tmp_path / "clip.mp4", coloured("FFFFFF", size), *H264)).frame(0.5, 540, 960)
    bright = canvas.luma > 128
    rows, columns = (np.flatnonzero(bright.any(axis=axis)) for axis in (1, 0))
    width, height = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    wide, high = map(int, size.split("x"))
    assert width == 540 or height == 960
    assert abs(width / height - wide / high) < 0.03 * wide / high
    assert abs(rows[0] - (959 - rows[-1])) <= 2
    assert abs(columns[0] - (539 - columns[-1])) <= 2
    assert bright[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].all()
    assert canvas.luma[~bright].max(initial=16) < 40


def test_frames_come_at_their_time_in_any_order(tmp_path: Path) -> None:
    """A clip that gets brighter, at 60 frames a second: each part is as bright as it should be, backwards too."""
    ramp = "color=black:s=128x128:r=60:d=2,format=gray,geq=lum='10+100*T':cb=128:cr=128,format=yuv420p"
    footage = Footage(clip(tmp_path / "clip.mp4", ramp, *H264))
    assert footage.seconds == 2
    forth = [footage.frame((k + 0.5) / 60, 128, 128).luma.mean() for k in range(60)]
    back = [footage.frame((k + 0.5) / 60, 128, 128).luma.mean() for k in (59, 40, 20, 0)]
    assert np.diff(forth).min() > 0
    assert back == [forth[k] for k in (59, 40, 20, 0)]
    assert footage.frame(1.0, 128, 128).luma.mean() >= forth[-1]


@pytest.mark.parametrize(
    ("rate", "seconds"),
    [("25", Fraction(1)), ("30000/1001", Fraction(1)), ("12", Fraction(3, 2)), ("120", Fraction(1))],
)
def test_its_length_is_that_of_its_frames(tmp_path: Path, rate: str, seconds: Fraction) -> None:
    """To the frame."""
    footage = Footage(clip(tmp_path / "clip.mp4", coloured("777777", rate=rate, seconds=float(seconds)), *H264))
    assert abs(footage.seconds - seconds) <= 1 / Fraction(rate)


def test_a_clip_may_sound_or_be_silent(tmp_path: Path) -> None:
    """A track of silence is none."""
    for name, sound, sounds in (("a", "sine=400:d=1", True), ("b", "anullsrc=d=1", False)):
        more = ("-f", "lavfi", "-i", sound, *H264, "-shortest")
        assert Footage(clip(tmp_path / f"{name}.mp4", coloured("777777"), *more)).sounds == sounds
    assert not Footage(clip(tmp_path / "c.mp4", coloured("777777"), *H264)).sounds


def test_what_a_phone_has_turned_is_upright(tmp_path: Path) -> None:
    """Rotation in the header counts."""
    lying = clip(tmp_path / "lying.mp4", coloured("FFFFFF", "320x180"), *H264)
    turned = tmp_path / "turned.mp4"
    command = [
        executable(),
        "-v",
        "error",
        "-y",
        "-display_rotation",
        "90",
        "-i",
        str(lying),
        "-c",
        "copy",
        str(turned),
    ]
    subprocess.run(command, check=True, timeout=30)
    bright = Footage(turned).frame(0.5, 540, 960).luma > 128
    assert bright.mean() > 0.95


def test_a_file_that_is_no_bumper_is_said(tmp_path: Path) -> None:
    """Missing, empty, no video, too long, too short, one picture, cut short, a header that lies."""
    noisy = coloured("777777", seconds=4) + ",noise=alls=40:allf=t"
    whole = clip(tmp_path / "whole.mp4", noisy, *H264, "-movflags", "+faststart")
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "text.mp4").write_text("no clip at all")
    (tmp_path / "headless.mp4").write_bytes(whole.read_bytes()[2000:])
    (tmp_path / "cut.mp4").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    clip(tmp_path / "sound.mp4", "sine=400:d=2")
    clip(tmp_path / "long.mp4", coloured("777777", "64x64", "5", 11), *H264)
    clip(tmp_path / "short.mp4", coloured("777777", seconds=0.2), *H264)
    clip(tmp_path / "tiny.mp4", coloured("777777", "32x32"), *H264)
    clip(tmp_path / "picture.png", "color=red:s=320x320", "-frames:v", "1")
    says = {
        "none.mp4": "There is no clip",
        "empty.mp4": "no clip that FFmpeg can decode",
        "text.mp4": "no clip that FFmpeg can decode",
        "headless.mp4": "no clip that FFmpeg can decode",
        "sound.mp4": "no clip that FFmpeg can decode; a bumper is a clip of 0.5 to 10 s",
        "tiny.mp4": "no clip that FFmpeg can decode",
        "long.mp4": "lasts more than 10 s",
        "short.mp4": r"lasts 0.2 s; a bumper is a clip",
        "picture.png": "no clip that FFmpeg can decode",
        "cut.mp4": "says that it lasts 4.0 s, and holds",
    }
    for name, words in says.items():
        with pytest.raises(UnreadableError, match=words):
            Footage(tmp_path / name)
