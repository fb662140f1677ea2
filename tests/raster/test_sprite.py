"""Colours, sprites and shapes against plain float arithmetic."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.model.canvas import Canvas
from scrollcast.raster.colour import Rgb, ycbcr8
from scrollcast.raster.draw import arc, disc, grown, polygon, polyline, rounded
from scrollcast.raster.resample import cut, resample
from scrollcast.raster.sprite import Easel, crossfade, stencil


@pytest.mark.parametrize(
    ("rgb", "expected"),
    [
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 0), (16, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
    ],
)
def test_colours_follow_bt709(rgb: tuple[int, int, int], expected: tuple[int, int, int]) -> None:
    """The 100 % colour bars of BT.709 in limited range."""
    assert ycbcr8(Rgb(*rgb)) == expected


@given(
    st.integers(-40, 90),
    st.integers(-40, 90),
    st.integers(0, 255),
    st.floats(0, 1),
    st.tuples(*[st.integers(0, 255)] * 3),
)
def test_blending_is_linear(x: int, y: int, cover: int, presence: float, rgb: tuple[int, int, int]) -> None:
    """Any sprite anywhere: luma is under + alpha * (over - under), and nothing outside its box changes."""
    canvas = Canvas.blank(96, 64, (100, 90, 160))
    sprite = Easel(x, y, 30, 20).paint(np.full((20, 30), cover, np.uint8), Rgb(*rgb), x, y).sprite()
    sprite.blend(canvas, presence)
    expected = np.full((64, 96), 100.0)
    box = np.zeros((64, 96), bool)
    box[max(0, y) : max(0, y + 20), max(0, x) : max(0, x + 30)] = True
    alpha = cover / 255 * presence
    expected[box] += alpha * (ycbcr8(Rgb(*rgb))[0] - 100)
    assert np.abs(canvas.luma - expected).max() <= 2
    halves = box.reshape(32, 2, 48, 2).any((1, 3))
    assert (canvas.chroma[0][~halves] == 90).all()


def test_thin_strokes_keep_their_colour() -> None:
    """A line one pixel wide still gets its full chroma: alpha is pooled by its maximum."""
    canvas = Canvas.blank(32, 32)
    mask = np.zeros((32, 32), np.uint8)
    mask[:, 15] = 255
    Easel(0, 0, 32, 32).paint(mask, Rgb(255, 197, 61), 0, 0).sprite().blend(canvas)
    cb, cr = ycbcr8(Rgb(255, 197, 61))[1:]
    assert abs(int(canvas.chroma[0][8, 7]) - cb) <= 1
    assert abs(int(canvas.chroma[1][8, 7]) - cr) <= 1


def test_later_paint_covers_earlier() -> None:
    """Painter's order, with alpha, on one easel."""
    whole = np.full((8, 8), 255, np.uint8)
    sprite = Easel(0, 0, 8, 8).paint(whole, Rgb(0, 0, 0), 0, 0).paint(whole, Rgb(255, 255, 255), 0, 0, 0.5).sprite()
    assert abs(int(sprite.luma[4, 4]) - 126) <= 1
    assert sprite.alpha[4, 4] == 255


def test_crossfade_meets_both_ends() -> None:
    """Nothing of the other picture at 0 and at 1."""
    under, over = Canvas.blank(16, 16, (50, 60, 70)), Canvas.blank(16, 16, (200, 128, 90))
    before = under.copy()
    crossfade(under, over, 0)
    assert (under.buffer == before.buffer).all()
    crossfade(under, over, 1)
    assert (under.buffer == over.buffer).all()


