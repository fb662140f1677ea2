"""RGB as people write it, Y'CbCr as video carries it (BT.709, limited range)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_KR, _KB = 0.2126, 0.0722  # ITU-R BT.709-6, item 3.2
_MATRIX = np.array(
    [
        [_KR, 1 - _KR - _KB, _KB],
        [-_KR / (2 * (1 - _KB)), -(1 - _KR - _KB) / (2 * (1 - _KB)), 0.5],
        [0.5, -(1 - _KR - _KB) / (2 * (1 - _KR)), -_KB / (2 * (1 - _KR))],
    ],
    np.float32,
)
_SCALE = np.array([219.0, 224.0, 224.0], np.float32) / 255
_OFFSET = np.array([16.0, 128.0, 128.0], np.float32)

PREMULTIPLIED = np.hstack([_MATRIX * _SCALE[:, np.newaxis], _OFFSET[:, np.newaxis] / 255])
"""Takes R'G'B' times alpha, and alpha (all 0 to 255), to Y'CbCr times alpha / 255; shape (3, 4)."""


class Rgb(NamedTuple):
    """8-bit R'G'B'."""

    red: int
    green: int
    blue: int

    @classmethod
    def written(cls, text: str) -> "Rgb":
        """Read ``#RRGGBB``."""
        return cls(*bytes.fromhex(text.removeprefix("#")))


def ycbcr(rgb: NDArray[np.floating]) -> NDArray[np.floating]:
    """Convert R'G'B' to Y'CbCr.

    Parameters
    ----------
    rgb : ndarray, shape (..., 3)
        0 to 255.

    Returns
    -------
    ndarray, shape (..., 3)
        Y' 16 to 235, Cb and Cr 16 to 240; ITU-R BT.709-6.
    """
    converted: NDArray[np.floating] = rgb @ _MATRIX.T * _SCALE + _OFFSET
    return converted


def ycbcr8(rgb: Rgb) -> tuple[int, int, int]:
    """One colour in whole Y', Cb, Cr."""
    y, cb, cr = np.rint(ycbcr(np.array(rgb, np.float32))).astype(int)
    return int(y), int(cb), int(cr)


def rgb(ycc: NDArray[np.floating]) -> NDArray[np.floating]:
    """Convert Y'CbCr to R'G'B'.

    Parameters
    ----------
    ycc : ndarray, shape (..., 3)
        As from `ycbcr`.

    Returns
    -------
    ndarray, shape (..., 3)
        0 to 255; what lies outside is cut off.
    """
    converted: NDArray[np.floating] = ((ycc - _OFFSET) / _SCALE) @ np.linalg.inv(_MATRIX).T
    return np.clip(converted, 0, 255, out=converted)
