"""Split the images of a series into volumes, and name each by what sets it apart. Pure: knows numbers, not files."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scrollcast.dicom.header import Header, PlaneHeader, Traits
from scrollcast.errors import GeometryError
from scrollcast.model.geometry import Place

_TURN = 0.02  # difference of direction cosines that makes another stack
_SAME = 0.01  # mm; images closer than this along the normal lie in the same place

_Value = float | int | str | tuple[float, ...] | None
_Groups = list[tuple[str, list["Image"]]]


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file with its header: its number in the source, from 1, and what tells whether it changes."""

    number: int
    path: Path = field(repr=False)
    member: int | None
    stamp: tuple[int, int]
    header: Header


@dataclass(frozen=True, slots=True)
class Image:
    """One image plane: the file that holds it, and what its header says of it."""

    file: Scanned
    plane: PlaneHeader

    @property
    def place(self) -> Place | None:
        """None where the header has no trustworthy position and orientation."""
        position, orientation = self.plane.position, self.plane.orientation
        if position is None or orientation is None:
            return None
        try:
            return Place(position, orientation)  # type: ignore[arg-type]
        except GeometryError:
            return None


@dataclass(frozen=True, slots=True)
class Stack:
    """Images of one volume, in file order, and what sets them apart from the others of their series."""

    name: str
    images: tuple[Image, ...]


def split(images: Sequence[Image]) -> tuple[Stack, ...]:
    """Split a series into volumes.

    Localizers, magnitude and phase, kinds of picture (water, ADC, …) and orientations always part. Echoes, b-values,
    directions, time points, inversion times, acquisitions and heart phases part only images that lie in the same
    place: a number that merely counts slices makes no volumes. What still lies in the same place is left for `order`
    to refuse.

    Returns
    -------
    tuple of Stack
        At least one; every image is in exactly one. Names are unique, and empty for a single volume.
    """
    groups: _Groups = [("", list(images))]
    for part in (_by_use, _by_component, _by_part, _by_stack, _by_orientation):
        groups = [(_join(name, label), inner) for name, outer in groups for label, inner in part(outer)]
    groups = [(_join(name, label), inner) for name, outer in groups for label, inner in _by_repetition(outer, _KEYS)]
    return tuple(Stack(name, tuple(group)) for name, group in _unique(groups))


def _by_use(images: list[Image]) -> _Groups:
    return _partition(images, lambda traits: traits.localizer, lambda value: "localizer" if value else "")


def _by_component(images: list[Image]) -> _Groups:
    return _partition(images, lambda traits: traits.component, str)


def _by_part(images: list[Image]) -> _Groups:
    return _partition(images, lambda traits: traits.part, str)


def _by_stack(images: list[Image]) -> _Groups:
    groups = _partition(images, lambda traits: traits.stack, str)
    return [(f"stack {number}", group) for number, (_, group) in enumerate(groups, 1)] if len(groups) > 1 else groups


def _by_orientation(images: list[Image]) -> _Groups:
    """Parallel images together; an image without a place stays with the first, so that `order` names it."""
    found: list[tuple[Place, list[Image]]] = []
    lost = []
    for image in images:
        place = image.place
        if place is None:
            lost.append(image)
            continue
        group = next((group for first, group in found if _parallel(first, place)), None)
        if group is None:
            found.append((place, [image]))
        else:
            group.append(image)
    if len(found) < 2:
        return [("", images)]
    found[0][1].extend(lost)
    return [(place.plane.value, group) for place, group in found]


def _parallel(place: Place, other: Place) -> bool:
    return all(abs(a - b) < _TURN for a, b in zip(place.orientation, other.orientation, strict=True))


@dataclass(frozen=True, slots=True)
class _Key:
    """Something that may be acquired again and again in the same place."""

    value: Callable[[Traits], _Value]
    label: Callable[[_Value, int], str]
    ranked: bool = False  # values need not agree between places; their rank does


