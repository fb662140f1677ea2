"""The pictures of a stack in which burned-in text would show.

Text stays put while anatomy moves. So the mean of all slices is searched, where anatomy blurs and text does not; where
values change least from slice to slice; and the darkest and the brightest value of every pixel, where bright and dark
strokes remain. The chances of sampled slices are compared at the same place.
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
Values = NDArray[np.float32]

_STROKE = 9  # px of a 512 px image: strokes of a text line are thinner
_ENOUGH = 96  # slices: of a stack twice as long every second is compared, and so on
_CALM, _HALVINGS = 1 / 400, 4  # of the published width: nothing is calmer; as often halved, a change is white
_FLAT, _LEVELS = 1 / 200, 50  # of the published width: less relief is none; grey levels for what is usual around
STEADY, MEAN = "thin steady strokes", "mean of all slices"
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
    mean, spread = _moments(slices)
    projections = {
        "darkest values, full range": _extremes(slices, full)[0],
        "darkest values": low,
        "brightest values": high,
        STEADY: _steady(spread, published.width),
        MEAN: _evened(mean, published.width),
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


def of_clip(pixels: Grey) -> Pictures:
    """Frames of a clip that comes with a case: there is no anatomy in it, so that each is judged by itself."""
    return Pictures(("clip",) * len(pixels), pixels, ())


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


def _moments(slices: Sequence[Slice]) -> tuple[Values, Values]:
    """Mean and standard deviation of each pixel's values over the slices, whatever the window."""
    compared = slices[:: max(1, len(slices) // _ENOUGH)]
    total, squares = (np.zeros(slices[0].stored.shape) for _ in range(2))
    for plane in compared:
        values = plane.stored.astype(np.float32) * np.float32(plane.rescale.slope) + np.float32(plane.rescale.intercept)
        cv2.accumulate(values, total)
        cv2.accumulateSquare(values, squares)
    mean = total / len(compared)
    spread = np.sqrt(np.maximum(squares / len(compared) - mean**2, 0))
    return mean.astype(np.float32), spread.astype(np.float32)


def _steady(spread: Values, width: float) -> Grey:
    """Bright where thin strokes change much less from slice to slice than what is on both sides of them."""
    side = _stroke(spread)
    change = np.log2(spread + width * _CALM)
    around = cv2.morphologyEx(change, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return np.asarray(np.clip((around - change) * (255 / _HALVINGS), 0, 255), np.uint8)


def _evened(mean: Values, width: float) -> Grey:
    """The mean without its broad shapes, its contrast as strong in lung as beside bone."""
    side = _stroke(mean)
    relief = mean - cv2.GaussianBlur(mean, (0, 0), side / 2)
    usual = np.sqrt(cv2.GaussianBlur(relief**2, (0, 0), side * 2)) + width * _FLAT
    return np.asarray(np.clip(128 + relief / usual * _LEVELS, 0, 255), np.uint8)


def _stroke(picture: Values) -> int:
    """A side in px that no stroke of a letter is as wide as."""
    longer: int = max(picture.shape)
    return max(3, round(_STROKE * longer / 512) | 1)


def _spread(count: int, most: int) -> list[int]:
    """Indices from the first to the last, evenly."""
    return sorted({round(k * (count - 1) / (most - 1)) for k in range(most)})
