"""Pictures at another size: cubic up, area down, each axis by its own need."""

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import BLACK, WHITE


def leave_cores() -> None:
    """Keep OpenCV to one thread in this process: what it would gain, readers and encoder beside it would lose."""
    cv2.setNumThreads(1)


def resample(
    luma: NDArray[np.uint8], width: int, height: int, onto: NDArray[np.uint8] | None = None
) -> NDArray[np.uint8]:
    """Bring a picture to a size.

    Parameters
    ----------
    luma : ndarray, shape (rows, columns), uint8
        16 to 235.
    width, height : int
        px.
    onto : ndarray, shape (height, width), uint8, or None
        Where the picture goes; None makes a new array.

    Returns
    -------
    ndarray, shape (height, width), uint8
        16 to 235: what a cubic kernel throws beyond black and white is cut off.
    """
    rows, columns = luma.shape
    if height < rows:
        luma = np.asarray(cv2.resize(luma, (columns, height), interpolation=cv2.INTER_AREA), np.uint8)
    if width < columns:
        luma = np.asarray(cv2.resize(luma, (width, luma.shape[0]), interpolation=cv2.INTER_AREA), np.uint8)
    if luma.shape == (height, width):
        if onto is None:
            return luma
        onto[:] = luma
        return onto
    larger = np.asarray(cv2.resize(luma, (width, height), onto, interpolation=cv2.INTER_CUBIC), np.uint8)
    return np.clip(larger, BLACK, WHITE, out=larger)


def cut(
    luma: NDArray[np.uint8],
    edges: tuple[float, float, float, float],
    width: int,
    height: int,
    onto: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """Bring a part of a picture with fractional edges to a size.

    Parameters
    ----------
    luma : ndarray, shape (rows, columns), uint8
        16 to 235.
    edges : tuple of 4 floats
        Top, left, bottom, right of the part: edges of pixels, half-open.
    width, height : int
        px.
    onto : ndarray, shape (height, width), uint8, or None
        Where the picture goes; None makes a new array.

    Returns
    -------
    ndarray, shape (height, width), uint8
        Cubic, as `resample`; where it gets smaller, the part is taken at whole pixels and averaged.
    """
    top, left, bottom, right = edges
    down, along = (bottom - top) / height, (right - left) / width
    if down > 1 or along > 1:
        rows = slice(max(0, round(top)), min(luma.shape[0], round(bottom)))
        columns = slice(max(0, round(left)), min(luma.shape[1], round(right)))
        return resample(luma[rows, columns], width, height, onto)
    there = np.array([[along, 0, left + along / 2 - 0.5], [0, down, top + down / 2 - 0.5]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    larger = cv2.warpAffine(luma, there, (width, height), onto, flags, cv2.BORDER_REPLICATE)
    picture = np.asarray(larger, np.uint8)
    return np.clip(picture, BLACK, WHITE, out=picture)
