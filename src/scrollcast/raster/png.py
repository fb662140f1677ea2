"""A canvas as a PNG without metadata."""

import cv2
import numpy as np

from scrollcast.model.canvas import Canvas
from scrollcast.raster.colour import rgb


def png(canvas: Canvas) -> bytes:
    """Encode a frame as an 8-bit RGB PNG."""
    chroma = canvas.chroma.repeat(2, axis=1).repeat(2, axis=2)
    pixels = rgb(np.stack([canvas.luma, *chroma], axis=-1).astype(np.float32))
    done, data = cv2.imencode(".png", np.rint(pixels[..., ::-1]).astype(np.uint8))
    if not done:
        raise RuntimeError("OpenCV could not write a PNG")
    return data.tobytes()
