"""Sound: voice over music, as long as the film and as loud as platforms play; silence is the usual."""

import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from scrollcast.errors import UnreadableError, UsageError
from scrollcast.film.encode import encode
from scrollcast.film.ffmpeg import Reel, command, executable
from scrollcast.film.listen import RATE, seconds
from scrollcast.film.loudness import loudness
from scrollcast.film.sound import mix
from scrollcast.film.verify import verify
from scrollcast.model.authored import Heard
from scrollcast.model.canvas import Canvas
from scrollcast.model.timing import Rate

SECONDS = Fraction(8)
VOICE, MUSIC = 500, 3000  # Hz


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice that speaks from 2 to 4 s and is quiet again until 6 s; music of 3 s; silence; a text."""
    place = tmp_path_factory.mktemp("sounds")
    speaks = f"sine={VOICE}:d=6,volume='between(t,2,4)':eval=frame"
    for name, source in (
        ("voice.wav", speaks),
        ("music.mp3", f"sine={MUSIC}:d=3"),
        ("silence.wav", "anullsrc=d=3"),
        ("long.wav", f"sine={VOICE}:d=9"),
        ("word.wav", f"sine={VOICE}:d=1"),
        ("endless.wav", "anullsrc=r=8000:cl=mono:d=602"),
    ):
        made = [executable(), "-v", "error", "-y", "-f", "lavfi", "-i", source, str(place / name)]
        subprocess.run(made, check=True, timeout=30)
    (place / "text.mp3").write_text("This is no sound.")
    (place / "cut.mp3").write_bytes(b"ID3" + bytes(200))
    return place


def given(sounds: Path, names: tuple[str | None, str | None]) -> tuple[list[Heard], Path | None]:
    """A voice and music, by their names."""
    voice, music = names
    return [] if voice is None else [Heard(sounds / voice)], None if music is None else sounds / music


def level(wav: Path, hertz: int, start: float, stop: float) -> float:
    """How strong a tone is in a part of a WAV."""
    raw = subprocess.run(
        [executable(), "-v", "error", "-i", str(wav), "-f", "f32le", "-ac", "1", "-"], capture_output=True, check=True
    ).stdout
    part: NDArray[np.float32] = np.frombuffer(raw, np.float32)[int(start * RATE) : int(stop * RATE)]
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(part)) / RATE)
    return float(abs((part * wave).mean()))


def test_music_goes_down_while_the_voice_speaks(sounds: Path, tmp_path: Path) -> None:
    """And is there before, after, and beyond its own length; it fades at both ends."""
    wav = mix([Heard(sounds / "voice.wav")], sounds / "music.mp3", SECONDS, tmp_path)
    speaking, alone, later = (level(wav, MUSIC, *span) for span in ((2.5, 3.5), (1.2, 1.4), (5.2, 6.2)))
    assert speaking < 0.35 * later
    assert alone > 2 * speaking
    assert level(wav, MUSIC, 0, 0.1) < 0.2 * later
    assert level(wav, MUSIC, 7.9, 8) < 0.2 * later
    assert level(wav, VOICE, 2.5, 3.5) > 20 * level(wav, VOICE, 5, 6)


@pytest.mark.parametrize("names", [("voice.wav", None), (None, "music.mp3"), ("voice.wav", "music.mp3")])
def test_a_sound_is_as_long_as_the_film_and_as_loud_as_platforms_play(
    sounds: Path, tmp_path: Path, names: tuple[str | None, str | None]
) -> None:
    """-14 LUFS within one, true peak at most -1.5 dBTP, in the finished film."""
    said, music = given(sounds, names)
    reel = Reel(64, 64, Rate(Fraction(10)), 80)
    reel = replace(reel, sound=mix(said, music, reel.seconds, tmp_path))
    with encode([Canvas.blank(64, 64)] * 80, reel, tmp_path / "film.mp4") as draft:
        verify(draft)
        heard = loudness(draft.path)
    assert heard is not None
    assert heard.integrated == pytest.approx(-14, abs=1)
    assert heard.peak <= Fraction(-3, 2)


def test_voices_of_beats_start_with_their_beats(sounds: Path, tmp_path: Path) -> None:
    """Each where its beat starts, no longer than it may, silence between, and music softer under both."""
    voices = (Heard(sounds / "word.wav"), Heard(sounds / "long.wav", Fraction(5), Fraction(1)))
    wav = mix(voices, sounds / "music.mp3", SECONDS, tmp_path)
    first, between, second, after = (level(wav, VOICE, *span) for span in ((0, 1), (2, 4), (5, 6), (6.2, 8)))
    assert first == pytest.approx(second, rel=0.1)
    assert min(first, second) > 20 * max(between, after)
    assert level(wav, MUSIC, 5.2, 5.8) < 0.35 * level(wav, MUSIC, 2.5, 3.5)


def test_a_sound_is_as_long_as_its_samples(sounds: Path) -> None:
    """And no longer than anybody would listen to."""
    assert seconds(sounds / "word.wav") == 1
    with pytest.raises(UnreadableError, match="lasts longer than 10 minutes"):
        seconds(sounds / "endless.wav")


@pytest.mark.parametrize(
    ("sound", "error", "says"),
    [
        (("none.wav", None), UnreadableError, "There is no sound file .*none.wav"),
        (("text.mp3", None), UnreadableError, "is no sound that FFmpeg can decode"),
        ((None, "cut.mp3"), UnreadableError, "is no sound that FFmpeg can decode"),
        (("long.wav", None), UsageError, "narration lasts 9.0 s and the clip 8.0 s"),
        (("silence.wav", None), UsageError, "nothing to hear"),
    ],
)
def test_a_sound_that_is_none_is_said_before_the_film(
    sounds: Path, tmp_path: Path, sound: tuple[str | None, str | None], error: type[Exception], says: str
) -> None:
    """Missing, corrupt, too long, silent."""
    with pytest.raises(error, match=says):
        mix(*given(sounds, sound), SECONDS, tmp_path)


def test_without_a_sound_nothing_changes(tmp_path: Path) -> None:
    """Silence of the film's length, by the same words to FFmpeg as ever."""
    reel = Reel(64, 64, Rate(Fraction(30)), 60)
    told = command("ffmpeg", reel, tmp_path / "film.mp4")
    assert "anullsrc=r=48000:cl=stereo:d=2000000us" in told
    heard = command("ffmpeg", replace(reel, sound=tmp_path / "a.wav"), tmp_path / "film.mp4")
    assert [word for word in heard if word not in told] == [f"file:{tmp_path / 'a.wav'}"]
