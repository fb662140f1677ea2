"""One volume's worth of decoded slices in file order, and the header texts that must never come out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import UnreadableError
from scrollcast.model.geometry import Place, Spacing

Stored = NDArray[np.uint8] | NDArray[np.int8] | NDArray[np.uint16] | NDArray[np.int16]


class Modality(StrEnum):
    """The modalities that scrollcast shows."""

    CT = "CT"
    MR = "MR"


@dataclass(frozen=True, slots=True)
class Rescale:
    """Stored value to modality value: ``slope * stored + intercept`` (PS3.3 C.11.1.1.2)."""

    slope: float = 1.0
    intercept: float = 0.0

    def __post_init__(self) -> None:
        if not (np.isfinite(self.slope) and np.isfinite(self.intercept)) or self.slope == 0:
            raise UnreadableError("A rescale slope is zero, or slope or intercept is not a finite number.")


@dataclass(frozen=True, slots=True)
class Padding:
    """Stored values, inclusive, that are no tissue: black, and outside of every statistic (PS3.3 C.7.5.1.1.2)."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """One DICOM image plane, decoded and exactly the right size.

    Attributes
    ----------
    stored : ndarray, shape (rows, columns), 8 or 16 bit integer
        Stored values, read-only, a view into the reader's memory.
    rescale : Rescale
    inverted : bool
        True for MONOCHROME1, where low values are bright.
    padding : Padding or None
    place : Place or None
        None where the header has no trustworthy position or orientation.
    spacing : Spacing or None
        mm; None where the header does not say.
    image : int or None
        The PACS image number, InstanceNumber (0020,0013).
    file : int
        Number of the file in the source, from 1; for messages.
    """

    stored: Stored
    rescale: Rescale
    inverted: bool
    padding: Padding | None
    place: Place | None
    spacing: Spacing | None
    image: int | None
    file: int

    def __post_init__(self) -> None:
        if self.stored.ndim != 2 or self.stored.dtype.kind not in "iu" or self.stored.dtype.itemsize > 2:
            raise UnreadableError(f"File {self.file} does not hold a plane of 8 or 16 bit integers.")
        self.stored.flags.writeable = False


@dataclass(frozen=True, slots=True)
class Declared:
    """What the headers of a series declare that bears on publishing; facts without text, over all its slices.

    Attributes
    ----------
    burned_in : bool
        BurnedInAnnotation (0028,0301) is YES in any slice.
    recognizable : bool
        RecognizableVisualFeatures (0028,0302) is YES in any slice.
    captured : bool
        A secondary capture: by SOP class, ConversionType or any SecondaryCapture attribute.
    screen : bool
        ImageType or the descriptions tell of a saved screen, a dose report, a protocol or a film.
    derived : bool
        ImageType does not say ORIGINAL of some slice: a reformat, where position and orientation bear it out.
    regions : frozenset of str
        Every part of the body that the headers speak of, in scrollcast's own words; empty where they do not tell.
    """

    burned_in: bool = False
    recognizable: bool = False
    captured: bool = False
    screen: bool = False
    derived: bool = False
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Slices of one series, in file order; no header text in it.

    Attributes
    ----------
    modality : Modality
    kind : str
        In scrollcast's own words, such as ``MR axial``.
    slices : tuple of Slice
    declared : Declared
    notes : tuple of str
        What a person should know about the source, in scrollcast's own words.
    """

    modality: Modality
    kind: str
    slices: tuple[Slice, ...]
    declared: Declared
    notes: tuple[str, ...] = ()


class Identifiers:
    """Header texts that must never come out; lives from `read` to the end of the gate.

    Its `repr` shows nothing, and it refuses to be pickled or copied.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(text for text in texts if text.strip())

    def __repr__(self) -> str:
        return "Identifiers(<redacted>)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Identifiers refuse to be pickled or copied")

    def reveal(self) -> frozenset[str]:
        """The texts themselves, for comparison inside `privacy` only."""
        return self._texts
