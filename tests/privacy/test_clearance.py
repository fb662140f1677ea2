"""From a stack with words in its pixels to a refusal, past it, and out with them; and the same for frames of a film."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from scrollcast.errors import MissingDependencyError, PrivacyRefusal, UsageError
from scrollcast.film.search import heeded
from scrollcast.model.canvas import Canvas
from scrollcast.model.series import Identifiers
from scrollcast.model.verdict import FilmVerdict, Intent
from scrollcast.model.volume import Crop, Volume
from scrollcast.model.window import Window
from scrollcast.privacy.gate import gate
from scrollcast.privacy.search import Search
from scrollcast.privacy.text import Pictures, of_clip, of_frames

Build = Callable[..., Volume]
SOFT = Window(400, 50)
NOBODY = Identifiers(())
WORDS = "DOE JANE 4471"
DIGEST = "0" * 64


def _burned(volume: Volume, words: str = WORDS, only: int | None = None) -> Volume:
    """The same volume with white words in the upper left corner of every slice, or of one."""
    strokes = np.zeros(volume.slices[0].stored.shape, np.uint8)
    cv2.putText(strokes, words, (3, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.38, 255, 1, cv2.LINE_AA)
    inked = tuple(
        replace(plane, stored=np.maximum(plane.stored, strokes.astype(np.uint16) * 12))
        if only in {None, number}
        else plane
        for number, plane in enumerate(volume.slices)
    )
    return replace(volume, slices=inked)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the tests of this module, none of which depends on what is in it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))


def test_a_stack_without_words_has_a_verdict(volume: Build) -> None:
    """All checks are told, that of the pixels with its version."""
    verdict = gate(volume(), NOBODY, Intent(window=SOFT)).verdict()
    assert [check.name for check in verdict.checks] == ["kind", "header", "words", "faces", "text"]
    assert verdict.checks[-1].version


def test_words_in_every_slice_are_refused_by_their_place(volume: Build) -> None:
    """It may be drawn, not published; the sentence has places and a way out, and nothing that was read."""
    cleared = gate(_burned(volume()), NOBODY, Intent(window=SOFT))
    with pytest.raises(PrivacyRefusal, match=r"1: columns \d+ to \d+, rows \d+ to \d+.*--redact.*--clear-text 1") as no:
        cleared.verdict()
    assert no.value.exit_code == 4
    assert not [word for word in WORDS.split() if word.casefold() in str(no.value).casefold()]
    with pytest.raises(PrivacyRefusal):
        cleared.film_verdict(DIGEST, lambda _passed: pytest.fail("a film of refused slices is looked at"))


def test_redacted_words_are_gone(volume: Build) -> None:
    """Blacked out in every slice, with some room, and nothing else is; then it passes, and says so."""
    burned = _burned(volume(), WORDS)
    cleared = gate(burned, NOBODY, Intent(window=SOFT, redact=True))
    verdict = cleared.verdict()
    assert "blacked out: 1" in next(check.finding for check in verdict.checks if check.name == "redact")
    for before, plain, after in zip(burned.slices, volume().slices, cleared.cleared.slices, strict=True):
        assert before.stored[:18].max() > 2000
        assert after.stored[:18].max() == 0
        assert (after.stored[22:] == plain.stored[22:]).all()


def test_a_person_can_pass_a_place(volume: Build) -> None:
    """By its number; it is recorded and kept for the review. A number that is not there is a mistake."""
    verdict = gate(_burned(volume()), NOBODY, Intent(window=SOFT, passed=(1,))).verdict()
    assert "a person has passed 1" in verdict.checks[-1].finding
    passed = next(flag for flag in verdict.flags if flag.why == "a person has passed it")
    assert passed.box.top < 8
    with pytest.raises(UsageError, match="no place 2"):
        gate(_burned(volume()), NOBODY, Intent(window=SOFT, passed=(1, 2))).verdict()


def test_words_of_a_single_slice_are_refused_where_nothing_is_behind_them(volume: Build) -> None:
    """Beside the body the brightest values keep what is in one slice of twelve."""
    with pytest.raises(PrivacyRefusal, match="burned into"):
        gate(_burned(volume(slices=12), only=0), NOBODY, Intent(window=SOFT)).verdict()


def test_a_second_time_costs_no_search(volume: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pixels in the same window are known, refused or not; others are looked at."""
    for stack in (volume(), _burned(volume())):
        first = gate(stack, NOBODY, Intent(window=SOFT))
        known = first._found.result()
        first.close()
        again = gate(stack, NOBODY, Intent(window=SOFT))
        assert again._found.result() == known
        assert not again._inquiry.search.running
    monkeypatch.setattr(Search, "boxes", lambda *_: pytest.fail("looked"))
    with pytest.raises(pytest.fail.Exception, match="looked"):
        gate(volume(), NOBODY, Intent(window=Window(500, 50))).verdict()


