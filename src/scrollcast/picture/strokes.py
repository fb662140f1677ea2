"""Shapes of marks as strokes on the canvas."""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin
from typing import assert_never

from scrollcast.model import shape
from scrollcast.model.layout import Box
from scrollcast.model.shape import Shape
from scrollcast.picture.stage import Stage

Point = tuple[float, float]

STROKE = 8
_TIP_GAP, _LENGTH, _SHORTEST, _INSET = 10, 230, 70, 12
_SHAFT, _HEAD, _HEAD_WIDTH = 10, 46, 42
_DOT = 9
_TICK = 18
_ARC = 60
_FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, canvas px; `head` ends it with the head of an arrow."""

    points: tuple[Point, ...]
    width: int = STROKE
    head: bool = False

    @property
    def length(self) -> float:
        """px."""
        return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(self.points))

    def first(self, part: float) -> "Stroke":
        """The first part (0..1) of the stroke."""
        left = self.length * part
        out = [self.points[0]]
        for a, b in pairwise(self.points):
            step = hypot(b[0] - a[0], b[1] - a[1])
            if step >= left:
                share = left / step if step else 0.0
                out.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
                break
            out.append(b)
            left -= step
        return Stroke(tuple(out), self.width, self.head)


def strokes(drawn: Shape, place: Stage, index: int) -> tuple[Stroke, ...]:
    """What is drawn for a shape on a slice; nothing for a spotlight, which dims what is around it."""
    match drawn:
        case shape.Arrow():
            lines: tuple[Stroke, ...] = (Stroke(_arrow(drawn, place), _SHAFT, head=True),)
        case shape.Ring():
            lines = (Stroke(_ellipse(drawn.at, drawn.radii, place)),)
        case shape.Rectangle():
            (top, left), (bottom, right) = drawn.upper_left, drawn.lower_right
            lines = (_closed([(top, left), (top, right), (bottom, right), (bottom, left)], place),)
        case shape.Outline():
            lines = (_closed(drawn.points, place),)
        case shape.Tag():
            x, y = place.point(*drawn.at)
            lines = (Stroke(((x, y), (x + 0.1, y)), 2 * _DOT),)
        case shape.Ruler():
            lines = _ruler(place.point(*drawn.start), place.point(*drawn.end))
        case shape.Angle():
            lines = _angle(*(place.point(*at) for at in (drawn.first, drawn.vertex, drawn.last)))
        case shape.Region():
            lines = tuple(_closed(contour, place) for at, contour in drawn.contours if at == index)
        case shape.Spotlight():
            lines = ()
        case _:
            assert_never(drawn)
    return lines


def finding(drawn: Shape, place: Stage, index: int | None = None) -> Box:
    """The box of what a mark points at, on a slice or on all: nothing else may be written there."""
    match drawn:
        case shape.Arrow() | shape.Tag():
            x, y = place.point(*drawn.at)
            return _around([(x, y)], 26)
        case shape.Spotlight():
            return _around(_ellipse(drawn.at, drawn.radii, place), 0)
        case shape.Region():
            here = [spot for at, contour in drawn.contours if index in {None, at} for spot in contour]
            return _around([place.point(*spot) for spot in here or [(0, 0)]], STROKE)
        case _:
            return _around([point for stroke in strokes(drawn, place, 0) for point in stroke.points], STROKE)


def on_picture(drawn: Shape, place: Stage, index: int | None = None) -> bool:
    """True where a zoom has not left it outside: a place that is pointed at, or any part of another shape."""
    box, picture = finding(drawn, place, index), place.box
    if isinstance(drawn, shape.Arrow | shape.Tag):
        x, y = place.point(*drawn.at)
        return picture.x <= x < picture.right and picture.y <= y < picture.bottom
    return box.x < picture.right and picture.x < box.right and box.y < picture.bottom and picture.y < box.bottom


def tail(drawn: shape.Arrow, place: Stage) -> Point:
    """Where an arrow comes from."""
    return _arrow(drawn, place)[0]


def head(tip: Point, origin: Point) -> tuple[Point, ...]:
    """The triangle of an arrow's head, coming from `origin`."""
    dx, dy = tip[0] - origin[0], tip[1] - origin[1]
    length = max(1e-6, hypot(dx, dy))
    ux, uy = dx / length, dy / length
    size = min(_HEAD, length)
    nx, ny, side = tip[0] - ux * size, tip[1] - uy * size, _HEAD_WIDTH / 2 * size / _HEAD
    return tip, (nx - uy * side, ny + ux * side), (nx + uy * side, ny - ux * side)


def _arrow(arrow: shape.Arrow, place: Stage) -> tuple[Point, Point]:
    """Tail and tip; the tail stays on the picture where that leaves an arrow."""
    x, y = place.point(*arrow.at)
    ux, uy = sin(radians(arrow.degrees)), -cos(radians(arrow.degrees))
    ways = [
        (end - start) / way
        for start, way, end in (
            (x, ux, place.box.right - _INSET if ux > 0 else place.box.x + _INSET),
            (y, uy, place.box.bottom - _INSET if uy > 0 else place.box.y + _INSET),
        )
        if abs(way) > _FLAT
    ]
    far = _TIP_GAP + min(_LENGTH, max(_SHORTEST, min(ways) - _TIP_GAP))
    return (x + ux * far, y + uy * far), (x + ux * _TIP_GAP, y + uy * _TIP_GAP)


def _ellipse(at: Point, radii: Point, place: Stage) -> tuple[Point, ...]:
    turns = [2 * pi * step / 72 - pi / 2 for step in range(73)]
    return tuple(place.point(at[0] + radii[0] * sin(turn), at[1] + radii[1] * cos(turn)) for turn in turns)


def _closed(points: tuple[Point, ...] | list[Point], place: Stage) -> Stroke:
    return Stroke(tuple(place.point(*point) for point in (*points, points[0])))


def _ruler(start: Point, end: Point) -> tuple[Stroke, ...]:
    length = max(1e-6, hypot(end[0] - start[0], end[1] - start[1]))
    nx, ny = -(end[1] - start[1]) / length * _TICK, (end[0] - start[0]) / length * _TICK
    ticks = [Stroke(((x - nx, y - ny), (x + nx, y + ny)), 6) for x, y in (start, end)]
    return (Stroke((start, end), 6), *ticks)


def _angle(first: Point, vertex: Point, last: Point) -> tuple[Stroke, ...]:
    begin, end = (atan2(p[1] - vertex[1], p[0] - vertex[0]) for p in (first, last))
    sweep = (end - begin + pi) % (2 * pi) - pi
    steps = [begin + sweep * step / 24 for step in range(25)]
    arc = tuple((vertex[0] + _ARC * cos(turn), vertex[1] + _ARC * sin(turn)) for turn in steps)
    return Stroke((first, vertex, last), 6), Stroke(arc, 6)


def _around(points: list[Point] | tuple[Point, ...], margin: int) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    left, top = round(min(xs)) - margin, round(min(ys)) - margin
    return Box(left, top, round(max(xs)) + margin - left, round(max(ys)) + margin - top)
