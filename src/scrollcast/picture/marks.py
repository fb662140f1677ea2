"""Marks on the anatomy: strokes that draw themselves in, then labels."""

from functools import lru_cache
from math import ceil, floor

import numpy as np

from scrollcast.model import shape
from scrollcast.model.layout import Layout
from scrollcast.model.overlay import Mark
from scrollcast.picture import palette
from scrollcast.picture.labels import PLATE_X, PLATE_Y, Label
from scrollcast.picture.stage import Stage
from scrollcast.picture.strokes import Stroke, head, strokes
from scrollcast.raster.draw import ellipse, grown, polygon, polyline, rounded
from scrollcast.raster.sprite import Easel, Mask, Sprite
from scrollcast.raster.text import line

_LABEL_FROM = 0.75  # of the entry: the label comes after the shape
_EDGE = 4
_MARGIN = 32
_DIMMED = 0.62


@lru_cache(maxsize=16)
def mark_sprite(mark: Mark, progress: float, place: Stage, index: int) -> Sprite | None:
    """The shape of a mark on a slice; `progress` of its entry (0..1) is done. None where there is nothing to draw."""
    if isinstance(mark.shape, shape.Spotlight):
        return _spotlight(mark.shape, place)
    lines = strokes(mark.shape, place, index)
    if not lines:
        return None
    drawn = min(1.0, progress / _LABEL_FROM)
    easel = _easel(lines)
    masks = [mask for stroke in lines for mask in _masks(stroke.first(drawn), easel)]
    x, y = easel.origin
    for mask in masks:
        easel.paint(grown(mask, _EDGE), palette.EDGE, x - _EDGE, y - _EDGE, 0.85)
    for mask in masks:
        easel.paint(mask, palette.TONES[mark.tone], x, y)
    return easel.sprite()


@lru_cache(maxsize=32)
def label_sprite(mark: Mark, label: Label, layout: Layout) -> Sprite:
    """The label on its plate, with its leader line."""
    box = label.box
    leader = () if label.leader is None else (Stroke(label.leader, 4),)
    corners = Stroke(((box.x, box.y), (box.right, box.bottom)), 0)
    easel = _easel((corners, *leader))
    x, y = easel.origin
    for stroke in leader:
        for mask in _masks(stroke, easel):
            easel.paint(grown(mask, 3), palette.EDGE, x - 3, y - 3, 0.85)
            easel.paint(mask, palette.TONES[mark.tone], x, y)
    easel.paint(rounded(box.width, box.height, 12), palette.BACKGROUND, box.x, box.y, 0.85)
    text = line(mark.label, palette.set_in(layout, palette.LABEL)[0])
    return easel.paint(text.mask, palette.TONES[mark.tone], box.x + PLATE_X, box.y + PLATE_Y).sprite()


def label_presence(progress: float) -> float:
    """Opacity of a label when a part of its mark's entry is done."""
    return max(0.0, (progress - _LABEL_FROM) / (1 - _LABEL_FROM))


def _spotlight(spot: shape.Spotlight, place: Stage) -> Sprite:
    box = place.box
    x, y = place.point(*spot.at)
    down, along = place.scale
    lit = ellipse((box.width, box.height), (x - box.x, y - box.y), (spot.radii[1] * along, spot.radii[0] * down))
    return Easel(*box).paint(np.asarray(255 - lit, np.uint8), palette.EDGE, box.x, box.y, _DIMMED).sprite()


def _easel(lines: tuple[Stroke, ...]) -> Easel:
    xs = [point[0] for stroke in lines for point in stroke.points]
    ys = [point[1] for stroke in lines for point in stroke.points]
    left, top = floor(min(xs)) - _MARGIN, floor(min(ys)) - _MARGIN
    return Easel(left, top, ceil(max(xs)) + _MARGIN - left, ceil(max(ys)) + _MARGIN - top)


def _masks(stroke: Stroke, easel: Easel) -> list[Mask]:
    x, y = easel.origin
    width, height = easel.size
    points = [(px - x, py - y) for px, py in stroke.points]
    if not stroke.head:
        return [polyline(width, height, points, stroke.width)]
    triangle = head(points[-1], points[0])
    neck = ((triangle[1][0] + triangle[2][0]) / 2, (triangle[1][1] + triangle[2][1]) / 2)
    return [polyline(width, height, [points[0], neck], stroke.width), polygon(width, height, list(triangle))]
