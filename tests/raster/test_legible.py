"""How well words can be read: contrast by WCAG's own numbers, measured on pixels."""

import numpy as np
import pytest

from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box
from scrollcast.raster.colour import Rgb, ycbcr8
from scrollcast.raster.fonts import Style, Weight
from scrollcast.raster.legible import legibility, luminance
from scrollcast.raster.sprite import Easel, Sprite
from scrollcast.raster.text import line


def written(colour: Rgb, size: int = 60, text: str = "Hh") -> Sprite:
    """A word without plate or edge."""
    word = line(text, Style(size, Weight.BOLD))
    height, width = word.mask.shape
    return Easel(20, 20, width + 40, height + 40).paint(word.mask, colour, 40, 40).sprite()


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [
        (Rgb(255, 255, 255), Rgb(0, 0, 0), 21.0),
        (Rgb(255, 255, 255), Rgb(118, 118, 118), 4.54),  # WCAG's own example of what just passes
        (Rgb(255, 197, 61), Rgb(6, 8, 11), 12.7),
        (Rgb(150, 160, 172), Rgb(110, 110, 110), 1.95),
    ],
)
def test_contrast_is_that_of_wcag(ink: Rgb, ground: Rgb, ratio: float) -> None:
    """Ink against ground, in colour, on a 4:2:0 frame."""
    canvas = Canvas.blank(320, 320, ycbcr8(ground))
    sprite = written(ink)
    sprite.blend(canvas)
    found = legibility(canvas, sprite)
    assert found is not None
    assert found.contrast == pytest.approx(ratio, rel=0.1)


def test_the_brightest_ground_counts() -> None:
    """White words on a black ground with a bright stripe behind them are as bad as the stripe."""
    canvas = Canvas.blank(320, 320)
    canvas.luma[60:80] = 200
    sprite = written(Rgb(255, 255, 255))
    sprite.blend(canvas)
    found = legibility(canvas, sprite)
    assert found is not None
    assert found.contrast < 2


@pytest.mark.parametrize("size", [30, 60, 90])
def test_height_is_that_of_the_tallest_letter(size: int) -> None:
    """Capitals of Inter are 0.727 em high; the softest pixels of an edge are not ink."""
    canvas = Canvas.blank(320, 320)
    sprite = written(Rgb(255, 255, 255), size, "H")
    sprite.blend(canvas)
    found = legibility(canvas, sprite)
    assert found is not None
    assert found.height == pytest.approx(0.727 * size, abs=2)


def test_a_sprite_without_ink_has_no_words() -> None:
    """A dark plate alone."""
    canvas = Canvas.blank(320, 320)
    plate = Easel(20, 20, 60, 60).paint(np.full((40, 40), 255, np.uint8), Rgb(20, 26, 33), 30, 30).sprite()
    assert legibility(canvas, plate) is None


def test_luminance_is_linear() -> None:
    """Mid-grey sRGB 188 is half as bright as white; odd boxes take the chroma that belongs to them."""
    canvas = Canvas.blank(64, 64, ycbcr8(Rgb(188, 188, 188)))
    assert luminance(canvas, Box(3, 5, 7, 9)).shape == (9, 7)
    assert float(luminance(canvas, Box(3, 5, 7, 9)).mean()) == pytest.approx(0.5, abs=0.01)


def test_words_on_a_plate_are_measured_on_it() -> None:
    """A leader line that runs from the plate over bright anatomy does not count."""
    canvas = Canvas.blank(320, 320, (220, 128, 128))
    word = line("Hh", Style(60, Weight.BOLD))
    height, width = word.mask.shape
    easel = Easel(20, 20, 280, 280).paint(np.full((height + 20, width + 20), 255, np.uint8), Rgb(6, 8, 11), 30, 30)
    easel.paint(word.mask, Rgb(255, 255, 255), 40, 40)
    sprite = easel.paint(np.full((60, 4), 255, np.uint8), Rgb(255, 255, 255), 60, 60 + height).sprite()
    sprite.blend(canvas)
    found = legibility(canvas, sprite)
    assert found is not None
    assert found.contrast > 10
