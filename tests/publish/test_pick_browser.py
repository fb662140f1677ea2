"""The page of ``pick`` in a real browser: what is drawn with a mouse ends in the right YAML."""

import math
from pathlib import Path

import numpy as np
import pytest

from builders.browser import Browser
from builders.picking import COLUMN, KEY, ROW, SLICES, SPACING, disc, marks, patient, pixel, screen, to_disc
from scrollcast.model.mark import (
    AngleMark,
    ArrowMark,
    BoxMark,
    InPatient,
    LabelMark,
    OnImage,
    OnSlice,
    OutlineMark,
    RingMark,
    RulerMark,
    SpotlightMark,
    Unit,
)


def test_a_click_gives_slice_pixel_and_mm(browser: Browser, tmp_path: Path) -> None:
    """A click on the disc is within a quarter of a pixel of it, however the anchor is written, in all three ways."""
    wanted = to_disc(browser)
    seen = disc(browser, tmp_path)
    browser.press("[data-tool=arrow]")
    browser.click(seen)
    (mark,) = marks(browser)
    assert isinstance(mark.shape, ArrowMark)
    assert isinstance(mark.shape.at, OnSlice)
    assert mark.shape.at.slice == wanted
    assert pixel(mark.shape.at) == pytest.approx((COLUMN, ROW), abs=0.25)
    assert mark.shape.degrees == 315

    browser.press("[value=image]")
    (mark,) = marks(browser)
    assert isinstance(mark.shape, ArrowMark)
    assert isinstance(mark.shape.at, OnImage)
    assert mark.shape.at.image == KEY + 1
    assert pixel(mark.shape.at) == pytest.approx((COLUMN, ROW), abs=0.25)

    browser.press("[value=mm]")
    (mark,) = marks(browser)
    assert isinstance(mark.shape, ArrowMark)
    assert isinstance(mark.shape.at, InPatient)
    assert np.linalg.norm(mark.shape.at.position - patient(KEY, COLUMN, ROW)) < 0.25 * SPACING.column


def test_the_same_place_has_the_same_mm_in_python(browser: Browser) -> None:
    """What the page says of a place in pixels and in mm agrees with Python to the last written digit, at any zoom."""
    left, top, width, height = browser.box("#picture")
    for zoom, (x, y) in enumerate(((0.4, 0.3), (0.6, 0.7), (0.52, 0.45))):
        browser.wheel(browser.middle("#picture"), -100.0 * zoom, control=True)
        browser.key("ArrowDown")
        browser.press("[value=slice]")
        browser.press("[data-tool=label]")
        browser.click((left + x * width, top + y * height))
        spots = [mark.shape.at for mark in marks(browser) if isinstance(mark.shape, LabelMark)]
        browser.press("[value=mm]")
        positions = [mark.shape.at for mark in marks(browser) if isinstance(mark.shape, LabelMark)]
        assert isinstance(spots[-1], OnSlice)
        assert isinstance(positions[-1], InPatient)
        expected = patient(SLICES - spots[-1].slice, *pixel(spots[-1]))
        assert positions[-1].position == pytest.approx(expected, abs=0.05 * (SPACING.row + SPACING.column) + 0.05)


def test_a_drag_makes_a_ring_of_the_right_radius(browser: Browser, tmp_path: Path) -> None:
    """From the disc's centre to a place 15 columns to the right and 10 rows down: a radius in mm of the patient."""
    wanted = to_disc(browser)
    seen = disc(browser, tmp_path)
    expected = math.hypot(15 * SPACING.column, 10 * SPACING.row)
    end = screen(browser, seen, COLUMN + 15, ROW + 10)
    for tool, kind in (("ring", RingMark), ("spotlight", SpotlightMark)):
        browser.press(f"[data-tool={tool}]")
        browser.drag(seen, ((seen[0] + end[0]) / 2, (seen[1] + end[1]) / 2), end)
        shape = marks(browser)[-1].shape
        assert isinstance(shape, kind)
        assert isinstance(shape.at, OnSlice)
        assert shape.at.slice == wanted
        assert pixel(shape.at) == pytest.approx((COLUMN, ROW), abs=0.5)
        assert shape.radius.unit is Unit.MM
        assert shape.radius.value == pytest.approx(expected, abs=0.5)
        browser.key("Delete")


