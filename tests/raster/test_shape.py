"""Shapes cover the area that geometry says they do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.raster.shape import blur, discs, enlarge, fill, stroke

_PLACE = st.floats(20, 44)


def _area(mask: np.ndarray) -> float:
    return float(mask.sum()) / 255


@given(x=_PLACE, y=_PLACE, radius=st.floats(3, 15))
def test_a_disc_covers_its_area_wherever_its_centre_falls(x: float, y: float, radius: float) -> None:
    """Sub-pixel centres count; the soft edge adds at most a pixel to the radius."""
    mask = np.zeros((64, 64), np.uint8)
    discs(mask, np.array([(x, y)], np.float32), np.array([radius], np.float32))
    assert np.pi * (radius - 0.3) ** 2 <= _area(mask) <= np.pi * (radius + 1) ** 2
    rows, columns = np.nonzero(mask)
    weight = mask[rows, columns]
    assert np.average(columns, weights=weight) == pytest.approx(x, abs=0.3)
    assert np.average(rows, weights=weight) == pytest.approx(y, abs=0.3)


def test_a_polygon_is_filled_within_its_corners() -> None:
    """A hard fill of a box holds the pixels from corner to corner, a soft one no more than an edge pixel beyond."""
    box = np.array([(10, 12), (29, 12), (29, 41), (10, 41)], np.float32)
    hard, soft = np.zeros((64, 64), np.uint8), np.zeros((64, 64), np.uint8)
    fill(hard, box, soft=False)
    fill(soft, box)
    assert _area(hard) == 20 * 30
    assert (hard[12:42, 10:30] == 255).all()
    assert not soft[:11].any() and not soft[43:].any() and (soft[13:41, 11:29] == 255).all()


def test_a_line_thinner_than_a_pixel_is_paler() -> None:
    """Half a pixel of width is half the ink of one."""
    line = np.array([(5, 32), (58, 32)], np.float32)
    thin, whole = np.zeros((64, 64), np.uint8), np.zeros((64, 64), np.uint8)
    stroke(thin, line, 0.5)
    stroke(whole, line, 1.0)
    assert _area(thin) == pytest.approx(_area(whole) / 2, rel=0.1)


def test_blur_keeps_the_mean_and_enlarge_the_level() -> None:
    """Neither adds light: a spot keeps its sum, a flat plane its value."""
    spot = np.zeros((33, 33), np.float32)
    spot[16, 16] = 100
    assert blur(spot, 1.5).sum() == pytest.approx(100, rel=1e-3)
    flat = enlarge(np.full((4, 4), 7, np.float32), 30, 20)
    assert flat.shape == (30, 20)
    assert np.allclose(flat, 7, atol=1e-4)
