"""A bumper in a film: its plan, its subtitles, its frames, its sound, and the gate's look at it."""

import subprocess
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders.phantom import CASE, write_case, write_phantom
from scrollcast.authored.case import load_case
from scrollcast.enclosed import _said
from scrollcast.errors import PrivacyRefusal, UnreadableError, UsageError
from scrollcast.film.ffmpeg import executable
from scrollcast.film.search import _foreign, clip_pictures
from scrollcast.model.authored import Heard
from scrollcast.model.clip import Clip
from scrollcast.model.footage import Bumper
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.publish.check import check
from scrollcast.publish.moments import moments
from scrollcast.publish.subtitles import subtitles
from scrollcast.rendering import Film, plan, render, still
from scrollcast.script.bumpers import own
from scrollcast.script.table import table
from scrollcast.script.texts import texts

SLOW = Settings(rate=Rate(Fraction(5)))
TITLE = "Scroll School"


def bumped(intro: str = "", outro: str = "", text: str = CASE) -> str:
    """The case with a bumper before and behind its beats."""
    text = text.replace("length: 15s", "length: 30s")
    text = text.replace("beats:\n", "beats:\n" + (f"  - bumper: {intro}\n" if intro else ""))
    return text + (f"  - bumper: {outro}\n" if outro else "")


