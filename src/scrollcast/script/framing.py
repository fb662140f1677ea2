"""What a zoom shows: the box around a mark or an area, in the proportions of the picture, within the slice."""

from typing import assert_never

from scrollcast.errors import UsageError
from scrollcast.model.shape import (
    Angle,
    Arrow,
    Outline,
    Rectangle,
    Region,
    Ring,
    Ruler,
    Shape,
    Spot,
    Spotlight,
    Tag,
)
from scrollcast.model.timeline import Cutout
from scrollcast.model.volume import Crop, Facts

_MARGIN = 0.5  # of a mark's size, on each side
_CLOSEST = 4  # times; closer shows pixels, not anatomy


def bounds(shape: Shape, index: int | None = None) -> Cutout:
    """The box around a shape, as pixel edges; of a region on one slice, or on all where it is on no such slice."""
    spots = _spots(shape, index)
    rows, columns = zip(*spots, strict=True)
    return Cutout(min(rows) + 0.5, min(columns) + 0.5, max(rows) + 0.5, max(columns) + 0.5)


def _spots(shape: Shape, index: int | None) -> tuple[Spot, ...]:
    match shape:
        case Arrow(at=at) | Tag(at=at):
            spots: tuple[Spot, ...] = (at,)
        case Ring(at=(row, column), radii=(down, along)) | Spotlight(at=(row, column), radii=(down, along)):
            spots = (row - down, column - along), (row + down, column + along)
        case Rectangle(upper_left=upper_left, lower_right=lower_right):
            spots = upper_left, lower_right
        case Outline(points=points):
            spots = points
        case Ruler(start=start, end=end):
            spots = start, end
        case Angle(first=first, vertex=vertex, last=last):
            spots = first, vertex, last
        case Region(contours=contours):
            here = [contour for k, contour in contours if k == index] or [contour for _, contour in contours]
            spots = tuple(spot for contour in here for spot in contour)
        case _:
            assert_never(shape)
    return spots


def around(box: Cutout, facts: Facts, *, roomy: bool = False, where: str = "") -> Cutout:
    """The cutout that shows a box in the proportions of the crop, so that the picture keeps its place.

    It stays within the crop where the box does, else within the slice, and never shows more than the crop's size.

    Parameters
    ----------
    box : Cutout
    facts : Facts
    roomy : bool
        With a margin, and no closer than 4 times.
    where : str
        For the error.

    Raises
    ------
    UsageError
        Where the box lies outside of the slice.
    """
    crop, slice_ = facts.body, Crop(0, 0, facts.rows, facts.columns)
    if box.bottom <= 0 or box.right <= 0 or box.top >= facts.rows or box.left >= facts.columns:
        raise UsageError(
            f"{where} goes to an area outside of the picture; columns run from 0 to {facts.columns - 1}, "
            f"rows from 0 to {facts.rows - 1}."
        )
    grown = 1 + 2 * _MARGIN if roomy else 1
    part = max((box.bottom - box.top) * grown / crop.rows, (box.right - box.left) * grown / crop.columns)
    part = min(1.0, max(part, 1 / _CLOSEST if roomy else 1e-3))
    inside = crop.top <= box.top and crop.left <= box.left and box.bottom <= crop.bottom and box.right <= crop.right
    limits = crop if inside else slice_
    top, bottom = _span((box.top + box.bottom) / 2, crop.rows * part, (limits.top, limits.bottom))
    left, right = _span((box.left + box.right) / 2, crop.columns * part, (limits.left, limits.right))
    return Cutout(top, left, bottom, right)


def _span(middle: float, length: float, limits: tuple[int, int]) -> tuple[float, float]:
    start = min(max(middle - length / 2, limits[0]), limits[1] - length)
    return start, start + length