def test_shapes_cover_the_area_they_should() -> None:
    """Areas of circle, ring, box, triangle and stroke, within 3 %."""

    def area(mask: np.ndarray) -> float:
        return float(mask.sum() / 255)

    assert area(disc(100)) == pytest.approx(np.pi * 50**2, rel=0.03)
    assert area(arc(100, 10, 0.5)) == pytest.approx(np.pi * (50**2 - 40**2) / 2 + np.pi * 25, rel=0.03)
    assert area(rounded(60, 40, 10)) == pytest.approx(2400 - (4 - np.pi) * 100, rel=0.03)
    assert area(polygon(40, 40, [(0, 0), (40, 0), (0, 40)])) == pytest.approx(800, rel=0.03)
    assert area(polyline(100, 20, [(10, 10), (90, 10)], 6)) == pytest.approx(480 + np.pi * 9, rel=0.05)
    assert arc(100, 10, 0).sum() == 0


def test_grown_surrounds() -> None:
    """The edge lies around the mask on all sides."""
    mask = np.zeros((9, 9), np.uint8)
    mask[4, 4] = 255
    assert grown(mask, 3)[4 + 3, 4] > 150
    assert grown(mask, 3).shape == (15, 15)


@given(st.integers(3, 40), st.integers(3, 40), st.integers(2, 90), st.integers(2, 90))
def test_resampling_keeps_greys_and_places(rows: int, columns: int, width: int, height: int) -> None:
    """A linear ramp stays one at any size: no shift by half a pixel, no grey beyond black or white."""
    ramp = np.linspace(40, 210, columns)[np.newaxis].repeat(rows, 0)
    out = resample(np.rint(ramp).astype(np.uint8), width, height)
    assert out.shape == (height, width)
    assert out.min() >= 16
    assert out.max() <= 235
    at = (np.arange(width) + 0.5) * columns / width - 0.5
    inner = (at > 1.5) & (at < columns - 2.5)
    expected = np.interp(at, np.arange(columns), ramp[0])
    assert np.abs(out[height // 2][inner] - expected[inner]).max(initial=0) <= 3


@given(st.integers(5, 60), st.integers(5, 60), st.integers(0, 3), st.integers(0, 3))
def test_a_stencil_is_what_an_easel_paints(width: int, height: int, x: int, y: int) -> None:
    """One colour through one mask, whatever the place."""
    mask = np.random.default_rng(width).integers(0, 256, (height, width)).astype(np.uint8)
    colour = Rgb(90, 170, 255)
    painted = Easel(x, y, width + 2, height + 2).paint(mask, colour, x, y).sprite()
    one, other = Canvas.blank(80, 80), Canvas.blank(80, 80)
    stencil(mask, colour, x, y).blend(one)
    painted.blend(other)
    assert np.abs(one.buffer.astype(int) - other.buffer).max() <= 1


@pytest.mark.parametrize(("width", "height"), [(120, 90), (30, 90), (30, 20), (50, 50)])
@pytest.mark.parametrize("left", [0, 7])
def test_a_picture_is_drawn_in_its_place(width: int, height: int, left: int) -> None:
    """The same as in an array of its own, whole and in part, and nothing beside it."""
    luma = np.random.default_rng(2).integers(16, 236, (50, 50)).astype(np.uint8)
    edges = (3.5, 4.25, 40.75, 39.5)
    for own, draw in (
        (resample(luma, width, height), lambda onto: resample(luma, width, height, onto)),
        (cut(luma, edges, width, height), lambda onto: cut(luma, edges, width, height, onto)),
    ):
        page = np.zeros((200, 130), np.uint8)
        draw(page[10 : 10 + height, left : left + width])
        assert (page[10 : 10 + height, left : left + width] == own).all()
        page[10 : 10 + height, left : left + width] = 0
        assert not page.any()


def test_resampling_up_is_cubic_and_down_is_area() -> None:
    """As opencv does both on its own."""
    noise = np.random.default_rng(1).integers(60, 190, (50, 50)).astype(np.uint8)
    up = np.clip(cv2.resize(noise, (120, 120), interpolation=cv2.INTER_CUBIC), 16, 235)
    assert (resample(noise, 120, 120) == up).all()
    assert (resample(noise, 25, 25) == noise.reshape(25, 2, 25, 2).mean((1, 3)).round()).mean() > 0.5
