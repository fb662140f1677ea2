"""What lies over a picture, with its alpha, found by laying it over black and over white."""

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import BLACK, NEUTRAL, WHITE, Canvas

_RANGE = WHITE - BLACK


def matte(over_black: Canvas, over_white: Canvas) -> NDArray[np.uint8]:
    """Straight colour and alpha of what was laid over both.

    Parameters
    ----------
    over_black, over_white : Canvas
        The same, over `BLACK` and over `WHITE`, both of neutral colour.

    Returns
    -------
    ndarray, shape (height * 5 // 2, width), uint8
        What FFmpeg reads as yuva420p: luma, the two planes of chroma, alpha of full range.
    """
    height, width = over_black.height, over_black.width
    black, white = over_black.luma.astype(np.int16), over_white.luma.astype(np.int16)
    clear = np.clip(white - black, 0, _RANGE)
    cover = _RANGE - clear
    out = np.empty((height * 5 // 2, width), np.uint8)
    share = np.maximum(cover, 1).astype(np.float32) / _RANGE
    out[:height] = np.where(cover > 0, np.clip(np.rint(BLACK + (black - BLACK) / share), BLACK, WHITE), BLACK)
    pooled = np.maximum.reduce([share[y::2, x::2] for y in (0, 1) for x in (0, 1)])
    chroma = over_black.chroma.astype(np.float32) - NEUTRAL
    straight = np.clip(np.rint(NEUTRAL + chroma / pooled), 0, 255).astype(np.uint8)
    out[height : height * 3 // 2] = straight.reshape(height // 2, width)
    out[height * 3 // 2 :] = np.rint(cover * np.float32(255 / _RANGE))
    return out