def write_clip(path: Path, seconds: int, *, title: str = "", sound: bool = False) -> Path:
    """A green clip of 640 x 360, 25 frames a second, that may say something; its metadata says something too."""
    picture = np.full((360, 640, 3), (40, 160, 40), np.uint8)
    cv2.putText(picture, title, (90, 200), cv2.FONT_HERSHEY_DUPLEX, 2, (255, 255, 255), 4)
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "640x360", "-r", "25", "-i", "-")
    heard = ("-f", "lavfi", "-i", f"sine=600:d={seconds}") if sound else ()
    coded = ("-vf", "scale=out_color_matrix=bt709", "-pix_fmt", "yuv420p", "-colorspace", "bt709", "-c:v", "libx264")
    command = [executable(), "-v", "error", "-y", *raw, *heard, *coded, "-metadata", "title=ZQKWJ", str(path)]
    subprocess.run(command, input=picture.tobytes() * 25 * seconds, check=True, timeout=60)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The phantom, an intro of 3 s with a title and a sound, an outro of 2 s, a clip of 10 s."""
    folder = tmp_path_factory.mktemp("bumped")
    write_phantom(folder / "series")
    write_clip(folder / "intro.mp4", 3, title=TITLE, sound=True)
    write_clip(folder / "outro.mp4", 2)
    write_clip(folder / "ten.mp4", 10)
    return folder


@pytest.fixture(scope="module")
def bare(folder: Path) -> Film:
    """The case without bumpers."""
    return plan(write_case(folder, bumped()), None, SLOW)


@pytest.fixture(scope="module")
def both(folder: Path) -> Film:
    """With both, at five frames a second."""
    return plan(write_case(folder, bumped(f"{{clip: ./intro.mp4, says: {TITLE}}}", "./outro.mp4")), None, SLOW)


@pytest.fixture(scope="module")
def clip(folder: Path) -> Clip:
    """The finished film."""
    case = write_case(folder, bumped(f"{{clip: ./intro.mp4, says: {TITLE}}}", "./outro.mp4"))
    return render(case, None, folder / "clip.mp4", SLOW)


def test_a_bumper_is_a_beat_of_its_own_length(both: Film, bare: Film) -> None:
    """It takes its seconds, everything else keeps its own, and the film is as much longer."""
    rows, plain = table(both.screenplay), table(bare.screenplay)
    assert [row.kind for row in rows] == ["bumper", *(row.kind for row in plain), "bumper"]
    assert (rows[0].seconds, rows[-1].seconds) == (3, 2)
    assert [row.start - 3 for row in rows[1:-1]] == [row.start for row in plain]
    assert both.timeline.frames == bare.timeline.frames + 25
    assert (own(both.timeline).start, own(both.timeline).stop) == (15, both.timeline.frames - 10)
    assert own(bare.timeline).stop == bare.timeline.frames


def test_subtitles_and_moments_know_when_the_film_begins(both: Film, bare: Film) -> None:
    """The same words, three seconds later; nothing of ours lies over a bumper."""
    later = [(each.start + 3, each.stop + 3, each.text) for each in subtitles(bare.timeline)]
    assert [(each.start, each.stop, each.text) for each in subtitles(both.timeline)] == later
    told = list(moments(both.timeline))
    assert '"Insert": {"seconds": "3"}' in told[1]
    foreign = [number for number in range(both.timeline.frames) if _foreign(both.timeline.at(number))]
    assert foreign == [*range(15), *range(both.timeline.frames - 10, both.timeline.frames)]
    assert all(len(both.timeline.at(number).shown) == 1 for number in foreign)


def test_a_narration_of_the_whole_film_starts_behind_the_intro(both: Film, bare: Film) -> None:
    """Bumpers that sound are heard for as long as they are shown."""
    voice, intro = Path("voice.wav"), both.screenplay.material.case.beats[0]
    assert isinstance(intro, Bumper)
    assert list(_said(both.screenplay, voice)) == [
        Heard(intro.clip, Fraction(0), Fraction(3)),
        Heard(voice, Fraction(3)),
    ]
    assert list(_said(bare.screenplay, voice)) == [Heard(voice)]


def test_each_different_frame_of_a_bumper_is_searched_in_two_sizes(folder: Path) -> None:
    """A clip that stands still has few; nine small ones share a picture; none is anatomy, so that each counts."""
    still_one, moving = clip_pictures(folder / "outro.mp4"), clip_pictures(_moving(folder / "moving.mp4"))
    assert len(still_one.names) <= 4
    assert (len(moving.names), set(moving.names), moving.groups) == (7 + 1, {"clip"}, ())
    assert moving.pixels.shape == (8, 960, 540)
    tiles = moving.pixels[-1].reshape(3, 320, 3, 180).swapaxes(1, 2).reshape(9, 320, 180).mean(axis=(1, 2))
    assert np.diff(tiles[:7]).min() > 5
    assert tiles[7:].max() == 0


def _moving(path: Path) -> Path:
    """Three seconds that get brighter."""
    ramp = "color=black:s=270x480:r=25:d=3,format=gray,geq=lum='20+60*T':cb=128:cr=128,format=yuv420p"
    subprocess.run([executable(), "-v", "error", "-y", "-f", "lavfi", "-i", ramp, str(path)], check=True, timeout=60)
    return path


def test_the_film_holds_the_bumpers(clip: Clip, both: Film) -> None:
    """Green in the middle of black where they are, the phantom between; heard in the intro; no word of its metadata."""
    assert clip.frames == both.timeline.frames
    assert "bumper" in {check.name for check in clip.checks}
    frames = _decoded(clip.path)
    green = [bool(abs(int(frame[90, 20, 1]) - 160) < 8 and frame[90, 20, 0] < 60) for frame in frames]
    assert green == [_foreign(both.timeline.at(number)) for number in range(clip.frames)]
    assert frames[3, :50].max() < 30
    loud = _loud(clip.path)
    assert loud[:28].all()
    assert not loud[32:].any()
    assert b"ZQKWJ" not in clip.path.read_bytes()


def test_text_that_the_case_does_not_say_is_refused(folder: Path, tmp_path: Path) -> None:
    """Before a frame is drawn, in a still too; nothing is written."""
    case = write_case(folder, bumped("{clip: ./intro.mp4, says: Another school}"))
    with pytest.raises(PrivacyRefusal, match="Text shows in a bumper that is not said in its case"):
        still(case, None, Fraction(1), tmp_path / "still.png", SLOW)
    case = write_case(folder, bumped("./intro.mp4"))
    with pytest.raises(PrivacyRefusal, match="Text shows in a bumper"):
        render(case, None, tmp_path / "clip.mp4", SLOW)
    assert list(tmp_path.iterdir()) == []
    (finding,) = check(case, None, SLOW).findings
    assert finding.rule == "privacy"


def test_what_a_bumper_says_is_compared_with_the_headers(folder: Path) -> None:
    """Like every other word of the case."""
    authored = load_case(write_case(folder, bumped(f"{{clip: ./intro.mp4, says: [{TITLE}, Doe Jane]}}")))
    assert {"Scroll School", "Doe Jane"} <= {said.text for said in authored.said}
    film = plan(write_case(folder, bumped("./outro.mp4")), None, SLOW)
    assert TITLE in {said.text for said in texts(film.brief.preset, SLOW, authored.case)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (bumped().replace("  - quiz", "  - bumper: ./outro.mp4\n  - quiz"), r"Beat 3 \(bumper\) stands between others"),
        (bumped("./outro.mp4") + "loop: yes\n", r"Beat 1 \(bumper\): a clip that loops has none"),
        (bumped("./ten.mp4").replace("30s", "15s"), r"do not fit in 15s: beat 1 \(bumper\) takes 10 s"),
    ],
)
def test_a_bumper_that_has_no_place_is_said(folder: Path, text: str, says: str) -> None:
    """Between beats, in a loop, in a length that it leaves no time of."""
    with pytest.raises(UsageError, match=says):
        plan(write_case(folder, text), None, SLOW)


def test_a_bumper_that_is_none_is_said_before_an_image_is_read(tmp_path: Path) -> None:
    """There is no series here at all, and that is not what is said."""
    with pytest.raises(UnreadableError, match=r"There is no clip .*intro\.mp4"):
        plan(write_case(tmp_path, bumped("./intro.mp4")))


def test_a_blind_film_keeps_its_bumpers(folder: Path) -> None:
    """They tell nothing of the case."""
    film = plan(write_case(folder, bumped("./outro.mp4", "./outro.mp4")), None, Settings(rate=SLOW.rate, blind=True))
    kinds = [row.kind for row in table(film.screenplay)]
    assert (kinds[0], kinds[-1]) == ("bumper", "bumper")


def _decoded(path: Path) -> NDArray[np.uint8]:
    """Every frame in R'G'B', 108 x 192."""
    small = ("-vf", "scale=108:192:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
    raw = subprocess.run([executable(), "-v", "error", "-i", str(path), *small], capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, 192, 108, 3)


def _loud(path: Path) -> NDArray[np.bool_]:
    """For each tenth of a second of a film, whether there is something to hear."""
    command = [executable(), "-v", "error", "-i", str(path), "-map", "0:a:0", "-f", "f32le", "-ac", "1", "-ar", "8000"]
    raw = subprocess.run([*command, "-"], capture_output=True, check=True, timeout=60).stdout
    heard: NDArray[np.float32] = np.frombuffer(raw, np.float32)
    return np.abs(heard[: len(heard) // 800 * 800].reshape(-1, 800)).max(axis=1) > 0.02
