"""A stack in order, what is known of it, and the only pixels that may be shown."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.geometry import Direction, Ordering, Place, Plane, Sides, Spacing, Vector
from scrollcast.model.series import Declared, Modality, Slice
from scrollcast.model.window import Percentiles, VoiFunction, Window

__all__ = ["Check", "ClearedVolume", "Crop", "Facts", "Histogram", "Ordering", "Volume"]

_DIGITS = 3  # of a width


@dataclass(frozen=True, slots=True, eq=False)
class Volume:
    """Slices of one orientation, sorted along their normal; no duplicates, every gap known.

    Attributes
    ----------
    modality : Modality
    kind : str
    slices : tuple of Slice
        In rising order of position along the common normal. Index 0 is no slice *number*: numbers follow the travel.
    steps : tuple of float
        Distance from each slice to the next, mm; empty where there is no geometry.
    tilt : float
        Angle between the normal and the line through the slice positions, degrees; the gantry tilt of CT.
    declared : Declared
    notes : tuple of str
        What a person should know, in scrollcast's own words.
    """

    modality: Modality
    kind: str
    slices: tuple[Slice, ...]
    steps: tuple[float, ...]
    tilt: float
    declared: Declared
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crop:
    """A half-open box of pixels, the same in every slice."""

    top: int
    left: int
    bottom: int
    right: int

    def __post_init__(self) -> None:
        if not (0 <= self.top < self.bottom and 0 <= self.left < self.right):
            raise ValueError(f"empty crop {self}")

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.bottom - self.top

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.right - self.left


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How often each modality value occurs in the body, over the whole stack, air and padding left out.

    Attributes
    ----------
    values : ndarray, shape (n,), float64
        Rising modality values.
    counts : ndarray, shape (n,), int64
    """

    values: NDArray[np.float64]
    counts: NDArray[np.int64]

    def percentile(self, q: float) -> float:
        """The value below which `q` per cent of the voxels lie."""
        total = np.cumsum(self.counts)
        at = np.searchsorted(total, q / 100 * total[-1], side="left")
        return float(self.values[min(int(at), len(self.values) - 1)])

    def window(self, percentiles: Percentiles) -> Window:
        """The window whose ends are two percentiles.

        LINEAR_EXACT, because its ends are exactly center -+ width/2, and because MR values may span less than 1
        (PS3.3 C.11.2.1.3.2). Rounded so that the width has three digits: nobody reads more off a header.
        """
        low, high = self.percentile(percentiles.low), self.percentile(percentiles.high)
        width = high - low
        if not width > 0:
            return Window(1.0, low, VoiFunction.LINEAR_EXACT)
        places = _DIGITS - 1 - math.floor(math.log10(width))
        return Window(round(width, places), round((low + high) / 2, places), VoiFunction.LINEAR_EXACT)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of a cleared volume without looking at its pixels again.

    Attributes
    ----------
    modality : Modality
    kind : str
    rows, columns : int
        Pixels of a slice.
    images : tuple of int or None
        PACS image number of each slice, by index.
    places : tuple of Place or None
        Place of each slice, by index.
    spacing : Spacing or None
        In-plane, mm.
    step : float or None
        Median distance between slices, mm.
    body : Crop
        The largest connected body over all slices, with a margin.
    histogram : Histogram
    notes : tuple of str
    hidden : frozenset of int
        Indices of the slices of which a mask over a face leaves nothing.
    """

    modality: Modality
    kind: str
    rows: int
    columns: int
    images: tuple[int | None, ...]
    places: tuple[Place | None, ...]
    spacing: Spacing | None
    step: float | None
    body: Crop
    histogram: Histogram
    notes: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.images)

    @property
    def plane(self) -> Plane | None:
        """Anatomical plane of the slices, None without geometry."""
        place = self.places[0]
        return None if place is None else place.plane

    @property
    def sides(self) -> Sides | None:
        """Letters at the edges, None without geometry."""
        place = self.places[0]
        return None if place is None else place.sides

    def rises_with(self, direction: Direction) -> bool:
        """True where slice index grows in this direction of travel."""
        place = self.places[0]
        return place is None or _dot(place.normal, direction.vector) >= 0


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the gate: its name, what it found, in scrollcast's own words, and the version of its rule."""

    name: str
    finding: str
    version: str = "1"


@dataclass(frozen=True, slots=True, eq=False)
class ClearedVolume:
    """The pixels that may be shown. Built only in `privacy`; compose takes nothing else.

    Attributes
    ----------
    slices : tuple of Slice
        In the order of `Volume`.
    facts : Facts
    checks : tuple of Check
        What was checked, in order; never empty.
    """

    slices: tuple[Slice, ...] = field(repr=False)
    facts: Facts
    checks: tuple[Check, ...]

    def __post_init__(self) -> None:
        if not self.checks:
            raise ValueError("a ClearedVolume says what was checked")


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
