"""Marks as authored to shapes in the plane of a slice, measured in the patient."""

import math
from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple, assert_never

from scrollcast.model import shape
from scrollcast.model.geometry import Vector
from scrollcast.model.mark import (
    Anchor,
    AngleMark,
    ArrowMark,
    BlockMark,
    BoxMark,
    InPatient,
    LabelMark,
    MarkShape,
    OutlineMark,
    RegionMark,
    RingMark,
    RulerMark,
    SpotlightMark,
)
from scrollcast.model.shape import Shape, Spot
from scrollcast.script.anchors import Survey
from scrollcast.script.blocks import sections
from scrollcast.script.spline import smooth

_SAME = 1e-6  # pixels


class Traced(NamedTuple):
    """A shape, and the slice indices that it is on."""

    shape: Shape
    slices: tuple[int, ...]


def anchors(mark: MarkShape) -> tuple[tuple[str, Anchor], ...]:
    """The anchors of a mark, each with what it is called; of a region, the middle of its first and its last contour."""
    match mark:
        case ArrowMark() | RingMark() | LabelMark() | SpotlightMark() | BlockMark():
            return (("at", mark.at),)
        case BoxMark():
            return ("corner", mark.corner), ("opposite", mark.opposite)
        case OutlineMark():
            return tuple((f"point {number}", point) for number, point in enumerate(mark.points, 1))
        case RulerMark():
            return ("start", mark.start), ("end", mark.end)
        case AngleMark():
            return ("first", mark.first), ("vertex", mark.vertex), ("last", mark.last)
        case RegionMark():
            ends = (("first contour", mark.contours[:1]), ("last contour", mark.contours[1:][-1:]))
            return tuple((part, InPatient(_middle(contours[0]))) for part, contours in ends if contours)
        case _:
            assert_never(mark)


def trace(mark: MarkShape, survey: Survey) -> Traced:
    """Bring a mark into the plane of its slice.

    Raises
    ------
    UsageError
        Where a place can't be resolved, places that belong together lie on several slices, or nothing can be measured.
    """
    if isinstance(mark, RegionMark | BlockMark):
        return _region(mark, survey)
    index, spots = survey.together([anchor for _, anchor in anchors(mark)])
    return Traced(_drawn(mark, spots, survey), (index,))


def _drawn(mark: MarkShape, spots: tuple[Spot, ...], survey: Survey) -> Shape:
    match mark:
        case ArrowMark() | RingMark() | LabelMark() | SpotlightMark():
            return _at(mark, spots[0], survey)
        case BoxMark():
            rows, columns = zip(*spots, strict=True)
            return shape.Rectangle((min(rows), min(columns)), (max(rows), max(columns)))
        case OutlineMark():
            return _outline(mark, spots, survey)
        case RulerMark():
            start, end = spots
            return shape.Ruler(start, end, _length(start, end, survey))
        case AngleMark():
            first, vertex, last = spots
            return shape.Angle(first, vertex, last, _degrees(first, vertex, last, survey))
        case RegionMark() | BlockMark():
            raise AssertionError("what changes from slice to slice is traced on its own")
        case _:
            assert_never(mark)


def _at(mark: ArrowMark | RingMark | LabelMark | SpotlightMark, spot: Spot, survey: Survey) -> Shape:
    match mark:
        case ArrowMark(degrees=degrees):
            if not math.isfinite(degrees):
                raise survey.error("needs a finite angle to come from.")
            return shape.Arrow(spot, degrees)
        case RingMark(radius=radius):
            return shape.Ring(spot, survey.radii(radius))
        case SpotlightMark(radius=radius):
            return shape.Spotlight(spot, survey.radii(radius))
        case LabelMark():
            return shape.Tag(spot)
        case _:
            assert_never(mark)


def _outline(mark: OutlineMark, spots: tuple[Spot, ...], survey: Survey) -> shape.Outline:
    closed = (*spots, spots[0])
    distinct = tuple(spot for spot, after in pairwise(closed) if math.dist(spot, after) > _SAME)
    if len(distinct) < 3:
        raise survey.error(f"is an outline with {len(distinct)} different points; it needs at least 3.")
    return shape.Outline(smooth(distinct) if mark.smooth else distinct)


def _length(start: Spot, end: Spot, survey: Survey) -> float:
    length = math.hypot(*_mm(start, end, survey, "is a ruler"))
    if length < _SAME:
        raise survey.error("is a ruler from a place to the same place; give it two.")
    return length


def _mm(start: Spot, end: Spot, survey: Survey, what: str) -> Spot:
    spacing = survey.spacing(what, "nothing can be measured on them")
    return (end[0] - start[0]) * spacing.row, (end[1] - start[1]) * spacing.column


def _degrees(first: Spot, vertex: Spot, last: Spot, survey: Survey) -> float:
    (ay, ax), (by, bx) = (_mm(vertex, end, survey, "is an angle") for end in (first, last))
    if min(math.hypot(ay, ax), math.hypot(by, bx)) < _SAME:
        raise survey.error("is an angle whose vertex is one of its ends; give it three places.")
    return math.degrees(math.atan2(abs(ax * by - ay * bx), ax * bx + ay * by))


def _region(mark: RegionMark | BlockMark, survey: Survey) -> Traced:
    cut = sections(mark, survey) if isinstance(mark, BlockMark) else _contours(mark.contours, survey)
    contours = tuple(cut)
    if not contours:
        raise survey.error("is a region without a contour.")
    return Traced(shape.Region(contours), tuple(sorted({index for index, _ in contours})))


def _middle(ring: tuple[Vector, ...]) -> Vector:
    x, y, z = (fmean(axis) for axis in zip(*ring, strict=True))
    return x, y, z


def _contours(rings: tuple[tuple[Vector, ...], ...], survey: Survey) -> Iterator[tuple[int, tuple[Spot, ...]]]:
    for ring in rings:
        if len(ring) < 3:
            raise survey.error(f"is a region with a contour of {len(ring)} places; each needs at least 3.")
        yield survey.ring(ring)
