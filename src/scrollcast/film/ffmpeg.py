"""Find FFmpeg and say what it is to do. The only module that imports imageio_ffmpeg."""

import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scrollcast.errors import EncodeError, MissingDependencyError
from scrollcast.model.timing import Rate

# level x 10, macroblocks a second and a frame: ITU-T H.264 table A-1, from the level that every phone decodes
_LEVELS = (
    (31, 108_000, 3_600),
    (32, 216_000, 5_120),
    (40, 245_760, 8_192),
    (42, 522_240, 8_704),
    (50, 589_824, 22_080),
    (51, 983_040, 36_864),
    (52, 2_073_600, 36_864),
)
KEY_SECONDS = Fraction(2)
"""From one key frame to the next."""

QUALITIES = (18, 22, 26, 30)
"""x264's crf: the usual one, and those for films that a platform finds too large."""

_COLOUR = "range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"


@dataclass(frozen=True, slots=True)
class Reel:
    """What the frames of a film have in common.

    Attributes
    ----------
    width, height : int
        px, both even.
    rate : Rate
    frames : int
        How many there will be, at least one.
    quick : bool
        For eyes only: a larger file in less time.
    crf : int
        Of x264: the larger, the smaller the file.
    sound : Path or None
        A WAV of the length of the film; None is silence.
    """

    width: int
    height: int
    rate: Rate
    frames: int
    quick: bool = False
    crf: int = QUALITIES[0]
    sound: Path | None = None

    def __post_init__(self) -> None:
        if self.frames < 1 or self.width % 2 or self.height % 2 or min(self.width, self.height) < 2:
            raise ValueError(f"no film has {self.frames} frames of {self.width} x {self.height}")

    @property
    def seconds(self) -> Fraction:
        """Length of the film."""
        return self.rate.seconds(self.frames)

    @property
    def gop(self) -> int:
        """Frames from one key frame to the next."""
        return self.rate.frames(KEY_SECONDS)

    @property
    def level(self) -> int:
        """Lowest H.264 level that holds size and rate, times ten; 31 at least.

        Raises
        ------
        EncodeError
            Where no level does.
        """
        blocks = -(-self.width // 16) * -(-self.height // 16)
        for level, speed, area in _LEVELS:
            if blocks <= area and blocks * self.rate.fps <= speed:
                return level
        raise EncodeError(
            f"No H.264 level holds {self.width} x {self.height} at {self.rate.fps} frames a second; ask for fewer."
        )


def executable() -> str:
    """The FFmpeg that imageio-ffmpeg ships, or the one that ``IMAGEIO_FFMPEG_EXE`` names.

    Raises
    ------
    MissingDependencyError
        Where there is none.
    """
    try:
        from imageio_ffmpeg import get_ffmpeg_exe  # noqa: PLC0415 - late, it costs start-up

        return str(get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise MissingDependencyError(
            "FFmpeg was not found. It comes with imageio-ffmpeg: pip install --force-reinstall imageio-ffmpeg"
        ) from error


def command(exe: str, reel: Reel, out: Path) -> list[str]:
    """FFmpeg's argument list: planar BT.709 frames on stdin, a silent track beside them, an MP4 for every platform.

    Parameters
    ----------
    exe : str
    reel : Reel
    out : Path
        An existing file, which is written over.

    Notes
    -----
    Silence of the film's length, not endless silence cut by ``-t``: cut so, FFmpeg 9.0.2 was seen to hang for ever now
    and then. No rate cap: one that binds makes threaded output differ from run to run. Two platforms forbid edit lists,
    so that there are neither B-frames nor shifted time stamps. `setparams`, because colour given as output options
    alone leaves transfer and primaries unknown. ``remove_types=6`` drops the SEI with x264's version and options.
    """
    fps = str(reel.rate.fps)
    level = f"{reel.level // 10}.{reel.level % 10}"
    return [
        *(exe, "-nostdin", "-v", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{reel.width}x{reel.height}"),
        *("-framerate", fps, "-i", "pipe:0"),
        *_heard(reel),
        *("-map", "0:v:0", "-map", "1:a:0", "-vf", f"setparams={_COLOUR},setsar=1"),
        *("-c:v", "libx264", "-preset", *_effort(reel), "-profile:v", "high", "-level:v", level),
        *("-threads", "3", "-fps_mode", "cfr", "-r", fps),
        *("-g", str(reel.gop), "-keyint_min", str(reel.gop), "-sc_threshold", "0", "-bf", "0"),
        *("-bsf:v", "filter_units=remove_types=6"),
        *("-c:a", "aac", "-profile:a", "aac_low", "-b:a", "128k", "-ar", "48000", "-ac", "2"),
        *("-map_metadata", "-1", "-map_chapters", "-1"),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact+cgop", "-flags:a", "+bitexact"),
        *("-use_editlist", "0", "-avoid_negative_ts", "disabled", "-movflags", "+faststart"),
        f"file:{out.absolute()}",
    ]


def _heard(reel: Reel) -> tuple[str, ...]:
    if reel.sound is not None:
        return "-i", f"file:{reel.sound.absolute()}"
    return "-f", "lavfi", "-i", f"anullsrc=r=48000:cl=stereo:d={_seconds(reel.seconds)}"


def _effort(reel: Reel) -> tuple[str, ...]:
    """x264's preset and quality; the quickest one would leave out what makes the profile High."""
    return (
        ("ultrafast", "-x264-params", "8x8dct=1", "-crf", "26") if reel.quick else ("veryfast", "-crf", str(reel.crf))
    )


def environment() -> dict[str, str]:
    """The environment for FFmpeg: no report file with our paths in it, no colour codes in its messages."""
    return {**{name: value for name, value in os.environ.items() if name != "FFREPORT"}, "AV_LOG_FORCE_NOCOLOR": "1"}


def _seconds(length: Fraction) -> str:
    """Whole microseconds, which is how FFmpeg counts; rounded up, so that the last frame is in."""
    microseconds = -(-length.numerator * 1_000_000 // length.denominator)
    return f"{microseconds}us"
