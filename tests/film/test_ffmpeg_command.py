"""What FFmpeg is told, and what happens where there is none."""

import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.errors import EncodeError, MissingDependencyError
from scrollcast.film.ffmpeg import Reel, command, environment, executable
from scrollcast.model.timing import Rate


def of(width: int, height: int, fps: str, frames: int = 1) -> Reel:
    """A reel in short."""
    return Reel(width, height, Rate(Fraction(fps)), frames)


def told(reel: Reel, option: str) -> str:
    """The value after an option."""
    arguments = command("ffmpeg", reel, Path("out.mp4"))
    return arguments[arguments.index(option) + 1]


@pytest.mark.parametrize(
    ("width", "height", "fps", "level"),
    [
        (1080, 1920, "30", "4.0"),
        (1080, 1920, "30000/1001", "4.0"),
        (1080, 1920, "31", "4.2"),
        (1080, 1920, "60", "4.2"),
        (1080, 1920, "120", "5.1"),
        (720, 1280, "30", "3.1"),
        (720, 1280, "60", "3.2"),
        (2160, 3840, "30", "5.1"),
        (64, 64, "30", "3.1"),
    ],
)
def test_level_is_the_lowest_that_holds(width: int, height: int, fps: str, level: str) -> None:
    """Levels follow H.264 table A-1: a phone that can't decode a needlessly high one shows nothing."""
    assert told(of(width, height, fps), "-level:v") == level


def test_no_level_holds_too_much() -> None:
    """A film that no decoder need play is refused before it is made."""
    with pytest.raises(EncodeError, match="ask for fewer"):
        command("ffmpeg", of(4320, 7680, "60"), Path("out.mp4"))


@pytest.mark.parametrize(("fps", "gop"), [("30", "60"), ("60", "120"), ("24000/1001", "48"), ("25", "50"), ("1", "2")])
def test_key_frame_every_two_seconds(fps: str, gop: str) -> None:
    """Two seconds between key frames, closed: what Facebook asks for and X allows."""
    reel = of(1080, 1920, fps)
    assert (told(reel, "-g"), told(reel, "-keyint_min")) == (gop, gop)


@given(st.fractions(1, 120, max_denominator=1001), st.integers(1, 10_000))
def test_silence_is_as_long_as_the_film(fps: Fraction, frames: int) -> None:
    """To the microsecond, and never shorter."""
    (silence,) = (text for text in command("ffmpeg", of(64, 64, str(fps), frames), Path("out")) if "anullsrc" in text)
    given_seconds = Fraction(int(silence.partition(":d=")[2].removesuffix("us")), 1_000_000)
    assert 0 <= given_seconds - frames / fps < Fraction(1, 1_000_000)


def test_output_is_a_file_by_its_whole_path() -> None:
    """No output name is taken for an option or for a protocol of FFmpeg's."""
    assert command("ffmpeg", of(64, 64, "30"), Path("-y"))[-1] == f"file:{Path('-y').absolute()}"


@pytest.mark.parametrize(("width", "height", "frames"), [(63, 64, 1), (64, 0, 1), (64, 64, 0)])
def test_impossible_reels(width: int, height: int, frames: int) -> None:
    """Odd sizes have no 4:2:0, and a film has frames."""
    with pytest.raises(ValueError, match="no film"):
        of(width, height, "30", frames)


def test_environment_keeps_ffmpeg_from_writing_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """FFREPORT would make FFmpeg write a log with our paths beside the clip."""
    monkeypatch.setenv("FFREPORT", "file=report.log")
    assert "FFREPORT" not in environment()


def test_ffmpeg_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the error says what to install, and carries exit code 7."""
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingDependencyError, match="pip install") as caught:
        executable()
    assert caught.value.exit_code == 7
