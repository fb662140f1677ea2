"""From stored values to the greys of the film: VOI windows as lookup tables, 8-bit luma 16 to 235 (PS3.3 C.11.2)."""

from functools import lru_cache
from typing import assert_never

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import BLACK, WHITE
from scrollcast.model.series import Padding, Rescale, Stored
from scrollcast.model.window import VoiFunction, Window

_TABLES = 256  # of 64 KiB at most: more than a film's windows times the rescales of a Philips MR stack


@lru_cache(maxsize=_TABLES)
def luma_table(
    window: Window, rescale: Rescale, inverted: bool, padding: Padding | None, dtype: np.dtype[np.integer]
) -> NDArray[np.uint8]:
    """Luma of every value that a pixel can store.

    Parameters
    ----------
    window : Window
        In modality units.
    rescale : Rescale
    inverted : bool
        True for MONOCHROME1: the greys are turned round, after the window (PS3.3 C.11.6.1.2).
    padding : Padding or None
        Stored values that are black whatever the window, inverted or not.
    dtype : dtype
        Of the stored values; 8 or 16 bit integer.

    Returns
    -------
    ndarray, shape (256,) or (65536,), uint8
        Read-only; indexed by the unsigned view of the stored value. Black is 16, white 235.
    """
    levels = 1 << (8 * dtype.itemsize)
    stored = np.arange(levels, dtype=f"u{dtype.itemsize}").view(dtype)
    grey = voi(rescale.slope * stored.astype(np.float64) + rescale.intercept, window)
    if inverted:
        grey = 1 - grey
    table = np.rint(BLACK + (WHITE - BLACK) * grey).astype(np.uint8)
    if padding is not None:
        table[(stored >= padding.low) & (stored <= padding.high)] = BLACK
    table.flags.writeable = False
    return table


def to_luma(stored: Stored, table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Luma of a slice, or of any part of it.

    Parameters
    ----------
    stored : ndarray, shape (R, C), 8 or 16 bit integer
        May be a view.
    table : ndarray, shape (256,) or (65536,), uint8
        From `luma_table` for this dtype.

    Returns
    -------
    ndarray, shape (R, C), uint8
    """
    unsigned = stored.view(f"u{stored.dtype.itemsize}")
    return np.asarray(cv2.LUT(unsigned, table), np.uint8)


def voi(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Greys of modality values, 0 black to 1 white, exactly by PS3.3 C.11.2.1.2 and C.11.2.1.3.

    Parameters
    ----------
    values : ndarray, float64
        Modality units.
    window : Window

    Returns
    -------
    ndarray of the same shape, float64
    """
    width, center = window.width, window.center
    with np.errstate(over="ignore"):  # a width near zero: the quotient may leave the range of floats, the grey does not
        match window.function:
            case VoiFunction.LINEAR if width == 1:
                return (values > center - 0.5).astype(np.float64)
            case VoiFunction.LINEAR:
                return np.clip((values - (center - 0.5)) / (width - 1) + 0.5, 0, 1)
            case VoiFunction.LINEAR_EXACT:
                return np.clip((values - center) / width + 0.5, 0, 1)
            case VoiFunction.SIGMOID:
                return 0.5 * (1 + np.tanh(2 * (values - center) / width))  # as in the standard, without its overflow
            case _:
                assert_never(window.function)
