"""Flashes in a film: opposing changes of luminance, by WCAG 2.3.1 (three flashes or below threshold)."""

from collections import deque
from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

Light = NDArray[np.float32]

_CHANGE = 0.1  # of the largest relative luminance
_DARK = 0.8  # the darker of the two images is below
_MOST = 6  # opposing changes a second: three flashes, each of two
_PART = 0.25  # of any field of 10 degrees


def flashing(frames: Iterable[Light], second: int, field: int) -> list[tuple[int, float]]:
    """Find the frames at whose end more than three flashes have gone by within a second.

    Parameters
    ----------
    frames : iterable of ndarray, shape (rows, columns), float32
        Relative luminance, 0..1, of small frames.
    second : int
        Frames in a second.
    field : int
        Side of a field of 10 degrees, in px of the small frames.

    Returns
    -------
    list of (frame, part)
        Number of the frame, and how much of the worst field flashes, 0..1; only where it is a quarter or more.
    """
    found = []
    recent: deque[NDArray[np.bool_]] = deque(maxlen=second)
    watcher: _Watcher | None = None
    for number, light in enumerate(frames):
        watcher = watcher or _Watcher(light)
        recent.append(watcher.turns(light))
        often = np.stack(recent).sum(axis=0) > _MOST
        if often.any():
            part = float(cv2.blur(often.astype(np.float32), (field, field), borderType=cv2.BORDER_CONSTANT).max())
            if part >= _PART:
                found.append((number, part))
    return found


class _Watcher:
    """Follows each pixel from extreme to extreme."""

    def __init__(self, light: Light) -> None:
        self._low, self._high = light.copy(), light.copy()
        self._way = np.zeros(light.shape, np.int8)  # 1 rising, -1 falling, 0 not known yet

    def turns(self, light: Light) -> NDArray[np.bool_]:
        """Where a change begins that is opposite to the one before, or the first."""
        self._low, self._high = np.minimum(self._low, light), np.maximum(self._high, light)
        rises = (light - self._low >= _CHANGE) & (self._low < _DARK) & (self._way <= 0)
        falls = (self._high - light >= _CHANGE) & (light < _DARK) & (self._way >= 0) & ~rises
        self._way[rises], self._way[falls] = 1, -1
        turned = rises | falls
        # from here the next extreme is looked for
        self._low = np.where(turned, light, self._low)
        self._high = np.where(turned, light, self._high)
        return turned
