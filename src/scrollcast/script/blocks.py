"""A box in the patient, cut by the planes of the slices: a polygon on each slice that it passes through."""

import math
from collections.abc import Iterator
from itertools import combinations, product

from scrollcast.model.geometry import Place, Spacing, Vector
from scrollcast.model.mark import BlockMark
from scrollcast.model.shape import Spot
from scrollcast.script.anchors import Survey

_ON = 1e-6  # mm; a corner so near to a plane lies in it
_Seen = tuple[float, float, float]


def sections(mark: BlockMark, survey: Survey) -> Iterator[tuple[int, tuple[Spot, ...]]]:
    """Slice index and outline of each section; of a block that lies between two slices, on the nearer one.

    Raises
    ------
    UsageError
        Where its centre is not in the stack.
    """
    nearest = survey.locate(mark.at).slice
    spacing = survey.spacing("is placed in mm", "place it by slice and pixel")
    places = [(index, place) for index, place in enumerate(survey.facts.places) if place is not None]
    found = [(index, _cut(mark, place, spacing)) for index, place in places]
    passed = [(index, outline) for index, outline in found if len(outline) >= 3]
    if passed:
        yield from passed
    else:
        place = dict(places)[nearest]
        yield nearest, _cut(mark, place, spacing, place.seen_from(mark.at.position, spacing)[0])


def _cut(mark: BlockMark, place: Place, spacing: Spacing, ahead: float = 0.0) -> tuple[Spot, ...]:
    """Corners of the section with a plane so many mm ahead of a slice, in order; none where they don't meet."""
    signs = list(product((-1, 1), repeat=3))
    corners = {each: place.seen_from(_corner(mark, each), spacing) for each in signs}
    edges = ((a, b) for a, b in combinations(signs, 2) if sum(x != y for x, y in zip(a, b, strict=True)) == 1)
    met = [spot for a, b in edges for spot in _meeting(corners[a], corners[b], ahead)]
    spots = list({(round(row, 6), round(column, 6)) for row, column in met})
    if not spots:
        return ()
    middle = sum(row for row, _ in spots) / len(spots), sum(column for _, column in spots) / len(spots)
    return tuple(sorted(spots, key=lambda spot: math.atan2(spot[0] - middle[0], spot[1] - middle[1])))


def _corner(mark: BlockMark, signs: tuple[int, ...]) -> Vector:
    x, y, z = (
        centre + sum(sign * half for sign, half in zip(signs, halves, strict=True))
        for centre, halves in zip(mark.at.position, zip(*mark.halves, strict=True), strict=True)
    )
    return x, y, z


def _meeting(a: _Seen, b: _Seen, ahead: float) -> Iterator[Spot]:
    """Where an edge meets the plane: nowhere, within, or at its ends."""
    before, after = a[0] - ahead, b[0] - ahead
    if abs(before) < _ON:
        yield a[1:]
    if abs(after) < _ON:
        yield b[1:]
    elif abs(before) >= _ON and (before < 0) != (after < 0):
        part = before / (before - after)
        yield a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part
