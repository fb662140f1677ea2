"""A row of a plan: one beat, when it is, and what it shows."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """One beat of a film.

    Attributes
    ----------
    beat : int
        From 1.
    kind : str
        As in a case file: ``scroll``, ``quiz``, ``window``, ...
    start, seconds : Fraction
        When it begins, and how long it takes.
    frames : tuple of 2 ints
        Half-open.
    slices : tuple of 2 ints
        Slice numbers of its first and its last frame.
    shown : int
        Slices that it shows.
    slices_a_second, mm_a_second : Fraction or None
        Mean speed, of a scroll; mm where the distance between slices is known.
    marks : tuple of str
        Names of the marks that show in it.
    words : str
        What it says.
    """

    beat: int
    kind: str
    start: Fraction
    seconds: Fraction
    frames: tuple[int, int]
    slices: tuple[int, int]
    shown: int
    slices_a_second: Fraction | None
    mm_a_second: Fraction | None
    marks: tuple[str, ...]
    words: str
