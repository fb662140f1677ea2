"""Shapes of marks in the plane of a slice: (row, column) of pixels, counted from the centre of the first one."""

from dataclasses import dataclass

Spot = tuple[float, float]
"""Row, column."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow to a place; `degrees` is where it comes from, clockwise from the top of the image."""

    at: Spot
    degrees: float


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse along the rows and columns; `radii` in rows and in columns."""

    at: Spot
    radii: Spot


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box between two corners."""

    upper_left: Spot
    lower_right: Spot


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line through at least three places, smooth already where it is a spline."""

    points: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A place that has a label and nothing else."""

    at: Spot


@dataclass(frozen=True, slots=True)
class Ruler:
    """A distance, in mm of the patient."""

    start: Spot
    end: Spot
    mm: float


@dataclass(frozen=True, slots=True)
class Angle:
    """An angle at `vertex`, in degrees of the patient."""

    first: Spot
    vertex: Spot
    last: Spot
    degrees: float


@dataclass(frozen=True, slots=True)
class Spotlight:
    """All outside of an ellipse is dimmed; `radii` in rows and in columns."""

    at: Spot
    radii: Spot


@dataclass(frozen=True, slots=True)
class Region:
    """Closed contours that change from slice to slice.

    Attributes
    ----------
    contours : tuple of (slice index, contour)
        Each contour a closed line of places.
    """

    contours: tuple[tuple[int, tuple[Spot, ...]], ...]


Shape = Arrow | Ring | Rectangle | Outline | Tag | Ruler | Angle | Spotlight | Region
