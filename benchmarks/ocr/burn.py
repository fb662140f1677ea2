"""Burn words into every slice of a stack, as a screen or a scanner would: in greys of a display, then stored."""

from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
from benchmarks.ocr.backgrounds import Background
from benchmarks.ocr.typefaces import Mask, Words
from numpy.typing import NDArray

from scrollcast.model.series import Slice
from scrollcast.model.volume import Crop
from scrollcast.raster.body import find_body

_EDGE = 3  # px between words and the edge of the image
_GREY = 150 / 255
_QUALITIES = (75, 90)
_COMPRESSED = 0.25  # share of series that went through a lossy JPEG after the words were burned in

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Burned:
    """What was burned in, for the tables.

    Attributes
    ----------
    script, typeface, tone, where : str
    size : int
    quality : int
        Of the JPEG; 0 is none.
    box : tuple of int
        Left, top, width, height, px.
    """

    script: str
    typeface: str
    tone: str
    where: str
    size: int
    quality: int
    box: tuple[int, int, int, int]


def burn(background: Background, words: Words, where: str, random: Random) -> tuple[tuple[Slice, ...], Burned] | None:
    """Burn words into a corner or over the anatomy; None where they don't fit."""
    first = background.slices[0]
    height, width = words.mask.shape
    rows, columns = first.stored.shape
    if width > columns - 2 * _EDGE or height > rows - 2 * _EDGE:
        return None
    left, top = _place(background, (width, height), where, random)
    tones = ("white", "white", "grey", "boxed") if where == "corner" else ("white", "white", "grey", "boxed", "dark")
    tone, quality = random.choice(tones), random.choice(_QUALITIES) if random.random() < _COMPRESSED else 0
    low, high = _range(background)
    inside = np.s_[top : top + height, left : left + width]
    slices = []
    for plane in background.slices:
        shown = np.clip((_values(plane) - low) / (high - low), 0, 1)
        shown[inside] = _inked(shown[inside], words.mask, _level(background, tone, low, high), tone)
        changed = shown if not quality else _compressed(shown, quality)
        slices.append(_stored(plane, changed, low, high, inside if not quality else np.s_[:, :]))
    said = Burned(words.script, words.typeface, tone, where, words.size, quality, (left, top, width, height))
    return tuple(slices), said


def _place(background: Background, size: tuple[int, int], where: str, random: Random) -> tuple[int, int]:
    width, height = size
    rows, columns = background.slices[0].stored.shape
    right, low = columns - width - _EDGE, rows - height - _EDGE
    if where == "corner":
        return random.choice((_EDGE, right)), random.choice((_EDGE, low))
    body: Crop = find_body(background.slices, background.modality).crop
    across = body.left + body.columns // 5, body.right - body.columns // 5 - width
    down = body.top + body.rows // 4, body.bottom - body.rows // 4 - height
    return (
        min(max(random.randint(across[0], max(across)), _EDGE), right),
        min(max(random.randint(down[0], max(down)), _EDGE), low),
    )


def _range(background: Background) -> tuple[float, float]:
    """What black and white of the display stand for: words are as bright as the brightest tissue, or more."""
    values = [_values(plane)[::4, ::4] for plane in background.slices[:: max(1, len(background.slices) // 12)]]
    window = background.published
    low = min(float(np.min(values)), window.center - window.width / 2)
    return max(low, -1024.0), max(float(np.max(values)), window.center + window.width / 2)


def _level(background: Background, tone: str, low: float, high: float) -> float:
    """Grey of the words on the display: middle grey is that of the published window."""
    window = background.published
    grey = window.center - window.width / 2 + _GREY * window.width
    return {"white": 1.0, "boxed": 1.0, "dark": 0.0, "grey": (grey - low) / (high - low)}[tone]


def _inked(under: Values, mask: Mask, level: float, tone: str) -> Values:
    paper = np.zeros_like(under) if tone == "boxed" else under
    return paper * (1 - mask) + level * mask


def _compressed(shown: Values, quality: int) -> Values:
    _, code = cv2.imencode(".jpg", (shown * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(code, cv2.IMREAD_GRAYSCALE), np.float32) / 255


def _values(plane: Slice) -> Values:
    return plane.stored * np.float32(plane.rescale.slope) + np.float32(plane.rescale.intercept)


def _stored(plane: Slice, shown: Values, low: float, high: float, where: tuple[slice, slice]) -> Slice:
    stored = plane.stored.copy()
    ends = np.iinfo(stored.dtype)
    values = shown[where] * (high - low) + low
    wanted = np.rint((values - plane.rescale.intercept) / plane.rescale.slope)
    stored[where] = np.clip(wanted, ends.min, ends.max)
    return replace(plane, stored=stored)
