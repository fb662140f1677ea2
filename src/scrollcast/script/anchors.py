"""Anchors of marks: slice numbers, PACS image numbers and patient mm to a slice, a row and a column."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from scrollcast.errors import UsageError
from scrollcast.model.geometry import Spacing, Vector
from scrollcast.model.mark import Anchor, InPatient, OnImage, OnSlice, Size, Unit
from scrollcast.model.shape import Spot
from scrollcast.model.volume import Facts
from scrollcast.script.stack import Stack

_ROUNDING = 1e-3  # mm; files round positions
_ONE_SLICE = 1.0  # mm; how far a place may be off a slice that has no neighbour


class Index(NamedTuple):
    """A place in the stack: slice index, row and column."""

    slice: int
    row: float
    column: float

    @property
    def spot(self) -> Spot:
        """Row and column."""
        return self.row, self.column


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The stack as one mark is measured out in it.

    Attributes
    ----------
    mark : str
        Its name, for errors.
    facts : Facts
    stack : Stack
    """

    mark: str
    facts: Facts
    stack: Stack

    def locate(self, anchor: Anchor) -> Index:
        """Resolve an anchor.

        Raises
        ------
        UsageError
            Where it lies outside of the stack or the picture, or can't be told; it names the mark and what is near.
        """
        match anchor:
            case OnSlice():
                return self._inside(Index(self._numbered(anchor.slice), anchor.row, anchor.column))
            case OnImage():
                return self._inside(Index(self._imaged(anchor.image), anchor.row, anchor.column))
            case InPatient():
                return self._inside(self._placed(anchor.position))
            case _:
                assert_never(anchor)

    def together(self, anchors: Sequence[Anchor]) -> tuple[int, tuple[Spot, ...]]:
        """Resolve anchors that must lie on one slice.

        Raises
        ------
        UsageError
            Where they don't.
        """
        found = [self.locate(anchor) for anchor in anchors]
        numbers = sorted({self.stack.number(index.slice) for index in found})
        if len(numbers) > 1:
            raise self.error(
                f"has places on slices {numbers[0]} and {numbers[-1]}; all of it must lie on one slice, "
                f"as distances and shapes are those of a slice."
            )
        return found[0].slice, tuple(index.spot for index in found)

    def ring(self, positions: Sequence[Vector]) -> tuple[int, tuple[Spot, ...]]:
        """Resolve a closed contour, mm LPS, that lies in the plane of a slice.

        Raises
        ------
        UsageError
            Where it does not.
        """
        index = self.locate(InPatient(positions[0])).slice
        place, spacing = self.facts.places[index], self.facts.spacing
        assert place is not None
        assert spacing is not None
        seen = [place.seen_from(position, spacing) for position in positions]
        off = max(abs(distance) for distance, _, _ in seen)
        if not off <= self._reach:
            raise self.error(f"has a contour that leaves slice {self.stack.number(index)} by {off:.1f} mm.")
        return index, tuple((row, column) for _, row, column in seen)

    def radii(self, size: Size) -> Spot:
        """Rows and columns of a radius: a circle in the patient where the spacing is known.

        Raises
        ------
        UsageError
            Where it is in mm and the spacing is not known.
        """
        spacing = self.facts.spacing
        if size.unit is Unit.MM:
            known = self.spacing("has a size in mm", "give it in px")
            return size.value / known.row, size.value / known.column
        return (size.value if spacing is None else size.value * spacing.column / spacing.row), size.value

    def spacing(self, what: str, instead: str) -> Spacing:
        """The spacing, where it has to be known.

        Raises
        ------
        UsageError
            Where it is not.
        """
        if self.facts.spacing is None:
            raise self.error(f"{what}, but the images carry no pixel spacing; {instead}.")
        return self.facts.spacing

    def error(self, sentence: str) -> UsageError:
        """What is wrong with the mark."""
        return UsageError(f"The mark {self.mark!r} {sentence}")

    def _numbered(self, number: int) -> int:
        if number not in self.stack:
            raise self.error(f"is on slice {number}; the slices of this stack are 1 to {len(self.stack)}.")
        return self.stack.index(number)

    def _imaged(self, image: int) -> int:
        found = [index for index, number in enumerate(self.facts.images) if number == image]
        if len(found) == 1:
            return found[0]
        if found:
            numbers = ", ".join(str(self.stack.number(index)) for index in found)
            raise self.error(f"is on image {image}, a number that slices {numbers} share; give the slice number.")
        known = [number for number in self.facts.images if number is not None]
        if not known:
            raise self.error(f"is on image {image}, but these images have no numbers; give the slice number.")
        nearest = min(known, key=lambda number: abs(number - image))
        raise self.error(
            f"is on image {image}, which is not in this series; the nearest is {nearest}, "
            f"slice {self.stack.number(self.facts.images.index(nearest))}."
        )

    def _placed(self, position: Vector) -> Index:
        spacing = self.spacing("is placed in mm", "place it by slice and pixel")
        places = [(index, place) for index, place in enumerate(self.facts.places) if place is not None]
        if not all(map(math.isfinite, position)):
            raise self.error("is placed in mm, but not by three finite numbers.")
        if not places:
            raise self.error("is placed in mm, but the images carry no positions; place it by slice and pixel.")
        seen = [(place.seen_from(position, spacing), index) for index, place in places]
        (off, row, column), index = min(seen, key=lambda pair: abs(pair[0][0]))
        if abs(off) > self._reach:
            raise self.error(
                f"is {abs(off):.1f} mm away from slice {self.stack.number(index)}, the nearest; a place in mm belongs "
                f"to a slice at most {self._reach:.1f} mm away. Is it of this series, in LPS?"
            )
        return Index(index, row, column)

    @property
    def _reach(self) -> float:
        """How far from its slice a place may be, mm."""
        return (self.facts.step / 2 if self.facts.step else _ONE_SLICE) + _ROUNDING

    def _inside(self, index: Index) -> Index:
        facts = self.facts
        if not (-0.5 <= index.column <= facts.columns - 0.5 and -0.5 <= index.row <= facts.rows - 0.5):
            raise self.error(
                f"is at column {_round(index.column)}, row {_round(index.row)}; "
                f"columns run from 0 to {facts.columns - 1}, rows from 0 to {facts.rows - 1}."
            )
        return index


def _round(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
