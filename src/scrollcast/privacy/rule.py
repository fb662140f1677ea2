"""What of the boxes that were found is burned-in text, and what a person should look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scrollcast.model.volume import Crop
from scrollcast.privacy.likeness import like_headers
from scrollcast.privacy.ocr import Box
from scrollcast.privacy.text import MEAN, SINGLES, STEADY, Pictures

VERSION = "8"
_TALLEST, _HIGH = 40 / 512, 24.0  # of the longer side, or px where that is more: higher boxes are anatomy
_LONGEST_LETTER = 1.6  # times its height; two characters are longer
_MOVING = 8  # slices, after which anatomy has moved away
_LONG = 2.0  # times its height: a line that counts unread
_ROOM = 0.25  # of its height: around a box


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers from which on a line is text; ``benchmarks.ocr`` has measured these and others.

    Attributes
    ----------
    likely, confident : float
        Chance of a line that is read, and the reader's confidence.
    letters : int
        Different letters or digits that it reads as.
    sure : float
        Chance of a line that counts unread, as most scripts are.
    seconded, pictures : float, int
        Chance of the same line elsewhere, and in how many pictures it has to be, with its own.
    steady : int
        In how many, for a line among the strokes that are steady over all slices; in the mean of all it needs no other.
    """

    likely: float = 0.5
    confident: float = 0.65
    letters: int = 3
    sure: float = 0.8
    seconded: float = 0.6
    pictures: int = 4
    steady: int = 2

    def reads(self, box: Box) -> bool:
        """True for what reads as words or numbers."""
        read = len({letter for letter in box.reading.casefold() if letter.isalnum()})
        return box.chance > self.likely and box.confidence > self.confident and read >= self.letters

    def stays(self, box: Box, name: str, others: Iterable[Sequence[Box]]) -> bool:
        """True for what the detector is sure of in the picture of this name, and sees at the same place in others."""
        if box.chance <= self.sure or box.long <= _LONG * box.short:
            return False
        seconded = (any(_seconds(other, box, self.seconded) for other in boxes) for boxes in others)
        return sum(seconded) >= {MEAN: 1, STEADY: self.steady}.get(name, self.pictures)


USUAL = Rule()


def _seconds(other: Box, box: Box, least: float) -> bool:
    across = other.left < box.left + box.width and box.left < other.left + other.width
    down = other.top < box.top + box.height and box.top < other.top + other.height
    return across and down and other.chance > least and other.long > _LONG * other.short


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
    return max(_HIGH, float(_TALLEST * max(pictures.pixels.shape[1:])))


def burned_in(found: Sequence[Sequence[Box]], pictures: Pictures, slices: int, rule: Rule = USUAL) -> list[Box]:
    """What of the boxes is text that stays put.

    A line in a picture of all slices, or at one place in most sampled slices, is text where it reads as three different
    letters or digits; unread, where the detector is sure, other pictures have it at the same place, and the stack is
    long enough for anatomy to have moved away. What shows in single slices only is anatomy.

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
    most = tallest(pictures)
    lines = [[box for box in boxes if _is_a_line(box, most)] for boxes in found]
    named = list(zip(pictures.names, lines, strict=True))
    whole = [box for name, boxes in named if name not in SINGLES for box in boxes]
    text = [box for box in whole if rule.reads(box)]
    if slices < _MOVING:
        return text
    unread = ((name, box) for name, boxes in named if name not in SINGLES for box in boxes if box not in text)
    return text + [box for name, box in unread if rule.stays(box, name, lines)]


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
