"""What of the boxes that were found is burned-in text, and what a person should look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scrollcast.model.volume import Crop
from scrollcast.privacy.likeness import like_headers
from scrollcast.privacy.ocr import Box
from scrollcast.privacy.text import SINGLES, STEADY, STILL, Pictures

VERSION = "4"
_TALLEST = 40 / 512  # of the longer side: higher boxes are anatomy
_LONGEST_LETTER = 1.6  # times its height; two characters are longer
_MOVING = 8  # slices, after which anatomy has moved away
_LONG = 2.0  # times its height: a box that counts unread
_ROOM = 0.25  # of its height: around a box


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers from which on a box is text; ``benchmarks.ocr`` has measured these and others.

    Attributes
    ----------
    likely : float
        Chance of a box that is read.
    letters : int
        Different letters or digits that it reads as.
    confident : float
        Of a reading among steady strokes: noise is steady here and there.
    sure : float
        Chance of a box that counts unread.
    """

    likely: float = 0.55
    letters: int = 3
    confident: float = 0.4
    sure: float = 0.85

    def reads(self, box: Box, name: str) -> bool:
        """True for what reads as words or numbers."""
        read = len({letter for letter in box.reading.casefold() if letter.isalnum()})
        confident = name != STEADY or box.confidence > self.confident
        return box.chance > self.likely and read >= self.letters and confident

    def stands_out(self, box: Box, name: str) -> bool:
        """True for what nobody has read, as most scripts are, where the detector is all but sure."""
        return name in STILL and box.chance > self.sure and box.long > _LONG * box.short


USUAL = Rule()


@dataclass(frozen=True, slots=True)
class Found:
    """Places of a stack that look like text.

    Attributes
    ----------
    stops : tuple of Crop
        Text: nothing is published with it.
    flags : tuple of Crop
        Seen or read once, in anatomy that moves: for a person to look at.
    """

    stops: tuple[Crop, ...]
    flags: tuple[Crop, ...]

    def coded(self) -> list[list[list[int]]]:
        """As numbers, to keep."""
        return [[[box.top, box.left, box.bottom, box.right] for box in boxes] for boxes in (self.stops, self.flags)]

    @classmethod
    def decoded(cls, kept: list[list[list[int]]]) -> "Found":
        """From numbers."""
        stops, flags = (tuple(Crop(*box) for box in boxes) for boxes in kept)
        return cls(stops, flags)


def judge(found: Sequence[Sequence[Box]], pictures: Pictures, slices: int, telling: Iterable[str]) -> Found:
    """Tell text from anatomy.

    Parameters
    ----------
    found : sequence of sequence of Box
        For each name of `pictures`.
    pictures : Pictures
    slices : int
        How many the stack has.
    telling : iterable of str
        Words and numbers of the headers; what reads like one of these is text at any confidence, wherever it is.
    """
    shape, tokens = pictures.pixels.shape[1:], tuple(telling)
    said = [box for boxes in found for box in boxes if box.reading and like_headers(box.reading, tokens)]
    stops = _together([*burned_in(found, pictures, slices), *said], shape)
    seen = _together([box for boxes in found for box in boxes if _looks(box, tallest(pictures))], shape)
    return Found(stops, tuple(box for box in seen if not any(_touch(box, stop) for stop in stops)))


def tallest(pictures: Pictures) -> float:
    """Height in px above which a box is no line of text."""
    return float(_TALLEST * max(pictures.pixels.shape[1:]))


def burned_in(found: Sequence[Sequence[Box]], pictures: Pictures, slices: int, rule: Rule = USUAL) -> list[Box]:
    """What of the boxes is text that stays put.

    A box in a projection, or at one place in most sampled slices, is text where it reads as three different letters or
    digits; unread, as most scripts are, where the detector is all but sure and the stack is long enough for anatomy to
    have moved away. What shows in single slices only is anatomy.

    Parameters
    ----------
    found : sequence of sequence of Box
        For each name of `pictures`.
    pictures : Pictures
    slices : int
        How many the stack has.
    rule : Rule

    Returns
    -------
    list of Box
    """
    return [
        box
        for name, boxes in zip(pictures.names, found, strict=True)
        if name not in SINGLES
        for box in boxes
        if _is_a_line(box, tallest(pictures))
        and (rule.reads(box, name) or (slices >= _MOVING and rule.stands_out(box, name)))
    ]


def _is_a_line(box: Box, most: float) -> bool:
    return box.short <= most and box.long >= _LONGEST_LETTER * box.short


def _looks(box: Box, most: float) -> bool:
    read = sum(letter.isalnum() for letter in box.reading)
    return _is_a_line(box, most) and (box.chance > USUAL.likely or read >= USUAL.letters)


def _together(boxes: Sequence[Box], shape: tuple[int, ...]) -> tuple[Crop, ...]:
    """Boxes with some room around, those that touch as one, from the top left."""
    left = [_crop(box, shape) for box in boxes]
    merged: list[Crop] = []
    while left:
        box = left.pop()
        touching = [other for other in merged if _touch(box, other)]
        if touching:
            merged = [other for other in merged if other not in touching]
            left.append(_around((box, *touching)))
        else:
            merged.append(box)
    return tuple(sorted(merged, key=lambda box: (box.top, box.left)))


def _crop(box: Box, shape: tuple[int, ...]) -> Crop:
    room = max(2.0, _ROOM * box.short)
    top, left = max(0, int(box.top - room)), max(0, int(box.left - room))
    bottom = min(shape[0], int(box.top + box.height + room) + 1)
    right = min(shape[1], int(box.left + box.width + room) + 1)
    return Crop(min(top, bottom - 1), min(left, right - 1), bottom, right)


def _around(boxes: Iterable[Crop]) -> Crop:
    sides: Iterator[tuple[int, ...]] = zip(*((b.top, b.left, b.bottom, b.right) for b in boxes), strict=True)
    top, left, bottom, right = sides
    return Crop(min(top), min(left), max(bottom), max(right))


def _touch(one: Crop, other: Crop) -> bool:
    return one.top < other.bottom and other.top < one.bottom and one.left < other.right and other.left < one.right
