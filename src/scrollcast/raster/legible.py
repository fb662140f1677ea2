"""How well words can be read on a frame: their contrast and their size, measured on its pixels."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box
from scrollcast.raster.colour import rgb
from scrollcast.raster.sprite import Sprite

_SOLID = 250  # alpha from which a pixel is the sprite's own
_PLATE = 128  # alpha from which there is a plate, or an edge
_INK = 90  # luma from which it is ink: plates and edges are darker
_WORST = 95  # percentile: single bright pixels beside a letter don't make it unreadable
_FILLED = 0.1  # of its box: an L fills a quarter
_NEAR, _FAR = 1, 5  # px from the ink: nearer is the letter's soft edge


class Legibility(NamedTuple):
    """Of the words of one sprite.

    Attributes
    ----------
    contrast : float
        1 to 21, WCAG 2.2: the ink against the brightest that surrounds it.
    height : int
        Of the tallest letter, px.
    """

    contrast: float
    height: int


def legibility(canvas: Canvas, sprite: Sprite) -> Legibility | None:
    """Measure the words of a sprite where it was blended into a frame; None where there are none."""
    box = sprite.box
    left, top = max(0, box.x), max(0, box.y)
    right, bottom = min(canvas.width, box.right), min(canvas.height, box.bottom)
    part = (slice(top - box.y, bottom - box.y), slice(left - box.x, right - box.x))
    ink = (sprite.alpha[part] >= _SOLID) & (sprite.luma[part] >= _INK)
    if not ink.any():
        return None
    around = _grown(ink, _FAR) & ~_grown(ink, _NEAR)
    plated = around & (sprite.alpha[part] >= _PLATE)
    if plated.sum() * 2 > around.sum():
        around = plated  # the words stand on a plate: a leader line that leaves it is no word
    light = luminance(canvas, Box(left, top, right - left, bottom - top))
    bright, dark = float(np.median(light[ink])), float(np.percentile(light[around], _WORST))
    high, low = max(bright, dark), min(bright, dark)
    return Legibility((high + 0.05) / (low + 0.05), _tallest(ink))


def luminance(canvas: Canvas, box: Box) -> NDArray[np.float32]:
    """Relative luminance of the pixels in a box, 0..1 (WCAG 2.2, from linear sRGB).

    Parameters
    ----------
    canvas : Canvas
    box : Box

    Returns
    -------
    ndarray, shape (height, width), float32
    """
    rows, columns = slice(box.y // 2, -(-box.bottom // 2)), slice(box.x // 2, -(-box.right // 2))
    chroma = canvas.chroma[:, rows, columns].repeat(2, axis=1).repeat(2, axis=2)
    chroma = chroma[:, box.y % 2 : box.y % 2 + box.height, box.x % 2 : box.x % 2 + box.width]
    luma = canvas.luma[box.y : box.bottom, box.x : box.right]
    coloured = rgb(np.stack([luma, *chroma], axis=-1).astype(np.float32)) / 255
    linear = np.where(coloured <= 0.04045, coloured / 12.92, ((coloured + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), np.float32)


def _grown(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.asarray(cv2.dilate(mask.astype(np.uint8), kernel), bool)


def _tallest(ink: NDArray[np.bool_]) -> int:
    """Of the letters; what fills little of its box is the edge of a card around them."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    pieces = stats[1:]
    boxes = pieces[:, cv2.CC_STAT_WIDTH] * pieces[:, cv2.CC_STAT_HEIGHT]
    letters = pieces[pieces[:, cv2.CC_STAT_AREA] >= _FILLED * boxes]
    return int((letters if len(letters) else pieces)[:, cv2.CC_STAT_HEIGHT].max())