def test_nothing_passes_where_no_search_is_possible(volume: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing model is exit code 7, for a still as for a film."""

    def missing(*_: object) -> None:
        raise MissingDependencyError("It is not installed.")

    monkeypatch.setattr(Search, "boxes", missing)
    cleared = gate(volume(), NOBODY, Intent(window=Window(321, 50)))
    with pytest.raises(MissingDependencyError):
        cleared.verdict()
    with pytest.raises(MissingDependencyError):
        cleared.film_verdict(DIGEST, lambda _passed: _frames())


def test_the_search_ends_with_its_volume(volume: Build) -> None:
    """A film that is given up leaves no process."""
    cleared = gate(volume(), NOBODY, Intent(window=Window(432, 50)))
    search = cleared._inquiry.search
    del cleared
    assert not search.running
    with pytest.raises(PrivacyRefusal, match="was ended"):
        search.boxes(_frames(), 40)


def _frames(words: str = "") -> Pictures:
    """Three frames of 240 x 320 with blobs that move, and words that don't."""
    frames = np.full((3, 320, 240), 20, np.uint8)
    for number, frame in enumerate(frames):
        cv2.circle(frame, (80 + 40 * number, 160), 40, 120, cv2.FILLED)
        cv2.putText(frame, words, (10, 300), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 235, 1, cv2.LINE_AA)
    return of_frames(frames, [3])


def test_frames_are_looked_at_too(volume: Build) -> None:
    """A film with words that nobody has written is refused; its verdict holds for its bytes alone."""
    verdict = _film(volume, lambda _passed: _frames(), "a")
    assert verdict.digest == "a" * 64
    assert [check.name for check in verdict.checks][-2:] == ["text", "film"]
    with pytest.raises(PrivacyRefusal, match="frames of the film"):
        _film(volume, lambda _passed: _frames(WORDS), "b")


def test_the_same_film_is_looked_at_once(volume: Build) -> None:
    """The same bytes are known again; the frames are not even drawn."""
    first = _film(volume, lambda _passed: _frames(), "c")
    assert _film(volume, lambda _passed: pytest.fail("drawn"), "c") == first


def test_a_passed_place_passes_nothing_else(volume: Build) -> None:
    """What draws the frames is told the place, to cover it; words anywhere else in them are refused as ever."""
    told: list[Crop] = []

    def draw(passed: tuple[Crop, ...]) -> Pictures:
        told.extend(passed)
        return _frames(WORDS)

    cleared = gate(_burned(volume()), NOBODY, Intent(window=SOFT, passed=(1,)))
    with pytest.raises(PrivacyRefusal, match="frames of the film"):
        cleared.film_verdict("d" * 64, draw)
    assert told == [flag.box for flag in cleared.verdict().flags if flag.why == "a person has passed it"]
    assert told


def _film(volume: Build, draw: Callable[[tuple[Crop, ...]], Pictures], digest: str) -> FilmVerdict:
    return gate(volume(), NOBODY, Intent(window=SOFT)).film_verdict(digest * 64, draw)


def test_drawing_stops_where_text_is_found(volume: Build) -> None:
    """Frames go on while the search runs, and no longer than it takes."""
    clean = gate(volume(), NOBODY, Intent(window=SOFT))
    clean.verdict()
    canvas = Canvas.blank(4, 4)
    assert list(heeded([canvas] * 3, clean)) == [canvas] * 3
    burned = gate(_burned(volume()), NOBODY, Intent(window=SOFT))
    with pytest.raises(PrivacyRefusal):
        burned.verdict()
    frames = heeded([canvas] * 3, burned)
    with pytest.raises(PrivacyRefusal, match="burned into"):
        next(frames)


def _titled(words: str) -> Pictures:
    """A frame of a bumper."""
    frame = np.full((960, 540), 60, np.uint8)
    cv2.putText(frame, words, (40, 480), cv2.FONT_HERSHEY_DUPLEX, 1.3, 255, 3, cv2.LINE_AA)
    return of_clip(frame[np.newaxis])


@pytest.mark.parametrize(
    ("words", "says", "passes"),
    [
        ("SCROLL SCHOOL", (), False),
        ("SCROLL SCHOOL", ("Scroll school",), True),
        ("DOE JANE 1964", ("Scroll school",), False),
        ("", (), True),
    ],
)
def test_bumpers_are_looked_at_too(volume: Build, words: str, says: tuple[str, ...], passes: bool) -> None:
    """Text in one frame is enough; what the case says may stand there; the verdict of slices alone is not enough."""
    cleared = gate(volume(), NOBODY, Intent(window=SOFT))
    cleared.look_at(words.encode(), lambda: _titled(words), says)
    if passes:
        assert cleared.verdict().checks[-1].name == "bumper"
        cleared.heed()
        return
    with pytest.raises(PrivacyRefusal, match="Text shows in a bumper") as no:
        cleared.verdict()
    assert not [word for word in words.split() if word.casefold() in str(no.value).casefold()]
    with pytest.raises(PrivacyRefusal, match="Text shows in a bumper"):
        cleared.heed()


def test_a_bumper_shows_nothing_of_the_headers(volume: Build) -> None:
    """Whatever its case says."""
    cleared = gate(volume(), Identifiers(("Doe^Jane",)), Intent(window=SOFT))
    cleared.look_at(b"jane", lambda: _titled("JANE DOE"), ("Jane Doe",))
    with pytest.raises(PrivacyRefusal, match="Text shows in a bumper"):
        cleared.verdict()
