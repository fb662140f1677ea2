"""The stack as a film travels through it: slice numbers 1..N to slice indices, and the way from one to the next."""

from dataclasses import dataclass
from fractions import Fraction

from scrollcast.errors import UsageError
from scrollcast.model.geometry import Direction, Plane
from scrollcast.model.volume import Facts


@dataclass(frozen=True, slots=True)
class Stack:
    """Slices in the order of travel.

    Attributes
    ----------
    travel : tuple of int
        Slice index of each slice number: ``travel[n - 1]``.
    step : Fraction or None
        From one slice to the next, mm; None where it is not known.
    """

    travel: tuple[int, ...]
    step: Fraction | None

    def __len__(self) -> int:
        return len(self.travel)

    def __contains__(self, number: int) -> bool:
        return 1 <= number <= len(self.travel)

    def index(self, number: int) -> int:
        """Slice index of a slice number."""
        return self.travel[number - 1]

    def number(self, index: int) -> int:
        """Slice number of a slice index."""
        return self.travel.index(index) + 1


def line_up(facts: Facts, asked: Direction | None, usual: Direction) -> Stack:
    """Put the slices in the order of travel.

    Parameters
    ----------
    facts : Facts
    asked : Direction or None
        What the author asked for.
    usual : Direction
        What is taken otherwise.

    Raises
    ------
    UsageError
        Where the images can't be travelled in the direction asked for.
    """
    if asked is not None:
        _check(asked, facts.plane)
    rising = facts.rises_with(asked or usual)
    indices = range(len(facts))
    step = Fraction(facts.step).limit_denominator(1000) if facts.step else None
    return Stack(tuple(indices if rising else reversed(indices)), step or None)


def _check(asked: Direction, plane: Plane | None) -> None:
    if plane is None:
        raise UsageError(f"The images carry no positions, so {asked} can't be told from its reverse; leave it out.")
    if asked.plane is not plane:
        fitting = " or ".join(direction for direction in Direction if direction.plane is plane)
        raise UsageError(f"The images are {plane} and can't be travelled {asked}; choose {fitting}.")