def test_shapes_through_several_places(browser: Browser, tmp_path: Path) -> None:
    """Ruler, box and angle take their corners; an outline is drawn or clicked, and keeps to its way."""
    to_disc(browser)
    seen = disc(browser, tmp_path)
    corners = [(40.0, 40.0), (60.0, 60.0), (45.0, 70.0)]
    spots = [screen(browser, seen, *corner) for corner in corners]
    browser.key("m")
    browser.drag(*spots[:2])
    browser.key("b")
    browser.click(spots[0])
    browser.click(spots[1])
    browser.key("g")
    for spot in spots:
        browser.click(spot)
    browser.key("o")
    for spot in spots:
        browser.click(spot)
    browser.key("Enter")
    browser.key("o")
    turns = [2 * math.pi * step / 40 for step in range(40)]
    browser.drag(*(screen(browser, seen, 70 + 15 * math.cos(turn), 60 + 10 * math.sin(turn)) for turn in turns))
    ruler, box, angle, clicked, drawn = (mark.shape for mark in marks(browser))
    assert isinstance(ruler, RulerMark)
    assert isinstance(box, BoxMark)
    assert isinstance(angle, AngleMark)
    assert isinstance(clicked, OutlineMark)
    assert isinstance(drawn, OutlineMark)
    anchors = (ruler.start, ruler.end, box.corner, box.opposite, angle.first, angle.vertex, angle.last, *clicked.points)
    for anchor, corner in zip(anchors, [*corners[:2], *corners[:2], *corners, *corners], strict=True):
        assert pixel(anchor) == pytest.approx(corner, abs=0.5)
    measured = math.hypot(20 * SPACING.column, 20 * SPACING.row)
    assert f"{measured:.1f} mm" in browser.text("yaml")
    assert 8 < len(drawn.points) < 60
    for column, row in map(pixel, drawn.points):
        assert math.hypot((column - 70) / 15, (row - 60) / 10) == pytest.approx(1, abs=0.1)


def test_an_arrow_comes_from_where_it_was_dragged(browser: Browser, tmp_path: Path) -> None:
    """The direction is that on the screen: a word near one of eight, degrees between them; its tail moves it later."""
    to_disc(browser)
    seen = disc(browser, tmp_path)
    for turn, expected in ((90, 90), (135, 135), (183, 180), (20, 20), (340, 340)):
        tail = (seen[0] + 90 * math.sin(math.radians(turn)), seen[1] - 90 * math.cos(math.radians(turn)))
        browser.key("a")
        browser.drag(seen, tail)
        shape = marks(browser)[-1].shape
        assert isinstance(shape, ArrowMark)
        assert pixel(shape.at) == pytest.approx((COLUMN, ROW), abs=0.5)
        assert shape.degrees == pytest.approx(expected, abs=1)
        browser.drag(tail, (seen[0] - 90, seen[1]))
        moved = marks(browser)[-1].shape
        assert isinstance(moved, ArrowMark)
        assert (moved.at, moved.degrees) == (shape.at, 270)
        browser.key("Delete")


def test_labels_names_and_lives(browser: Browser) -> None:
    """A label names its mark and is quoted where YAML needs it; a mark lives from one slice to another."""
    middle = browser.middle("#picture")
    for label in ('no "air": 50% #1', "yes", "Masse près du hile"):
        browser.key("a")
        browser.click(middle)
        browser.press(".marks input")
        browser.driver.switch_to.active_element.send_keys(label, "\n" if label == "yes" else "")
        browser.wheel(middle, -120 * SLICES)
        browser.press(".marks li .life button")
    browser.key("End")
    browser.press(".marks li .life button:nth-child(2)")
    written = marks(browser)
    assert [mark.label for mark in written] == ['no "air": 50% #1', "yes", "Masse près du hile"]
    assert [mark.name for mark in written] == ["no-air-50-1", "yes", "masse-près-du-hile"]
    assert [mark.slices for mark in written] == [(1, 5), (1, 1), (1, SLICES)]
