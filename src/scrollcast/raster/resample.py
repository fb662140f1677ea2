"""Pictures at another size: cubic up, area down, each axis by its own need."""

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import BLACK, WHITE


def leave_cores() -> None:
    """Keep OpenCV to one thread in this process: what it would gain, the encoder beside it would lose."""
    cv2.setNumThreads(1)


def resample(luma: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Bring a picture to a size.

    Parameters
    ----------
    luma : ndarray, shape (rows, columns), uint8
        16 to 235.
    width, height : int
        px.

    Returns
    -------
    ndarray, shape (height, width), uint8
        16 to 235: what a cubic kernel throws beyond black and white is cut off.
    """
    rows, columns = luma.shape
    if height < rows:
        luma = np.asarray(cv2.resize(luma, (columns, height), interpolation=cv2.INTER_AREA), np.uint8)
    if width < columns:
        luma = np.asarray(cv2.resize(luma, (width, luma.shape[0]), interpolation=cv2.INTER_AREA), np.uint8)
    if luma.shape == (height, width):
        return luma
    larger = np.asarray(cv2.resize(luma, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    return np.clip(larger, BLACK, WHITE, out=larger)
