"""Flashes in a film: opposing changes of luminance, by WCAG 2.3.1 (three flashes or below threshold)."""

from collections import deque
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Light = NDArray[np.float32]
Mask = NDArray[np.bool_]

_CHANGE = 0.1  # of the largest relative luminance
_DARK = 0.8  # the darker of the two images is below
_MOST = 6  # opposing changes a second: three flashes, each of two
_PART = 0.25  # of a field of 10 degrees, all at once
_AT_ONCE = 15  # a second has so many times; what changes within one, changes at once


def flashing(frames: Iterable[Light], second: int, field: int) -> list[tuple[int, int]]:
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
    list of (frame, changes)
        Number of the frame, and how many opposing changes a quarter or more of the worst field has made in the last
        second, all at once; two are a flash.
    """
    found = []
    recent: deque[Mask] = deque(maxlen=second)
    turns: _Turns | None = None
    for number, light in enumerate(frames):
        turns = turns or _Turns(light, max(1, second // _AT_ONCE), field)
        recent.append(turns.next(light))
        most = int(np.stack(recent).sum(axis=0).max())
        if most > _MOST:
            found.append((number, most))
    return found


class _Turns:
    """Follows the light of each pixel from extreme to extreme, and what the pixels around it do at once.

    Parameters
    ----------
    light : ndarray
        Of the first frame.
    frames : int
        How many are at once.
    field : int
    """

    def __init__(self, light: Light, frames: int, field: int) -> None:
        self._low, self._high = light.copy(), light.copy()
        self._way = np.zeros(light.shape, np.int8)  # 1 rising, -1 falling, 0 not known yet
        self._together = np.zeros(light.shape, np.int8)
        self._rises: deque[Mask] = deque(maxlen=frames)
        self._falls: deque[Mask] = deque(maxlen=frames)
        self._field = (field, field)

    def next(self, light: Light) -> Mask:
        """Where a quarter of the field, or more, goes one way that did not go so before.

        What goes the other way meanwhile is taken off: noise that moves brightens here and darkens there.
        """
        self._follow(light)
        now = self._part(list(self._rises)[-1:]) - self._part(list(self._falls)[-1:])
        lately = self._part(self._rises) - self._part(self._falls)
        way = np.where(np.abs(now) >= _PART, now, lately)
        up, down = (way >= _PART) & (self._together <= 0), (way <= -_PART) & (self._together >= 0)
        self._together[up], self._together[down] = 1, -1
        return up | down

    def _follow(self, light: Light) -> None:
        self._low, self._high = np.minimum(self._low, light), np.maximum(self._high, light)
        rises = (light - self._low >= _CHANGE) & (self._low < _DARK) & (self._way <= 0)
        falls = (self._high - light >= _CHANGE) & (light < _DARK) & (self._way >= 0) & ~rises
        self._way[rises], self._way[falls] = 1, -1
        turned = rises | falls
        # from here the next extreme is looked for
        self._low = np.where(turned, light, self._low)
        self._high = np.where(turned, light, self._high)
        self._rises.append(rises)
        self._falls.append(falls)

    def _part(self, recent: Sequence[Mask]) -> Light:
        some = np.any(np.stack(recent), axis=0).astype(np.float32)
        return np.asarray(cv2.blur(some, self._field, borderType=cv2.BORDER_CONSTANT), np.float32)
