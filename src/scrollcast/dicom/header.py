"""What the reader process tells of a file: facts without text, as they cross the pipe.

UIDs and patient IDs cross as digests, because the main process only ever asks whether two are the same.
"""

from dataclasses import asdict, dataclass
from typing import Any, Self

from scrollcast.errors import InputError, UnreadableError
from scrollcast.model.series import Declared

MOST_ROWS = 4096  # the largest CT and MR matrices are 2048


@dataclass(frozen=True, slots=True)
class PlaneHeader:
    """What the header says of one image plane.

    Attributes
    ----------
    item : int
        Index in a multi-frame file; 0 in a single-frame one.
    position : tuple of 3 floats or None
        ImagePositionPatient, mm LPS.
    orientation : tuple of 6 floats or None
        ImageOrientationPatient.
    spacing : tuple of 2 floats or None
        PixelSpacing: between rows, between columns, mm.
    slope, intercept : float
        Of the modality rescale.
    image : int or None
        InstanceNumber.
    """

    item: int
    position: tuple[float, ...] | None
    orientation: tuple[float, ...] | None
    spacing: tuple[float, ...] | None
    slope: float
    intercept: float
    image: int | None

    @classmethod
    def told(cls, facts: dict[str, Any]) -> Self:
        """Rebuild from what came over the pipe."""
        for name in ("position", "orientation", "spacing"):
            facts[name] = None if facts[name] is None else tuple(facts[name])
        return cls(**facts)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of one file says.

    Attributes
    ----------
    study, series, instance : str
        Digests of the UIDs; empty where there is none.
    patient : str
        Digest of PatientID, or of PatientName where there is no ID; empty where there is neither.
    storage : str
        The SOP class in scrollcast's own words, such as ``CT image``.
    modality : str
        Modality (0008,0060), where it is one that scrollcast has a word for.
    localizer : bool
        ImageType says so.
    grey : bool
        One sample per pixel, MONOCHROME1 or MONOCHROME2.
    inverted : bool
        MONOCHROME1.
    rows, columns, items : int
        Size of a plane, and how many planes the file says it has.
    allocated, stored, high : int
        Bits of a pixel.
    signed : bool
    syntax : str
        The transfer syntax in scrollcast's own words.
    padding : tuple of 2 ints or None
        Lowest and highest stored value that is no tissue.
    declared : tuple of bool
        The fields of `Declared`, in order.
    notes : tuple of str
        What is odd in this file, in scrollcast's own words.
    planes : tuple of PlaneHeader
    """

    study: str
    series: str
    instance: str
    patient: str
    storage: str
    modality: str
    localizer: bool
    grey: bool
    inverted: bool
    rows: int
    columns: int
    items: int
    allocated: int
    stored: int
    high: int
    signed: bool
    syntax: str
    padding: tuple[int, int] | None
    declared: tuple[bool, ...]
    notes: tuple[str, ...]
    planes: tuple[PlaneHeader, ...]

    @classmethod
    def told(cls, facts: dict[str, Any]) -> Self:
        """Rebuild from what came over the pipe."""
        facts["padding"] = None if facts["padding"] is None else tuple(facts["padding"])
        facts["declared"], facts["notes"] = tuple(facts["declared"]), tuple(facts["notes"])
        facts["planes"] = tuple(PlaneHeader.told(plane) for plane in facts["planes"])
        return cls(**facts)

    def check(self) -> None:
        """Refuse sizes and bit depths that can't be right, before anything is allocated.

        Raises
        ------
        UnreadableError, InputError
            What the file says, to be put after its number.
        """
        if not (0 < self.rows <= MOST_ROWS and 0 < self.columns <= MOST_ROWS):
            raise UnreadableError(f"says that its image has no size, or more than {MOST_ROWS} rows or columns")
        if self.allocated not in {8, 16}:
            raise InputError("holds pixels of other than 8 or 16 bits, which is not supported")
        if not (0 < self.stored <= self.allocated and self.stored - 1 <= self.high < self.allocated):
            raise UnreadableError("says that its pixels have more bits than there is room for")
        if self.items != 1:
            raise InputError("says that it holds more or fewer than one image")

    def tell(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return asdict(self)


def together(headers: list[Header]) -> Declared:
    """What the headers of a series declare, over all its files."""
    return Declared(*(any(flags) for flags in zip(*(header.declared for header in headers), strict=True)))
