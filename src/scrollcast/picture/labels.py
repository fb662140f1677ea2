"""Labels find a free place: inside the zone, over no other label and no finding, with a leader line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, permutations, product
from math import ceil, cos, dist, pi, sin

from scrollcast.errors import UsageError
from scrollcast.model import shape
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Mark
from scrollcast.model.timeline import Cue
from scrollcast.model.timing import Span
from scrollcast.picture import palette
from scrollcast.picture.stage import Stage
from scrollcast.picture.strokes import Point, finding, on_picture, strokes, tail
from scrollcast.raster.text import line

PLATE_X, PLATE_Y = 18, 4
_GAP = 8
_LEADER = 14
_DISTANCES = (24, 56, 96, 144, 200, 264, 336, 420, 520)
_DIRECTIONS = tuple(2 * pi * step / 16 for step in (14, 13, 15, 12, 0, 10, 11, 9, 8, 1, 7, 2, 6, 3, 5, 4))
_MOST_ORDERS = 24


@dataclass(frozen=True, slots=True)
class Label:
    """Where the label of a mark stands.

    Attributes
    ----------
    name : str
        Of the mark.
    box : Box
        Of the plate.
    leader : tuple of 2 points, or None
        From the plate to the mark; None where the label touches its mark.
    """

    name: str
    box: Box
    leader: tuple[Point, Point] | None


@lru_cache(maxsize=64)
def company(cues: tuple[Cue, ...]) -> dict[Mark, tuple[Mark, ...]]:
    """For each mark, all that are ever on screen with it, or with one of those: their labels are placed together.

    A label then stays where it is when another mark comes or goes.
    """
    groups: list[list[Cue]] = []
    for cue in (cue for cue in cues if isinstance(cue.overlay, Mark)):
        touching = [group for group in groups if any(_overlap(cue.span, other.span) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([cue, *(other for group in touching for other in group)])
    together: dict[Mark, tuple[Mark, ...]] = {}
    for group in groups:
        ordered = sorted(group, key=lambda cue: cue.span)
        marks = tuple(dict.fromkeys(cue.overlay for cue in ordered if isinstance(cue.overlay, Mark)))
        together |= dict.fromkeys(marks, marks)
    return together


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.stop and b.start < a.stop


def place_labels(marks: tuple[Mark, ...], place: Stage, layout: Layout, taken: tuple[Box, ...]) -> dict[str, Label]:
    """Find a place for the label of each mark that has one, by the mark's name.

    Parameters
    ----------
    marks : tuple of Mark
        All that show together, the most important first.
    place : Stage
    layout : Layout
    taken : tuple of Box
        What else stands on the picture.

    Returns
    -------
    dict of str to Label
        Without those of marks that a zoom has left outside.

    Raises
    ------
    UsageError
        Where there is no room for a label; it names the label.
    """
    marks = tuple(mark for mark in marks if on_picture(mark.shape, place))
    labelled = [mark for mark in marks if mark.label]
    stuck = ""
    for number, order in enumerate(permutations(labelled)):
        if number >= _MOST_ORDERS:
            break
        placed, stuck = _greedy(order, marks, (place, layout, taken))
        if not stuck:
            return {label.name: label for label in placed}
    if stuck:
        raise UsageError(
            f"There is no room for the label {stuck!r} beside the other labels and findings; shorten it, "
            "show fewer marks at once, or zoom."
        )
    return {}


def _greedy(
    order: tuple[Mark, ...], marks: tuple[Mark, ...], scene: tuple[Stage, Layout, tuple[Box, ...]]
) -> tuple[list[Label], str]:
    """Place one label after the other; the text of the first that found no place, or nothing."""
    place, layout, taken = scene
    findings = {mark.name: finding(mark.shape, place) for mark in marks if not _dims(mark)}
    lines = [_shaft(mark, place) for mark in marks]
    shafts = tuple(box for boxes in lines for box in boxes)
    placed: list[Label] = []
    for mark in order:
        blocked = (*taken, *findings.values(), *shafts, *(label.box for label in placed))
        label = _first_free(mark, (place, layout), blocked, placed)
        if label is None:
            return placed, mark.label
        placed.append(label)
    return placed, ""


def _first_free(mark: Mark, scene: tuple[Stage, Layout], blocked: tuple[Box, ...], placed: list[Label]) -> Label | None:
    place, layout = scene
    text = line(mark.label, palette.set_in(layout, palette.LABEL)[0])
    size = (round(text.advance) + 2 * PLATE_X, text.mask.shape[0] + 2 * PLATE_Y)
    for box, leader in _candidates(mark, place, size):
        if not _inside(box, layout, place) or any(_meet(box, other) for other in blocked):
            continue
        if leader is not None and any(_crosses(leader, label.box) for label in placed):
            continue
        if any(label.leader is not None and _crosses(label.leader, box) for label in placed):
            continue
        return Label(mark.name, box, leader)
    return None


def _candidates(mark: Mark, place: Stage, size: tuple[int, int]) -> Iterator[tuple[Box, tuple[Point, Point] | None]]:
    """Places to try, the nearest first."""
    width, height = size
    if isinstance(mark.shape, shape.Arrow):
        start = tail(mark.shape, place)
        tip = place.point(*mark.shape.at)
        up, left = start[1] <= tip[1], start[0] <= tip[0]
        above = round(start[1]) - height - 10 if up else round(start[1]) + 10
        middle = round(start[0]) - width // 2
        beside = round(start[0]) - width - 14 if left else round(start[0]) + 14
        yield Box(middle, above, width, height), None
        yield Box(beside, round(start[1]) - height // 2, width, height), None
        anchor = Box(round(start[0]) - 8, round(start[1]) - 8, 16, 16)
    else:
        anchor = finding(mark.shape, place)
    middle_x, middle_y = anchor.x + anchor.width / 2, anchor.y + anchor.height / 2
    outline = _outline(mark, place)
    for distance, turn in product(_DISTANCES, _DIRECTIONS):
        x = middle_x + cos(turn) * (anchor.width / 2 + distance + width / 2)
        y = middle_y + sin(turn) * (anchor.height / 2 + distance + height / 2)
        box = Box(round(x) - width // 2, round(y) - height // 2, width, height)
        yield box, _leader(box, outline)


def _leader(box: Box, outline: list[Point]) -> tuple[Point, Point] | None:
    """The shortest way from a plate to what its mark draws; none where that is too short to be seen."""
    end = min(outline, key=lambda point: dist(point, _nearest(box, point)))
    start = _nearest(box, end)
    return (start, end) if dist(start, end) >= _LEADER else None


def _outline(mark: Mark, place: Stage) -> list[Point]:
    """Points along what a mark draws, a few px apart; the tail alone of an arrow."""
    if isinstance(mark.shape, shape.Arrow):
        return [tail(mark.shape, place)]
    points: list[Point] = []
    for stroke in strokes(mark.shape, place, _typical(mark)):
        for a, b in pairwise(stroke.points):
            steps = max(1, ceil(dist(a, b) / 8))
            points += [(a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps) for k in range(steps + 1)]
    box = finding(mark.shape, place)
    return points or [(box.x + box.width / 2, box.y + box.height / 2)]


def _typical(mark: Mark) -> int:
    """The slice in the middle of its own."""
    return mark.first if mark.whole is None else sum(mark.whole) // 2


def _inside(box: Box, layout: Layout, place: Stage) -> bool:
    """Inside the zone and on the picture, where nothing but anatomy is; of two, also above and below them."""
    zone, room = layout.zone, place.around or place.box
    right = min(room.right, zone.cut_right if box.bottom > zone.cut_bottom else zone.right)
    left, top = max(zone.left, room.x), max(zone.top, room.y)
    within = left <= box.x and box.right <= right and top <= box.y and box.bottom <= room.bottom
    return within and (place.beside is None or not _meet(box, place.beside))


def _shaft(mark: Mark, place: Stage) -> list[Box]:
    """Small boxes along the shaft of an arrow, which no label may cover."""
    if not isinstance(mark.shape, shape.Arrow):
        return []
    (stroke,) = strokes(mark.shape, place, mark.first)
    (ax, ay), (bx, by) = stroke.points
    steps = [step / 12 for step in range(1, 13)]
    return [Box(round(ax + (bx - ax) * step) - 10, round(ay + (by - ay) * step) - 10, 20, 20) for step in steps]


def _dims(mark: Mark) -> bool:
    return isinstance(mark.shape, shape.Spotlight)


def _nearest(box: Box, to: Point) -> Point:
    return min(max(to[0], box.x), box.right), min(max(to[1], box.y), box.bottom)


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.right + _GAP and b.x < a.right + _GAP and a.y < b.bottom + _GAP and b.y < a.bottom + _GAP


def _crosses(leader: tuple[Point, Point], box: Box) -> bool:
    (ax, ay), (bx, by) = leader
    for step in range(21):
        x, y = ax + (bx - ax) * step / 20, ay + (by - ay) * step / 20
        if box.x <= x <= box.right and box.y <= y <= box.bottom:
            return True
    return False
