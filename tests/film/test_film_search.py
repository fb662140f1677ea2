"""Frames of a draft as they are looked at for text: which ones, and without what scrollcast has written."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from scrollcast.errors import VerifyError
from scrollcast.film import search
from scrollcast.model.canvas import Canvas
from scrollcast.model.clip import Draft
from scrollcast.model.timeline import Moment, Shot, Timeline, View
from scrollcast.model.timing import Rate, Span
from scrollcast.model.volume import Crop
from scrollcast.model.window import Window

PASSED = Crop(1, 2, 3, 4)
LUNG, BONE = Window(1500, -600), Window(2000, 350)


def _moments(*slices: int, window: Window = LUNG) -> list[Moment]:
    return [Moment(View(index, window, None, 0.0, 0.0), ()) for index in slices]


def test_key_frames_are_decoded(film: Callable[..., Draft]) -> None:
    """All of them, in their order, 960 px high."""
    draft = film()
    frames = search._key_frames(draft)
    assert frames.shape == (2, 960, 960)
    assert np.ptp(frames[0]) > 100
    assert (frames[0] != frames[1]).any()


def test_a_draft_with_other_frames_is_no_film(film: Callable[..., Draft]) -> None:
    """Fewer key frames than were drawn, or none at all: an error of the film, and nothing is sealed."""
    draft = film()
    with pytest.raises(VerifyError, match="2 key frames where 4 were expected"):
        search._key_frames(replace(draft, frames=240))
    draft.path.write_bytes(draft.path.read_bytes()[:2000])
    with pytest.raises(VerifyError):
        search._key_frames(draft)


def test_frames_of_one_look_show_different_slices() -> None:
    """Three of each look, spread over its slices; a pause adds nothing; the looks that are seen most come first."""
    moments = [*_moments(5, 5, 5, window=BONE), *_moments(1, 2, 3, 3, 3, 4, 5, 6, 7)]
    assert search._chosen(moments) == [[3, 8, 11], [0]]
    many = [moment for width in range(100, 900, 100) for moment in _moments(1, 2, window=Window(width, 50))]
    assert len(search._chosen(many)) == search._LOOKS


def test_own_words_are_covered_and_others_are_not() -> None:
    """What the ink has is plain background, with some room around; the rest of the frame is as it was."""
    frame, own = np.full((960, 540), 90, np.uint8), Canvas.blank(1080, 1920, (23, 128, 128))
    cv2.putText(own.luma, "SLICE 12", (200, 400), cv2.FONT_HERSHEY_SIMPLEX, 2, 220, 4)
    cv2.putText(frame, "SLICE 12", (100, 200), cv2.FONT_HERSHEY_SIMPLEX, 1, 220, 2)
    cv2.putText(frame, "DOE JANE", (100, 600), cv2.FONT_HERSHEY_SIMPLEX, 1, 220, 2)
    covered = search._covered(frame, own)
    assert covered[150:215, 90:260].max() <= 90
    assert (covered[185:190, 105:230] == 23).mean() > 0.9
    assert (covered[300:] == frame[300:]).all()


def test_each_key_frame_is_that_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview has fewer frames a second than its timeline."""
    shot = Shot(Span(0, 240), tuple(range(8)), LUNG)
    timeline = Timeline(Rate(Fraction(30)), (shot,), (), tuple(range(8)))
    draft = Draft(Path("none.mp4"), 120, Rate(Fraction(15)), 540, 960)
    monkeypatch.setattr(search, "_key_frames", lambda _draft: np.full((4, 960, 540), 23, np.uint8))
    inked: list[int] = []

    def ink(moment: Moment, passed: tuple[Crop, ...]) -> Canvas:
        assert passed == (PASSED,)
        inked.append(moment.view.slice)
        return Canvas.blank(1080, 1920)

    pictures = search._pictures(draft, timeline, ink, (PASSED,))
    assert inked == [timeline.at(frame).view.slice for frame in (0, 120, 180)]
    assert pictures.groups == ((0, 1, 2),)
    assert pictures.pixels.shape == (3, 960, 540)


def test_only_what_is_drawn_is_searched() -> None:
    """Plain background around it costs time and holds nothing; frames without anything stay as they are."""
    frames = np.full((2, 96, 54), 23, np.uint8)
    assert search._trimmed(frames).shape == frames.shape
    frames[0, 20:30, 10:40] = 200
    frames[1, 50, 50] = 200
    frames[1, 90, 5] = 30
    assert search._trimmed(frames).shape == (2, 31, 41)
