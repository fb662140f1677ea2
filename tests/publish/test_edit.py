"""Files for those who edit on: plate and words laid over each other are the film again."""

import json
import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from builders.phantom import write_case
from builders.posting import TEXT
from scrollcast.errors import EncodeError, VerifyError
from scrollcast.film.ffmpeg import Reel, executable
from scrollcast.film.master import master
from scrollcast.film.movie import read_movie
from scrollcast.model.canvas import Canvas
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.watch import Unwatched
from scrollcast.publish.edit import MASTER, OVERLAY, PLATE, TIMELINE, write_masters
from scrollcast.rendering import Film, plan


@pytest.fixture(scope="module")
def slow(folder: Path) -> Film:
    """The phantom's case at three frames a second."""
    return plan(write_case(folder, TEXT), None, Settings(rate=Rate(Fraction(3))))


@pytest.fixture(scope="module")
def place(slow: Film, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files."""
    place = tmp_path_factory.mktemp("master")
    write_masters(slow, place, Unwatched())
    return place


def decoded(*arguments: str) -> np.ndarray:
    """Luma of every frame, at a quarter of the size."""
    command = [executable(), "-v", "error", *arguments, "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    raw = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, 480, 270).astype(np.float32)


def test_plate_and_words_are_the_film(place: Path) -> None:
    """Laid over each other by FFmpeg, frame by frame; the plate alone is not."""
    small = "scale=270:480:flags=area"
    film = decoded("-i", str(place / MASTER), "-vf", small)
    together = decoded(
        *("-i", str(place / PLATE), "-i", str(place / OVERLAY)),
        *("-filter_complex", f"[0][1]overlay=format=auto,{small}"),
    )
    plate = decoded("-i", str(place / PLATE), "-vf", small)
    assert film.shape == together.shape == plate.shape
    assert np.abs(film - together).mean(axis=(1, 2)).max() < 0.6
    assert np.abs(film - plate).mean(axis=(1, 2)).min() > 1.2


def test_a_plate_has_no_words(place: Path, slow: Film) -> None:
    """Above and below the picture there is background alone, in every frame, under cards too."""
    plate = decoded("-i", str(place / PLATE), "-vf", "scale=270:480:flags=area")
    top = min(slow.layout.picture.y, slow.layout.aside.y) // 4 - 2
    assert np.ptp(plate[:, :top]) <= 4
    bottom = slow.layout.picture.bottom // 4 + 2
    assert np.ptp(plate[:, bottom:]) <= 4


def test_the_files_are_what_editors_take(place: Path, slow: Film) -> None:
    """Size, rate, number of frames; ProRes 4444 with alpha; not a word of metadata."""
    for name in (MASTER, PLATE, OVERLAY):
        (track,) = read_movie(place / name).tracks
        assert track.size == (1080, 1920)
        assert track.samples == slow.timeline.frames
        assert track.seconds == slow.timeline.rate.seconds(slow.timeline.frames)
        assert b"ball" not in (place / name).read_bytes()
    assert track.coding == "ap4h"
    assert sorted(path.name for path in place.iterdir()) == sorted((MASTER, PLATE, OVERLAY, TIMELINE))


def test_the_timeline_is_read_by_opentimelineio(place: Path, slow: Film) -> None:
    """Two tracks as long as the film, a marker for each beat."""
    otio = pytest.importorskip("opentimelineio", reason="opentimelineio is not installed")
    timeline = otio.adapters.read_from_file(str(place / TIMELINE))
    assert timeline.name == "Where is it?"
    assert timeline.duration().to_frames() == slow.timeline.frames
    plate, words = timeline.video_tracks()
    assert (plate[0].media_reference.target_url, words[0].media_reference.target_url) == (PLATE, OVERLAY)
    assert [marker.name for marker in plate[0].markers] == [
        *("1 hook", "2 scroll", "3 quiz", "4 reveal", "5 takeaway"),
    ]
    assert json.loads((place / TIMELINE).read_text(encoding="utf-8"))["OTIO_SCHEMA"] == "Timeline.1"


def test_a_file_is_whole_or_not_there(slow: Film, tmp_path: Path) -> None:
    """Frames too few or of another size; no file without the verdict of the gate."""
    verdict, reel = slow.clearance.verdict(), Reel(64, 64, Rate(Fraction(3)), 4)
    planes = Canvas.blank(64, 64).buffer
    with pytest.raises(EncodeError, match="after 3 of 4 frames"):
        master([planes] * 3, reel, tmp_path / "short.mp4", verdict, alpha=False)
    with pytest.raises((EncodeError, VerifyError)):
        master([planes[:48]] * 4, reel, tmp_path / "small.mp4", verdict, alpha=False)
    with pytest.raises(TypeError, match="verdict"):
        master([planes] * 4, reel, tmp_path / "none.mp4", None, alpha=False)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
