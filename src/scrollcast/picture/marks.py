"""Marks on the anatomy: an arrow that draws itself in, then its label."""

from functools import lru_cache
from math import cos, hypot, radians, sin

from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Arrow, Tone
from scrollcast.picture import palette
from scrollcast.picture.stage import point
from scrollcast.raster.draw import grown, polygon, polyline, rounded
from scrollcast.raster.sprite import Easel, Sprite
from scrollcast.raster.text import line

_TIP_GAP, _LENGTH = 10, 230
_STROKE, _HEAD, _HEAD_WIDTH = 10, 46, 42
_LABEL_FROM = 0.75  # of the entry: the label comes after the arrow
_PLATE_X, _PLATE_Y = 18, 8


@lru_cache(maxsize=8)
def arrow_sprite(arrow: Arrow, progress: float, layout: Layout, box: Box) -> Sprite:
    """The arrow, its tip just beside the finding; `progress` of its entry (0..1) is done."""
    tip, tail = _ends(arrow, layout, box)
    drawn = min(1.0, progress / _LABEL_FROM)
    end = (tail[0] + (tip[0] - tail[0]) * drawn, tail[1] + (tip[1] - tail[1]) * drawn)
    easel = _easel(arrow, tip, tail)
    x, y = easel.origin
    width, height = easel.size
    shaft, head = _shape(tail, end, (x, y))
    for mask in (polyline(width, height, shaft, _STROKE), polygon(width, height, head)):
        easel.paint(grown(mask, 4), palette.EDGE, x - 4, y - 4, 0.85)
    easel.paint(polyline(width, height, shaft, _STROKE), palette.TONES[Tone.FINDING], x, y)
    easel.paint(polygon(width, height, head), palette.TONES[Tone.FINDING], x, y)
    if progress > _LABEL_FROM:
        _label(easel, arrow, tail, (progress - _LABEL_FROM) / (1 - _LABEL_FROM))
    return easel.sprite()


def _ends(arrow: Arrow, layout: Layout, box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    x, y = point(layout, box, arrow.row, arrow.column)
    away = (sin(radians(arrow.degrees)), -cos(radians(arrow.degrees)))
    tip = (x + away[0] * _TIP_GAP, y + away[1] * _TIP_GAP)
    return tip, (x + away[0] * (_TIP_GAP + _LENGTH), y + away[1] * (_TIP_GAP + _LENGTH))


def _easel(arrow: Arrow, tip: tuple[float, float], tail: tuple[float, float]) -> Easel:
    label = line(arrow.label, palette.LABEL)
    reach_x, reach_y = round(label.advance) // 2 + _PLATE_X + 8, label.mask.shape[0] + 2 * _PLATE_Y + 12
    left = round(min(tip[0] - _HEAD_WIDTH, tail[0] - reach_x))
    top = round(min(tip[1] - _HEAD_WIDTH, tail[1] - reach_y))
    right = round(max(tip[0] + _HEAD_WIDTH, tail[0] + reach_x))
    bottom = round(max(tip[1] + _HEAD_WIDTH, tail[1] + reach_y))
    return Easel(left, top, right - left, bottom - top)


def _shape(
    tail: tuple[float, float], tip: tuple[float, float], origin: tuple[int, int]
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Shaft and head, in px of the easel."""
    ax, ay = tail[0] - origin[0], tail[1] - origin[1]
    bx, by = tip[0] - origin[0], tip[1] - origin[1]
    length = max(1e-6, hypot(bx - ax, by - ay))
    ux, uy = (bx - ax) / length, (by - ay) / length
    head = min(_HEAD, length)
    nx, ny = bx - ux * head, by - uy * head
    side = _HEAD_WIDTH / 2 * head / _HEAD
    wings = [(bx, by), (nx - uy * side, ny + ux * side), (nx + uy * side, ny - ux * side)]
    return [(ax, ay), (nx + ux * 4, ny + uy * 4)], wings


def _label(easel: Easel, arrow: Arrow, tail: tuple[float, float], presence: float) -> None:
    text = line(arrow.label, palette.LABEL)
    width, height = round(text.advance) + 2 * _PLATE_X, text.mask.shape[0] + 2 * _PLATE_Y
    above = tail[1] <= easel.origin[1] + easel.size[1] / 2
    x = round(tail[0]) - width // 2
    y = round(tail[1]) - height - 6 if above else round(tail[1]) + 6
    easel.paint(rounded(width, height, 12), palette.BACKGROUND, x, y, 0.85 * presence)
    easel.paint(text.mask, palette.TONES[Tone.FINDING], x + _PLATE_X, y + _PLATE_Y, presence)
