"""How much two pictures differ, and where."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_CLEAR = 24  # grey levels: more than any decoder or font rasteriser rounds
_AMPLIFIED = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two pictures differ.

    Attributes
    ----------
    mean : float
        Of the absolute difference over all pixels and colours, in grey levels.
    share : float
        Of the pixels that differ clearly, 0 to 1.
    beside : bytes
        A PNG: the first, the second, and their difference, amplified.
    """

    mean: float
    share: float
    beside: bytes


def compare(first: bytes, second: bytes) -> Likeness:
    """Compare two PNGs; pictures of different sizes differ in all.

    Raises
    ------
    ValueError
        Where the second one is no picture; a first one that is none differs in all.
    """
    now = _decoded(second)
    if now is None:
        raise ValueError("the picture to compare with is no PNG")
    before = _decoded(first)
    if before is None or before.shape != now.shape:
        before = np.zeros_like(now)
        return Likeness(255.0, 1.0, _beside(before, now, np.full_like(now, 255)))
    away = np.asarray(cv2.absdiff(before, now), np.uint8)
    clear = float((away.max(axis=2) > _CLEAR).mean())
    return Likeness(float(away.mean()), clear, _beside(before, now, away))


def _decoded(data: bytes) -> NDArray[np.uint8] | None:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    return None if picture is None else np.asarray(picture, np.uint8)


def _beside(before: NDArray[np.uint8], now: NDArray[np.uint8], away: NDArray[np.uint8]) -> bytes:
    loud = np.minimum(away.astype(np.uint16) * _AMPLIFIED, 255).astype(np.uint8)
    done, data = cv2.imencode(".png", np.hstack([before, now, loud]))
    if not done:
        raise RuntimeError("OpenCV could not write a PNG")
    return data.tobytes()
