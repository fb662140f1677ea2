"""Lay a picture in R'G'B' into the middle of a frame."""

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.raster.colour import PREMULTIPLIED

_OPAQUE = np.hstack([PREMULTIPLIED[:, :3], 255 * PREMULTIPLIED[:, 3:]]).astype(np.float32)


def fitting(width: int, height: int, frame: tuple[int, int]) -> tuple[int, int]:
    """The largest even width and height, in the same proportions, that a frame holds."""
    scale = min(frame[0] / width, frame[1] / height)
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def laid(picture: NDArray[np.uint8], width: int, height: int) -> Canvas:
    """Convert a picture to BT.709 of limited range, and lay it on black.

    Parameters
    ----------
    picture : ndarray, shape (h, w, 3), uint8
        R'G'B' of full range; h and w even, and at most those of the frame.
    width, height : int
        Of the frame, px.

    Returns
    -------
    Canvas
    """
    rows, columns = picture.shape[:2]
    top, left = (height - rows) // 4 * 2, (width - columns) // 4 * 2
    ycc = cv2.transform(picture.astype(np.float32), _OPAQUE)
    canvas = Canvas.blank(width, height)
    canvas.luma[top : top + rows, left : left + columns] = np.rint(ycc[..., 0])
    half = cv2.resize(ycc[..., 1:], (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
    box = np.s_[top // 2 : (top + rows) // 2, left // 2 : (left + columns) // 2]
    for plane in (0, 1):
        canvas.chroma[plane][box] = np.rint(half[..., plane])
    return canvas
