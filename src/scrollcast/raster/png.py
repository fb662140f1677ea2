"""A canvas as a PNG without metadata."""

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.raster.colour import rgb


def png(canvas: Canvas) -> bytes:
    """Encode a frame as an 8-bit RGB PNG."""
    done, data = cv2.imencode(".png", pixels(canvas))
    if not done:
        raise RuntimeError("OpenCV could not write a PNG")
    return data.tobytes()


def pixels(canvas: Canvas) -> NDArray[np.uint8]:
    """A frame as OpenCV takes it, shape (height, width, 3): blue, green, red."""
    chroma = canvas.chroma.repeat(2, axis=1).repeat(2, axis=2)
    colours = rgb(np.stack([canvas.luma, *chroma], axis=-1).astype(np.float32))
    return np.asarray(np.rint(colours[..., ::-1]), np.uint8)
