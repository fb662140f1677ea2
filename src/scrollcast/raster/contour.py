"""Masks to contours: where a label ends, finer than its pixels."""

import cv2
import numpy as np
from numpy.typing import NDArray

_FINER = 8  # the line lies up to 1/16 px inside
_TOLERANCE = 0.15  # px: how far a corner that is left out may lie from the line


def contours(mask: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
    """Closed contours around the parts of a mask, and around their holes.

    Parameters
    ----------
    mask : ndarray, shape (rows, columns), bool

    Returns
    -------
    tuple of ndarray, shape (n, 2), float64
        Row and column of each corner, n >= 3, counted from the centre of the first pixel. The line runs where a
        linear interpolation between pixel centres crosses one half.
    """
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return ()
    top, left = int(rows.min()) - 1, int(columns.min()) - 1
    part = np.pad(mask[top + 1 : rows.max() + 1, left + 1 : columns.max() + 1].astype(np.float32), 1)
    size = (part.shape[1] * _FINER, part.shape[0] * _FINER)
    fine = (cv2.resize(part, size, interpolation=cv2.INTER_LINEAR) >= 0.5).astype(np.uint8)
    found, _ = cv2.findContours(fine, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    simple = (cv2.approxPolyDP(contour, _TOLERANCE * _FINER, True).reshape(-1, 2) for contour in found)
    offset = np.array([top, left])
    return tuple((corners[:, ::-1] + 0.5) / _FINER - 0.5 + offset for corners in simple if len(corners) >= 3)
