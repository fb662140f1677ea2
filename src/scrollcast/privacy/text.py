"""The pictures of a stack in which burned-in text would show.

Text stays put while anatomy moves. So the darkest and the brightest value of every pixel over all slices are searched,
where bright and dark strokes remain and most anatomy is gone, and the chances of sampled slices are compared at the
same place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.series import Modality, Slice
from scrollcast.model.window import VoiFunction, Window
from scrollcast.raster.grey import luma_table, to_luma

Grey = NDArray[np.uint8]

_STROKE = 9  # px of a 512 px image: strokes of a text line are thinner
_AROUND, _CHANGING, _CALM = 33, 2, 2  # px; levels; a pixel is calm that changes less than half as much as those around
_GAIN = 3  # of thin strokes, so that faint ones are seen
STEADY = "thin steady strokes"
SINGLES = ("slice", "slice, full range")
MOST = "most slices"
_COMMON = 3  # frames
_PUBLISHED, _FULL = 5, 3  # slices sampled in the published and in the full window


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """What is searched for text.

    Attributes
    ----------
    names : tuple of str
        What each picture and each group is.
    pixels : ndarray, shape (n, H, W), uint8
    groups : tuple of tuple of int
        Pictures of different slices in one window.
    """

    names: tuple[str, ...]
    pixels: Grey
    groups: tuple[tuple[int, ...], ...]


def pictures(slices: Sequence[Slice], modality: Modality, published: Window) -> Pictures:
    """Draw the pictures of a stack in which text would show.

    Parameters
    ----------
    slices : sequence of Slice
    modality : Modality
    published : Window
        The window that will be shown; the full range is searched as well.

    Returns
    -------
    Pictures
    """
    full = _full(slices, modality)
    low, high = _extremes(slices, published)
    projections = {
        "darkest values, full range": _extremes(slices, full)[0],
        "darkest values": low,
        "thin bright strokes": _thin(low, cv2.MORPH_TOPHAT),
        "brightest values": high,
        "thin dark strokes": _thin(high, cv2.MORPH_BLACKHAT),
        STEADY: _thin(_steady(low, high), cv2.MORPH_TOPHAT, gain=1),
    }
    shown = [_luma(slices[index], published) for index in _spread(len(slices), _PUBLISHED)]
    ranged = [_luma(slices[index], full) for index in _spread(len(slices), _FULL)]
    first = len(projections)
    groups = tuple(range(first, first + len(shown))), tuple(range(first + len(shown), first + len(shown) + len(ranged)))
    names = (
        *projections,
        *["slice"] * len(shown),
        *["slice, full range"] * len(ranged),
        "most slices",
        "most slices, full range",
    )
    return Pictures(names, np.stack([*projections.values(), *shown, *ranged]), groups)


def of_frames(pixels: Grey, counts: Sequence[int]) -> Pictures:
    """Frames of a film as pictures: each run of so many shows different slices at the same place.

    What two frames have in common may be anatomy; three are a group.

    Parameters
    ----------
    pixels : ndarray, shape (n, H, W), uint8
    counts : sequence of int
        How many frames each run has.
    """
    ends = np.cumsum(counts)
    runs = (tuple(range(int(end) - count, int(end))) for end, count in zip(ends, counts, strict=True))
    groups = tuple(run for run in runs if len(run) >= _COMMON)
    return Pictures((*[SINGLES[0]] * len(pixels), *[MOST] * len(groups)), pixels, groups)


def _full(slices: Sequence[Slice], modality: Modality) -> Window:
    """The range of all values; text is often the highest that can be stored."""
    if modality is Modality.CT:
        return Window(4096, 1024, VoiFunction.LINEAR_EXACT)
    ends = [
        plane.rescale.slope * int(end) + plane.rescale.intercept
        for plane in slices
        for end in (plane.stored.min(), plane.stored.max())
    ]
    return Window(max(ends) - min(ends) or 1.0, (max(ends) + min(ends)) / 2, VoiFunction.LINEAR_EXACT)


def _luma(plane: Slice, window: Window) -> Grey:
    table = luma_table(window, plane.rescale, plane.inverted, plane.padding, plane.stored.dtype)
    return to_luma(plane.stored, table)


def _extremes(slices: Sequence[Slice], window: Window) -> tuple[Grey, Grey]:
    """The darkest and the brightest grey of each pixel over all slices."""
    low = high = _luma(slices[0], window)
    for plane in slices[1:]:
        grey = _luma(plane, window)
        low, high = np.minimum(low, grey), np.maximum(high, grey)
    return low, high


def _steady(low: Grey, high: Grey) -> Grey:
    """White where a pixel changes much less from slice to slice than those around it."""
    change = (high - low).astype(np.float32)
    around = cv2.blur(change, (_AROUND, _AROUND))
    calm = 1 - _CALM * change / np.maximum(around, 1)
    return (255 * np.clip(calm, 0, 1) * (around > _CHANGING)).astype(np.uint8)


def _thin(picture: Grey, hat: int, gain: int = _GAIN) -> Grey:
    """What is thinner than the strokes of a letter, bright on black."""
    side = max(3, round(_STROKE * max(picture.shape) / 512) | 1)
    strokes = cv2.morphologyEx(picture, hat, np.ones((side, side), np.uint8))
    return np.asarray(cv2.multiply(strokes, np.ones_like(strokes), scale=gain), np.uint8)


def _spread(count: int, most: int) -> list[int]:
    """Indices from the first to the last, evenly."""
    return sorted({round(k * (count - 1) / (most - 1)) for k in range(most)})
