"""Clips for the tests of the platforms' rules: one that keeps them, and one that breaks each."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from scrollcast.film.ffmpeg import executable
from scrollcast.model.rule import Measure

SMALL, BROAD = "64x36", "4100x64"
TAGS = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
_SPARSE = 300_000_000_000
_OPTIONS = {
    "size": SMALL,
    "rate": "30",
    "seconds": "3",
    "source": "testsrc2",
    "filter": TAGS,
    "video": "-c:v libx264 -preset ultrafast -x264-params 8x8dct=1:keyint=60:min-keyint=60:scenecut=0 -bf 0 -crf 30",
    "sound": "-c:a aac -b:a 128k -ar 48000 -ac 2",
    "tone": "sine=440:sample_rate=48000,volume=7.8dB",
    "mux": "-use_editlist 0 -avoid_negative_ts disabled -movflags +faststart",
}
_NO_SOUND = {"sound": "-an"}
BREAKS: dict[Measure, dict[str, str]] = {
    Measure.EDIT_LISTS: {"mux": "-movflags +faststart"},
    Measure.INDEX_FIRST: {"mux": "-use_editlist 0 -avoid_negative_ts disabled"},
    Measure.VIDEO_CODEC: {"video": "-c:v mpeg4 -g 60"},
    Measure.PROFILE: {"video": "-c:v libx264 -profile:v baseline -g 60"},
    Measure.LEVEL: {"video": "-c:v libx264 -level:v 5.1 -bf 0 -g 60"},
    Measure.CHROMA: {"video": "-c:v libx264 -pix_fmt yuv444p -bf 0 -g 60"},
    Measure.COLOUR: {"filter": "null"},
    Measure.KEY_INTERVAL: {"seconds": "6", "video": "-c:v libx264 -bf 0 -g 600 -sc_threshold 0"},
    Measure.OPEN_GROUPS: {
        "source": "mandelbrot",
        "video": "-c:v libx264 -g 20 -flags:v -cgop -x264-params open-gop=1:bframes=3:scenecut=0:b-adapt=0",
    },
    Measure.FRAME_RATE: {"rate": "130", "seconds": "1"},
    Measure.CONSTANT_RATE: {"filter": f"{TAGS},select=not(eq(n\\,5)) -fps_mode vfr"},
    Measure.START: {"video": "-c:v libx264 -bf 2 -g 60"},
    Measure.SECONDS: {"rate": "1", "seconds": "1900", **_NO_SOUND},
    Measure.LONG_SIDE: {"size": BROAD, "rate": "1", **_NO_SOUND},
    Measure.SHORT_SIDE: {"size": "64x16", **_NO_SOUND},
    Measure.WIDTH: {"size": BROAD, "rate": "1", **_NO_SOUND},
    Measure.PIXELS: {"size": "4096x2160", "rate": "1", **_NO_SOUND},
    Measure.ASPECT: {"size": BROAD, "rate": "1", **_NO_SOUND},
    Measure.BYTES: _NO_SOUND,
    Measure.VIDEO_BITRATE: {
        "size": "640x360",
        "seconds": "0.5",
        "filter": f"{TAGS},noise=alls=100:allf=t",
        "video": "-c:v libx264 -preset ultrafast -qp 2 -bf 0 -g 60",
    },
    Measure.AUDIO_CODEC: {"sound": "-c:a libmp3lame -ar 48000"},
    Measure.SAMPLE_RATE: {"sound": "-c:a aac -ar 96000 -ac 2"},
    Measure.CHANNELS: {"sound": "-c:a aac -ar 48000 -ac 6"},
    Measure.AUDIO_BITRATE: {"sound": "-c:a aac -b:a 32k -ar 48000 -ac 2"},
    Measure.LOUDNESS: {"tone": "sine=440:sample_rate=48000,volume=-20dB"},
    Measure.TRUE_PEAK: {"tone": "sine=440:sample_rate=48000,volume=30dB"},
}
"""What is measured, and the options with which FFmpeg makes a file that is wrong in it."""


class Clips:
    """Makes each clip once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.breaking = cache(self._breaking)

    @property
    def sound(self) -> Path:
        """One that every platform takes: 720 x 1280, 3 s, a tone of -14 LUFS."""
        path = self._folder / "sound.mp4"
        return path if path.exists() else _make(path, {"size": "720x1280"})

    def _breaking(self, measure: Measure) -> Path:
        path = self._folder / f"{measure}.mp4"
        _make(path, BREAKS[measure])
        if measure is Measure.BYTES:
            _pad(path)
        return path

    @property
    def small(self) -> Path:
        """One of 64 x 36."""
        path = self._folder / "small.mp4"
        return path if path.exists() else _make(path, {})


def _make(path: Path, changes: dict[str, str]) -> Path:
    told = {**_OPTIONS, **changes}
    source = told["source"] + f"=s={told['size']}:r={told['rate']}"
    picture, *more = told["filter"].split(" ", 1)
    command = [
        *(executable(), "-nostdin", "-v", "error", "-y"),
        *("-f", "lavfi", "-t", told["seconds"], "-i", source),
        *("-f", "lavfi", "-t", told["seconds"], "-i", told["tone"]),
        *("-vf", picture, *" ".join(more).split(), "-pix_fmt", "yuv420p"),
        *told["video"].split(),
        *told["sound"].split(),
        *told["mux"].split(),
        str(path),
    ]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    return path


def _pad(path: Path) -> None:
    """Make a file larger than any platform takes, without a byte on the disk."""
    with path.open("r+b") as file:
        file.seek(0, 2)
        end = file.tell()
        file.write((1).to_bytes(4) + b"free" + (_SPARSE - end).to_bytes(8))
        file.truncate(_SPARSE)


def ffprobe() -> str:
    """Debian's second opinion on a file. Skips where there is none."""
    found = shutil.which("ffprobe")
    if found is None:
        pytest.skip("ffprobe is not installed")
    return found