_KEYS = (
    _Key(lambda traits: traits.echo, lambda value, _: f"TE {value:g} ms"),
    _Key(lambda traits: traits.b, lambda value, _: f"b {value:g}"),
    _Key(lambda traits: traits.direction, lambda _, number: f"direction {number}"),
    _Key(lambda traits: traits.time, lambda _, number: f"time {number}", ranked=True),
    _Key(lambda traits: traits.inversion, lambda value, _: f"TI {value:g} ms"),
    _Key(lambda traits: traits.phase, lambda _, number: f"phase {number}", ranked=True),
    _Key(lambda traits: traits.acquisition, lambda _, number: f"acquisition {number}", ranked=True),
    _Key(lambda traits: traits.moment, lambda _, number: f"time {number}", ranked=True),
)


def _by_repetition(images: list[Image], keys: tuple[_Key, ...]) -> _Groups:
    places = _same_places(images)
    most = max(map(len, places))
    if most == 1 or not keys:
        return [("", images)]
    key, rest = keys[0], keys[1:]
    parts = _by_value(images, places, key, most) or (_by_rank(places, key) if key.ranked else [])
    if not parts:
        return _by_repetition(images, rest)
    return [(_join(name, label), inner) for name, part in parts for label, inner in _by_repetition(part, rest)]


def _by_value(images: list[Image], places: list[list[Image]], key: _Key, most: int) -> _Groups:
    """One part a value, where values differ in one place and are no more than images in one place."""
    values = sorted({key.value(image.plane.traits) for image in images}, key=_sortable)
    if not 2 <= len(values) <= most:
        return []
    if all(len({key.value(image.plane.traits) for image in place}) == 1 for place in places):
        return []
    return [
        (_label(key, value, number), [image for image in images if key.value(image.plane.traits) == value])
        for number, value in enumerate(values, 1)
    ]


def _by_rank(places: list[list[Image]], key: _Key) -> _Groups:
    """The first of each place, the second of each place, …, where all places have as many images."""
    if len({len(place) for place in places}) > 1:
        return []
    ranked = []
    for place in places:
        values = [key.value(image.plane.traits) for image in place]
        if len(set(values)) < len(values) or None in values:
            return []
        ranked.append(sorted(place, key=lambda image: _sortable(key.value(image.plane.traits))))
    return [(_label(key, None, number), list(part)) for number, part in enumerate(zip(*ranked, strict=True), 1)]


def _same_places(images: list[Image]) -> list[list[Image]]:
    """Images that lie in the same place along the normal, in rising order; those without a place count as alone."""
    placed = [(place.depth, image) for image in images if (place := image.place) is not None]
    placed.sort(key=lambda pair: pair[0])
    places: list[list[Image]] = [[image] for image in images if image.place is None]
    last = -math.inf
    for depth, image in placed:
        if depth - last < _SAME:
            places[-1].append(image)
        else:
            places.append([image])
        last = depth
    return places


def _partition(
    images: list[Image], value: Callable[[Traits], str | bool], label: Callable[[str | bool], str]
) -> _Groups:
    groups: dict[str | bool, list[Image]] = defaultdict(list)
    for image in images:
        groups[value(image.plane.traits)].append(image)
    return [(label(key) if len(groups) > 1 else "", group) for key, group in groups.items()]


def _label(key: _Key, value: _Value, number: int) -> str:
    return key.label(value, number) if value is not None or key.ranked else "plain"


def _sortable(value: _Value) -> tuple[bool, tuple[float, ...]]:
    if value is None or isinstance(value, str):
        return (False, ())
    return (True, value if isinstance(value, tuple) else (float(value),))


def _join(name: str, label: str) -> str:
    return ", ".join(part for part in (name, label) if part)


def _unique(groups: _Groups) -> Iterable[tuple[str, list[Image]]]:
    counts, seen = Counter(name for name, _ in groups), Counter[str]()
    for name, group in groups:
        seen[name] += 1
        yield (_join(name, str(seen[name])) if counts[name] > 1 else name), group
