"""Shapes as alpha masks, drawn at four times the size and averaged down."""

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
Point = tuple[float, float]

_FINER = 4
_SHIFT = 4  # fractional bits of cv2's drawing coordinates


def rounded(width: int, height: int, radius: int, stroke: int = 0) -> Mask:
    """Mask of a box with round corners, filled, or only its edge where `stroke` px is above 0."""

    def fill(inset: int) -> Mask:
        mask = np.zeros((height * _FINER, width * _FINER), np.uint8)
        r = max(1, (radius - inset) * _FINER)
        left = top = inset * _FINER
        right, bottom = width * _FINER - left - 1, height * _FINER - top - 1
        cv2.rectangle(mask, (left + r, top), (right - r, bottom), 255, -1)
        cv2.rectangle(mask, (left, top + r), (right, bottom - r), 255, -1)
        for x in (left + r, right - r):
            for y in (top + r, bottom - r):
                cv2.circle(mask, (x, y), r, 255, -1)
        return mask

    whole = fill(0)
    return _down(whole - fill(stroke) if stroke else whole)


def disc(diameter: int) -> Mask:
    """Mask of a filled circle."""
    mask = np.zeros((diameter * _FINER, diameter * _FINER), np.uint8)
    centre = diameter * _FINER // 2
    cv2.circle(mask, (centre, centre), centre - 1, 255, -1)
    return _down(mask)


def arc(diameter: int, stroke: int, turn: float) -> Mask:
    """Mask of a ring from the top, clockwise, over a part of a turn (0..1)."""
    mask = np.zeros((diameter * _FINER, diameter * _FINER), np.uint8)
    centre, radius = diameter * _FINER / 2, (diameter - stroke) * _FINER / 2
    angles = np.linspace(0, 2 * np.pi * turn, max(2, round(180 * turn))) - np.pi / 2
    points = np.stack([centre + radius * np.cos(angles), centre + radius * np.sin(angles)], 1)
    return _down(_stroke(mask, points, stroke * _FINER)) if turn > 0 else _down(mask)


def polyline(width: int, height: int, points: list[Point], stroke: int) -> Mask:
    """Mask of connected strokes with round ends; points in px of the mask, (x, y)."""
    mask = np.zeros((height * _FINER, width * _FINER), np.uint8)
    return _down(_stroke(mask, np.array(points) * _FINER, stroke * _FINER))


def polygon(width: int, height: int, points: list[Point]) -> Mask:
    """Mask of a filled polygon; points in px of the mask, (x, y)."""
    mask = np.zeros((height * _FINER, width * _FINER), np.uint8)
    cv2.fillPoly(mask, [_fixed(np.array(points) * _FINER)], 255, cv2.LINE_8, _SHIFT)
    return _down(mask)


def grown(mask: Mask, by: int) -> Mask:
    """The mask with a soft edge of `by` px around it; larger by `by` on each side."""
    padded = np.pad(mask, by)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.asarray(cv2.GaussianBlur(cv2.dilate(padded, kernel), (3, 3), 0), np.uint8)


def _stroke(mask: Mask, points: NDArray[np.float64], width: int) -> Mask:
    cv2.polylines(mask, [_fixed(points)], False, 255, width, cv2.LINE_8, _SHIFT)
    for end in (points[0], points[-1]):
        x, y = _fixed(end)
        cv2.circle(mask, (int(x), int(y)), (width << _SHIFT) // 2, 255, -1, cv2.LINE_8, _SHIFT)
    return mask


def _fixed(points: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.rint(points * (1 << _SHIFT)).astype(np.int32)


def _down(mask: Mask) -> Mask:
    size = (mask.shape[1] // _FINER, mask.shape[0] // _FINER)
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)


def ellipse(size: tuple[int, int], centre: Point, radii: Point) -> Mask:
    """Mask of a filled ellipse with a soft edge; size is (width, height), the rest px (x, y)."""
    mask = np.zeros((size[1], size[0]), np.uint8)
    middle, half = _fixed(np.array(centre)), _fixed(np.array(radii))
    axes = (max(1, int(half[0])), max(1, int(half[1])))
    cv2.ellipse(mask, (int(middle[0]), int(middle[1])), axes, 0, 0, 360, 255, -1, cv2.LINE_AA, _SHIFT)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 6), np.uint8)
