"""Alpha found by laying the same over black and over white: laid over any ground again, it is what it was."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.model.canvas import BLACK, NEUTRAL, WHITE, Canvas
from scrollcast.raster.colour import Rgb
from scrollcast.raster.matte import matte
from scrollcast.raster.sprite import Easel

SIZE = 32
COLOURS = st.builds(Rgb, *(st.integers(0, 255),) * 3)


def laid(ground: Canvas, colour: Rgb, opacity: float) -> Canvas:
    """A disc of a colour over a ground."""
    rows, columns = np.mgrid[0:20, 0:20]
    mask = (np.clip(10 - np.hypot(rows - 9.5, columns - 9.5), 0, 1) * 255).astype(np.uint8)
    canvas = ground.copy()
    Easel(4, 4, 20, 20).paint(mask, colour, 4, 4, opacity).sprite().blend(canvas)
    return canvas


@given(COLOURS, st.floats(0.1, 1), st.integers(BLACK, WHITE))
def test_laid_over_any_grey_it_is_what_it_was(colour: Rgb, opacity: float, grey: int) -> None:
    """Luma within what eight bits lose, where there is enough alpha to tell a colour."""
    over = [laid(Canvas.blank(SIZE, SIZE, (luma, NEUTRAL, NEUTRAL)), colour, opacity) for luma in (BLACK, WHITE)]
    planes = matte(*over).astype(np.float64)
    luma, alpha = planes[:SIZE], planes[SIZE * 3 // 2 :] / 255
    ground = Canvas.blank(SIZE, SIZE, (grey, NEUTRAL, NEUTRAL))
    again = luma * alpha + ground.luma * (1 - alpha)
    assert np.abs(again - laid(ground, colour, opacity).luma).max() <= 2.5


def test_nothing_is_wholly_clear() -> None:
    """Where nothing was laid there is no alpha; where something opaque was, its colour is kept."""
    black, white = (Canvas.blank(SIZE, SIZE, (luma, NEUTRAL, NEUTRAL)) for luma in (BLACK, WHITE))
    assert (matte(black, white)[SIZE * 3 // 2 :] == 0).all()
    red = Canvas.blank(SIZE, SIZE, (63, 102, 240))
    planes = matte(red, red)
    assert (planes[SIZE * 3 // 2 :] == 255).all()
    assert (planes[:SIZE] == 63).all()
    assert (planes[SIZE : SIZE * 5 // 4] == 102).all()
    assert (planes[SIZE * 5 // 4 : SIZE * 3 // 2] == 240).all()
