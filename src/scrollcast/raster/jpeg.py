"""A canvas as a JPEG without metadata, no larger than it may be."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.raster.png import pixels

QUALITIES: Final = (95, 90, 85, 78, 70, 60)


def jpeg(canvas: Canvas, rows: tuple[int, int] | None = None, most: int | None = None) -> bytes:
    """Encode a frame as an 8-bit JPEG in sRGB.

    Parameters
    ----------
    canvas : Canvas
    rows : tuple of (int, int), optional
        The first row, and the first that is left out; None is all.
    most : int, optional
        Bytes at most: the best quality that is no larger, or the least.
    """
    image = pixels(canvas)[slice(*rows)] if rows else pixels(canvas)
    data = b""
    for quality in QUALITIES:
        data = _encoded(image, quality)
        if most is None or len(data) <= most:
            break
    return data


def grey_jpeg(picture: NDArray[np.uint8]) -> bytes:
    """Encode grey values, shape (rows, columns), as an 8-bit JPEG."""
    return _encoded(picture, QUALITIES[2])


def _encoded(image: NDArray[np.uint8], quality: int) -> bytes:
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise RuntimeError("OpenCV could not write a JPEG")
    return data.tobytes()
