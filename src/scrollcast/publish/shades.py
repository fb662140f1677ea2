"""One 8-bit scale that serves every window: fine where windows are narrow, coarse where only wide ones look."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.series import Padding, Rescale, Slice
from scrollcast.model.volume import Crop
from scrollcast.model.window import Window
from scrollcast.raster.grey import to_luma
from scrollcast.raster.resample import resample

Levels = NDArray[np.float64]

_SHADES = 256


@dataclass(frozen=True, slots=True)
class Form:
    """How pictures are written.

    Attributes
    ----------
    size : (int, int)
        Columns and rows; at most those of the crop.
    quality : int
        Of the JPEG, 0 to 100.
    """

    size: tuple[int, int]
    quality: int


def levels(windows: Sequence[Window], low: float, high: float) -> Levels:
    """Modality values that the 256 codes of a page stand for.

    The density of codes at a value is that of the narrowest window there, so that each window gets the same number of
    shades at least: over 50 for the twelve of CT. The whole range counts as a window too.

    Parameters
    ----------
    windows : sequence of Window
        That the page has to serve.
    low, high : float
        Lowest and highest value of the stack.

    Returns
    -------
    ndarray, shape (256,), float64
        Rising from `low` to `high`; all equal where these are.
    """
    spans = [(window.center - window.width / 2, window.center + window.width / 2) for window in windows]
    edges = np.unique(np.clip([low, high, *np.ravel(spans)], low, high))
    middles = (edges[1:] + edges[:-1]) / 2
    density = np.full(middles.shape, 1 / max(high - low, 1e-9))
    for start, stop in spans:
        inside = (middles > start) & (middles < stop)
        density[inside] = np.maximum(density[inside], 1 / (stop - start))
    reached = np.concatenate([[0.0], np.cumsum(density * np.diff(edges))])
    return np.asarray(np.interp(np.linspace(0, reached[-1], _SHADES), reached, edges), np.float64)


def extent(slices: Sequence[Slice]) -> tuple[float, float]:
    """Lowest and highest modality value of a stack, padding left out; (0, 0) where there is nothing else."""
    ends: list[float] = []
    for plane in slices:
        stored = plane.stored
        if plane.padding is not None:
            stored = stored[(stored < plane.padding.low) | (stored > plane.padding.high)]
        if stored.size:
            ends += [plane.rescale.slope * int(end) + plane.rescale.intercept for end in (stored.min(), stored.max())]
    return min(ends, default=0.0), max(ends, default=0.0)


def picture(plane: Slice, scale: Levels, crop: Crop, form: Form) -> bytes:
    """A slice as a JPEG of codes, without metadata.

    Parameters
    ----------
    plane : Slice
    scale : ndarray, shape (256,), float64
        From `levels`.
    crop : Crop
        The part of the slice that is shown.
    form : Form
    """
    key = tuple(scale.tolist())
    table = _table(key, plane.rescale, plane.inverted, plane.padding, plane.stored.dtype)
    codes = resample(to_luma(plane.stored[crop.top : crop.bottom, crop.left : crop.right], table), *form.size)
    done, data = cv2.imencode(".jpg", codes, [cv2.IMWRITE_JPEG_QUALITY, form.quality])
    if not done:
        raise RuntimeError("OpenCV could not write a JPEG")
    return data.tobytes()


@lru_cache(maxsize=256)
def _table(
    scale: tuple[float, ...], rescale: Rescale, inverted: bool, padding: Padding | None, dtype: np.dtype[np.integer]
) -> NDArray[np.uint8]:
    """The code of every value that a pixel can store; padding gets the one that ends up black."""
    stored = np.arange(1 << (8 * dtype.itemsize), dtype=f"u{dtype.itemsize}").view(dtype)
    values = rescale.slope * stored.astype(np.float64) + rescale.intercept
    table = np.rint(np.interp(values, scale, np.arange(_SHADES))).astype(np.uint8)
    if padding is not None:
        table[(stored >= padding.low) & (stored <= padding.high)] = _SHADES - 1 if inverted else 0
    table.flags.writeable = False
    return table
