"""Voices of single beats in a film: its plan, its files, its subtitles and the files to edit on."""

import json
import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from builders.phantom import CASE, write_case, write_phantom
from scrollcast.errors import UnreadableError
from scrollcast.film.ffmpeg import executable
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.watch import Unwatched
from scrollcast.publish.edit import MASTER, OVERLAY, PLATE, TIMELINE, write_masters
from scrollcast.publish.subtitles import subtitles
from scrollcast.rendering import Film, plan
from scrollcast.script.table import table

SLOW = Settings(rate=Rate(Fraction(2)))
SPOKEN = (
    CASE.replace("length: 15s", "length: 30s")
    .replace(
        '  - reveal: {show: ball, say: "A [ball](ball), at the right."}\n',
        '  - reveal: {show: ball, say: "A [ball](ball), at the right."}\n    narration: ./reveal.wav\n',
    )
    .replace("  - scroll: 14\n", "  - scroll: 14\n    narration: ./scroll.wav\n")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The phantom, and two voices of 2 and 5 s."""
    folder = tmp_path_factory.mktemp("spoken")
    write_phantom(folder / "series")
    for name, seconds in (("scroll", 2), ("reveal", 5)):
        source = ("-f", "lavfi", "-i", f"sine=500:d={seconds}", str(folder / f"{name}.wav"))
        subprocess.run([executable(), "-v", "error", "-y", *source], check=True, timeout=30)
    return folder


@pytest.fixture(scope="module")
def spoken(folder: Path) -> Film:
    """The case with two voices, at two frames a second."""
    return plan(write_case(folder, SPOKEN), None, SLOW)


def test_the_plan_follows_the_voices(spoken: Film) -> None:
    """Beats, and the subtitles in them, last as long."""
    rows = {row.kind: row for row in table(spoken.screenplay)}
    assert (rows["scroll"].seconds, rows["reveal"].seconds) == (2, 5)
    reveal = rows["reveal"]
    (told,) = (each for each in subtitles(spoken.timeline) if each.text.startswith("A ball"))
    assert told.stop == reveal.start + reveal.seconds
    assert told.stop - told.start == Fraction(5, 2)  # behind the answer


def test_masters_carry_the_sound(spoken: Film, tmp_path: Path) -> None:
    """The whole film does, where its beats speak and nowhere else; plate and words do not; the timeline has a track."""
    write_masters(spoken, tmp_path, Unwatched())
    loud = _loud(tmp_path / MASTER)
    for row in table(spoken.screenplay):
        middle = float(row.start + row.seconds / 2)
        assert loud[int(middle * 10)] == (row.kind in {"scroll", "reveal"}), row.kind
    assert len(loud) == pytest.approx(10 * spoken.timeline.frames / 2, abs=1)
    for name in (PLATE, OVERLAY):
        assert b"soun" not in (tmp_path / name).read_bytes()
    tracks = json.loads((tmp_path / TIMELINE).read_text(encoding="utf-8"))["tracks"]["children"]
    assert [track["kind"] for track in tracks] == ["Video", "Video", "Audio"]


def test_a_blind_film_is_silent(folder: Path) -> None:
    """Its beats have their own time again."""
    film = plan(write_case(folder, SPOKEN), None, Settings(rate=Rate(Fraction(2)), blind=True))
    assert all(beat.voice is None for beat in film.screenplay.material.case.beats)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no sound file .*reveal.wav"),
        (b"no sound at all", "reveal.wav is no sound"),
        (b"", "is no sound"),
    ],
)
def test_a_voice_that_is_none_is_said_before_an_image_is_read(
    tmp_path: Path, folder: Path, content: bytes | None, says: str
) -> None:
    """Missing, corrupt, empty: there is no series here at all, and that is not what is said."""
    (tmp_path / "scroll.wav").write_bytes((folder / "scroll.wav").read_bytes())
    if content is not None:
        (tmp_path / "reveal.wav").write_bytes(content)
    with pytest.raises(UnreadableError, match=says):
        plan(write_case(tmp_path, SPOKEN))


def _loud(path: Path) -> NDArray[np.bool_]:
    """For each tenth of a second of a film, whether there is something to hear."""
    command = [executable(), "-v", "error", "-i", str(path), "-map", "0:a:0", "-f", "f32le", "-ac", "1", "-ar", "8000"]
    raw = subprocess.run([*command, "-"], capture_output=True, check=True, timeout=60).stdout
    heard: NDArray[np.float32] = np.frombuffer(raw, np.float32)
    tenths = heard[: len(heard) // 800 * 800].reshape(-1, 800)
    return np.abs(tenths).max(axis=1) > 0.02
