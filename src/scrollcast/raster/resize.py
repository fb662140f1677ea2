"""Frames in another size: luma and chroma each in its own grid."""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from scrollcast.model.canvas import Canvas


def resized(frames: Iterable[Canvas], width: int, height: int) -> Iterator[Canvas]:
    """Frames made smaller by an area average, all in the same canvas.

    Parameters
    ----------
    frames : iterable of Canvas
        The same object again is the same picture or another one, as `frames` of `compose` yields them.
    width, height : int
        px; even, and 4 divides the height.
    """
    small = Canvas.blank(width, height)
    for canvas in frames:
        resize(canvas, small)
        yield small


def resize(canvas: Canvas, onto: Canvas) -> None:
    """Fill a smaller frame with a larger one."""
    for plane, room in zip((canvas.luma, *canvas.chroma), (onto.luma, *onto.chroma), strict=True):
        room[:] = np.asarray(cv2.resize(plane, room.shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)
