"""Contours of masks: where the label ends, finer than its pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.raster.contour import contours


def area(corners: np.ndarray) -> float:
    """Area of a closed contour (shoelace)."""
    rows, columns = corners.T
    return abs(float(rows @ np.roll(columns, 1) - columns @ np.roll(rows, 1))) / 2


@given(st.integers(0, 30), st.integers(0, 30), st.floats(3, 12))
def test_a_disc_keeps_its_centre_and_its_area(top: int, left: int, radius: float) -> None:
    """The line runs half-way between the pixels inside and those outside, wherever the disc lies."""
    grid = np.mgrid[0:60, 0:60]
    row, column = top + 15.0, left + 15.0
    mask = np.hypot(grid[0] - row, grid[1] - column) <= radius
    (corners,) = contours(mask)
    assert area(corners) == pytest.approx(mask.sum(), rel=0.08)
    assert np.abs((corners.min(axis=0) + corners.max(axis=0)) / 2 - (row, column)).max() < 0.3


def test_parts_and_holes_have_contours_of_their_own() -> None:
    """A ring and a single pixel are three lines; an empty mask has none; the image's edge is no obstacle."""
    mask = np.zeros((20, 20), bool)
    mask[2:10, 2:10] = True
    mask[4:8, 4:8] = False
    mask[0, 19] = True
    found = contours(mask)
    assert len(found) == 3
    single = min(found, key=area)
    assert np.abs(single.mean(axis=0) - (0, 19)).max() < 0.2
    assert contours(np.zeros((5, 5), bool)) == ()
