"""Shapes on single-channel planes: anti-aliased fills, strokes and discs, and the smoothing the demo needs."""

import cv2
import numpy as np
from numpy.typing import NDArray

_BITS = 4
_ONE = 1 << _BITS

Points = NDArray[np.float32]
Grey = NDArray[np.uint8]
Field = NDArray[np.float32]


def fill(mask: Grey, polygon: Points, *, soft: bool = True) -> None:
    """Fill a polygon with 255.

    Parameters
    ----------
    mask : ndarray, shape (rows, columns), uint8
        Drawn on.
    polygon : ndarray, shape (n, 2)
        Column and row of each corner, px.
    soft : bool
        Anti-aliased edge.
    """
    corners = np.rint(polygon * _ONE).astype(np.int32)
    cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA if soft else cv2.LINE_8, _BITS)


def stroke(mask: Grey, line: Points, width: float, *, closed: bool = False) -> None:
    """Draw a line with 255; widths below a pixel are drawn a pixel wide and paler.

    Parameters
    ----------
    mask : ndarray, shape (rows, columns), uint8
    line : ndarray, shape (n, 2)
        Column and row, px.
    width : float
        px.
    closed : bool
        Joins the last point to the first.
    """
    corners = np.rint(line * _ONE).astype(np.int32)
    ink = 255 if width >= 1 else int(255 * width)
    cv2.polylines(mask, [corners], closed, ink, max(1, round(width)), cv2.LINE_AA, _BITS)


def discs(mask: Grey, centres: Points, radii: Field, *, soft: bool = True) -> None:
    """Draw filled discs with 255.

    Parameters
    ----------
    mask : ndarray, shape (rows, columns), uint8
    centres : ndarray, shape (n, 2)
        Column and row, px.
    radii : ndarray, shape (n,)
        px.
    soft : bool
        Anti-aliased edge.
    """
    kind = cv2.LINE_AA if soft else cv2.LINE_8
    at = np.rint(centres * _ONE).astype(np.int64).tolist()
    size = np.rint(radii * _ONE).astype(np.int64).tolist()
    for (column, row), radius in zip(at, size, strict=True):
        cv2.circle(mask, (column, row), radius, 255, cv2.FILLED, kind, _BITS)


def blur(plane: Field, sigma: float) -> Field:
    """Gaussian blur; `sigma` in px, edges replicated."""
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32)


def enlarge(coarse: Field, rows: int, columns: int) -> Field:
    """Cubic interpolation of a coarse plane to a finer one."""
    return np.asarray(cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_CUBIC), np.float32)
