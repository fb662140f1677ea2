"""Frames made smaller: by an area average, luma and chroma each in its own grid."""

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas


def reduced(canvas: Canvas, by: int) -> Canvas:
    """A frame of a whole fraction of the size.

    Parameters
    ----------
    canvas : Canvas
        Its width has to be a multiple of 2 `by`, its height of 4 `by`.
    by : int
    """
    height = canvas.height // by
    small = Canvas(np.empty((height * 3 // 2, canvas.width // by), np.uint8), height)
    _average(canvas.luma, small.luma)
    for source, plane in zip(canvas.chroma, small.chroma, strict=True):
        _average(source, plane)
    return small


def rows(canvas: Canvas, top: int, bottom: int) -> Canvas:
    """The rows of a frame from `top` to above `bottom`, both multiples of 4."""
    part = Canvas.blank(canvas.width, bottom - top)
    part.luma[:] = canvas.luma[top:bottom]
    part.chroma[:] = canvas.chroma[:, top // 2 : bottom // 2]
    return part


def place(canvas: Canvas, onto: Canvas, x: int, y: int) -> None:
    """Put a frame into a larger one; x and y are even."""
    onto.luma[y : y + canvas.height, x : x + canvas.width] = canvas.luma
    rows, columns = slice(y // 2, (y + canvas.height) // 2), slice(x // 2, (x + canvas.width) // 2)
    onto.chroma[:, rows, columns] = canvas.chroma


def _average(plane: NDArray[np.uint8], smaller: NDArray[np.uint8]) -> None:
    cv2.resize(plane, smaller.shape[::-1], smaller, interpolation=cv2.INTER_AREA)
