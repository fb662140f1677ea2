"""Burned-in text against moving anatomy: the pictures that are searched, and the rule of what is text."""

from dataclasses import replace
from itertools import combinations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scrollcast.model.geometry import Spacing
from scrollcast.model.series import Modality, Padding, Rescale, Slice
from scrollcast.model.volume import Crop
from scrollcast.model.window import Window
from scrollcast.privacy.ocr import Box, Engine
from scrollcast.privacy.rule import Found, burned_in, judge, tallest
from scrollcast.privacy.text import MEAN, STEADY, Pictures, pictures

SOFT = Window(400, 50)
WORDS = "DOE JANE 4471"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The models, loaded once."""
    return Engine()


def _strokes(words: str, place: tuple[int, int]) -> NDArray[np.uint8]:
    drawn = cv2.putText(
        np.zeros((512, 512), np.uint8), words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.45, 255, 1, cv2.LINE_AA
    )
    return np.asarray(drawn, np.uint8)


def _stack(words: str = "", place: tuple[int, int] = (8, 24), value: int = 4095, count: int = 12) -> list[Slice]:
    """A body with organs that drift from slice to slice, and words that don't."""
    random, planes = np.random.default_rng(3), []
    for k in range(count):
        image = np.full((512, 512), 24, np.uint16)
        cv2.ellipse(image, (256, 256), (190 + k, 130 - k), 0, 0, 360, 1060, cv2.FILLED)
        for n in range(25):
            centre = int(120 + (n * 67 + k * 9) % 270), int(170 + (n * 41 + k * 7) % 170)
            cv2.ellipse(image, centre, (6 + n % 9, 5 + n % 7), n * 20, 0, 360, 950 + 12 * n, cv2.FILLED)
        image = np.clip(image + random.normal(0, 12, image.shape), 0, 4095).astype(np.uint16)
        strokes = _strokes(words, place)
        image = np.rint(image + (value - image.astype(float)) * strokes / 255).astype(np.uint16)
        planes.append(Slice(image, Rescale(1.0, -1024.0), False, None, None, Spacing(0.8, 0.8), None, k + 1))
    return planes


def _found(engine: Engine, slices: list[Slice]) -> list[Box]:
    searched = pictures(slices, Modality.CT, SOFT)
    boxes = engine.search(list(searched.pixels), [list(group) for group in searched.groups], tallest(searched))
    return burned_in(boxes, searched, len(slices))


@pytest.mark.parametrize(
    ("place", "value"),
    [((8, 24), 4095), ((360, 500), 4095), ((8, 24), 1110), ((200, 260), 4095), ((190, 250), 1230), ((200, 260), 0)],
    ids=["corner", "lower right", "grey in the corner", "over anatomy", "grey over anatomy", "dark over anatomy"],
)
def test_text_that_stays_put_is_found(engine: Engine, place: tuple[int, int], value: int) -> None:
    """White, grey and dark words, in corners and over anatomy, at their place."""
    boxes = _found(engine, _stack(WORDS, place, value))
    assert boxes
    middle = place[0] + 55, place[1] - 5
    assert any(
        box.left <= middle[0] <= box.left + box.width and box.top - 6 <= middle[1] <= box.top + box.height + 6
        for box in boxes
    )


def test_moving_anatomy_is_no_text(engine: Engine) -> None:
    """The same stack without words has nothing to stop it."""
    assert _found(engine, _stack()) == []


def test_projections_keep_what_stays() -> None:
    """Bright words remain in the darkest values, dark ones in the brightest; padding is black in all."""
    low = pictures(_stack(WORDS), Modality.CT, SOFT)
    named = dict(zip(low.names, low.pixels, strict=False))
    assert named["darkest values"][10:28, 8:110].max() == 235
    assert named["darkest values"][100:160, :40].max() < 20
    padded = [replace(plane, padding=Padding(4000, 4095)) for plane in _stack(WORDS)]
    black = pictures(padded, Modality.CT, SOFT)
    assert (black.pixels[0][_stack(WORDS)[0].stored >= 4000] == 16).all()


@pytest.mark.parametrize("count", [1, 2, 3, 300])
def test_any_number_of_slices_gives_pictures(count: int) -> None:
    """A short stack is sampled without repeats, a long one at its ends too; the groups point at slices."""
    small = [replace(plane, stored=plane.stored[:64, :48].copy()) for plane in _stack(count=3)]
    searched = pictures((small * 100)[:count], Modality.MR, Window(100, 50))
    assert len(searched.names) == len(searched.pixels) + len(searched.groups)
    assert searched.pixels.shape[1:] == (64, 48)
    assert all(searched.names[index].startswith("slice") for group in searched.groups for index in group)


def _box(**changes: object) -> Box:
    return replace(Box(0, 0, 60, 12, 12, 60, 0.9, "DOE 44", 0.9), **changes)


@pytest.mark.parametrize(
    ("picture", "changes", "stopped"),
    [
        ("darkest values", {}, True),
        ("thin steady strokes", {}, True),
        ("mean of all slices", {}, True),
        ("most slices", {"reading": "lod", "chance": 0.6}, True),
        ("most slices", {"reading": "lll", "chance": 0.6}, False),
        ("most slices", {"confidence": 0.4}, False),
        ("most slices", {"chance": 0.4}, False),
        ("darkest values", {"short": 50.0}, False),
        ("darkest values", {"long": 14.0}, False),
        ("darkest values", {"reading": ""}, False),
        ("slice", {}, False),
        ("slice, full range", {}, False),
    ],
)
def test_what_is_read(picture: str, changes: dict[str, object], stopped: bool) -> None:
    """Three letters or digits in a picture of all slices, whatever their number; never in a single slice alone."""
    searched = Pictures((picture,), np.zeros((1, 512, 512), np.uint8), ())
    assert tallest(searched) == 40
    assert bool(burned_in([[_box(**changes)]], searched, 3)) is stopped


@pytest.mark.parametrize(
    ("changes", "others", "slices", "stopped"),
    [
        ({}, {}, 12, True),
        ({}, {}, 7, False),
        ({"chance": 0.75}, {}, 12, False),
        ({}, {"chance": 0.5}, 12, False),
        ({}, {"left": 300.0}, 12, False),
        ({}, {"top": 300.0}, 12, False),
        ({"long": 20.0}, {}, 12, False),
    ],
)
def test_what_nobody_reads(changes: dict[str, object], others: dict[str, object], slices: int, stopped: bool) -> None:
    """A line that the detector is sure of, at the same place over slices and projections, in a stack that moves."""
    names = ("darkest values", "brightest values", "slice", "slice, full range", "thin steady strokes")
    searched = Pictures(names, np.zeros((5, 512, 512), np.uint8), ())
    first = _box(reading="", **changes)
    other = _box(**{"reading": "", "chance": 0.7, "left": 4.0, "top": 4.0} | others)
    found = [[first], *[[other]] * 4]
    assert (first in burned_in(found, searched, slices)) is stopped
    assert not burned_in([[first], [], [], [other], [other]], searched, slices)


@pytest.mark.parametrize(
    ("picture", "seconded", "slices", "stopped"),
    [
        (MEAN, False, 12, True),
        (MEAN, True, 7, False),
        (STEADY, True, 12, True),
        (STEADY, False, 12, False),
        (STEADY, True, 7, False),
    ],
)
def test_what_nobody_reads_where_all_slices_are_compared(
    picture: str, seconded: bool, slices: int, stopped: bool
) -> None:
    """In the mean anatomy is gone; some noise is steady, so that there one other picture has the same line."""
    searched = Pictures((picture, "slice"), np.zeros((2, 512, 512), np.uint8), ())
    line = _box(reading="")
    assert bool(burned_in([[line], [line] * seconded], searched, slices)) is stopped


@pytest.mark.parametrize("value", [1230, 1010], ids=["grey", "hardly brighter"])
@pytest.mark.parametrize("picture", [STEADY, MEAN])
def test_faint_words_stand_out_where_all_slices_are_compared(picture: str, value: int) -> None:
    """Strokes are brighter than what is around them, also in the grey of the organs behind them."""
    searched = pictures(_stack(WORDS, (190, 250), value, 24), Modality.CT, SOFT)
    shown = searched.pixels[searched.names.index(picture)].astype(float)
    strokes = _strokes(WORDS, (190, 250)) > 200
    around = cv2.dilate(strokes.astype(np.uint8), np.ones((15, 15), np.uint8)).astype(bool) & ~strokes
    assert abs(shown[strokes].mean() - shown[around].mean()) > shown[around].std()


def test_small_images_have_letters_too() -> None:
    """Words are as many px high in an image of 72 px as in one of 512."""
    assert tallest(Pictures(("slice",), np.zeros((1, 72, 72), np.uint8), ())) == 24


def test_what_the_headers_hold_counts_wherever_it_is_read() -> None:
    """At any confidence and in a single slice; anything else that is read once is for a person to look at."""
    searched = Pictures(("slice",), np.zeros((1, 512, 512), np.uint8), ())
    once = [[_box(chance=0.35, reading="QUlLLANA", confidence=0.05)]]
    assert judge(once, searched, 12, ("quillana",)).stops == (Crop(0, 0, 16, 64),)
    found = judge(once, searched, 12, ("zzyzxova",))
    assert found == Found((), (Crop(0, 0, 16, 64),))
    assert Found.decoded(found.coded()) == found


@given(st.lists(st.tuples(*[st.integers(0, 500)] * 2, *[st.integers(1, 60)] * 2), max_size=12))
def test_places_hold_all_boxes_and_lie_apart(boxes: list[tuple[int, int, int, int]]) -> None:
    """Boxes that touch are one place; each is within a place, with room around, inside the image."""
    searched = Pictures(("slice",), np.zeros((1, 512, 512), np.uint8), ())
    found = [_box(left=x, top=y, width=w, height=h, short=min(w, h), reading="quillana") for x, y, w, h in boxes]
    places = judge([found], searched, 12, ("quillana",)).stops
    assert all(0 <= p.top < p.bottom <= 512 and 0 <= p.left < p.right <= 512 for p in places)
    for x, y, w, h in boxes:
        ends = min(x + w, 512), min(y + h, 512)
        assert any(p.left <= x <= ends[0] <= p.right and p.top <= y <= ends[1] <= p.bottom for p in places)
    for one, other in combinations(places, 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        assert apart
