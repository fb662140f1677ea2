"""What the reader process tells of a file: facts without text, as they cross the pipe.

UIDs and patient IDs cross as digests, because the main process only ever asks whether two are the same.
"""

from dataclasses import dataclass, fields
from typing import Any, Self

from scrollcast.errors import InputError, UnreadableError

MOST_ROWS = 4096  # the largest CT and MR matrices are 2048
MOST_ITEMS = 5000

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PixelFormat:
    """How the pixels of a file are laid out.

    Attributes
    ----------
    rows, columns, items : int
        Size of a plane, and how many planes the file says it has.
    allocated, stored, high : int
        Bits of a pixel.
    signed : bool
    grey : bool
        One sample per pixel, MONOCHROME1 or MONOCHROME2.
    inverted : bool
        MONOCHROME1.
    syntax : str
        The transfer syntax in scrollcast's own words.
    """

    rows: int
    columns: int
    items: int
    allocated: int
    stored: int
    high: int
    signed: bool
    grey: bool
    inverted: bool
    syntax: str

    @property
    def bytes(self) -> int:
        """Of one plane, decoded."""
        return self.rows * self.columns * self.allocated // 8

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
        if not 0 < self.items <= MOST_ITEMS:
            raise UnreadableError(f"says that it holds no image, or more than {MOST_ITEMS}")


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells planes of one series apart, beside their place.

    Attributes
    ----------
    localizer : bool
    component : str
        ``magnitude``, ``phase``, ``real`` or ``imaginary``; empty where the header does not say.
    part : str
        What is shown of it: ``water``, ``fat``, ``ADC``, … ; empty for the plain image.
    stack : str
        Digest of StackID.
    echo : float or None
        EchoTime, ms.
    b : float or None
        Diffusion b-value, s/mm2.
    direction : tuple of 3 floats or None
        Of the diffusion gradient.
    time : int or None
        Temporal position.
    inversion : float or None
        InversionTime, ms.
    acquisition : int or None
        AcquisitionNumber.
    phase : float or None
        In the heart's cycle: percent, or ms after the trigger.
    moment : float or None
        AcquisitionTime, seconds of the day.
    """

    localizer: bool = False
    component: str = ""
    part: str = ""
    stack: str = ""
    echo: float | None = None
    b: float | None = None
    direction: Numbers | None = None
    time: int | None = None
    inversion: float | None = None
    acquisition: int | None = None
    phase: float | None = None
    moment: float | None = None


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
    window : tuple of 2 floats or None
        The first VOI window: width, center.
    image : int or None
        InstanceNumber, or the number of the item in its file.
    traits : Traits
    """

    item: int
    position: Numbers | None
    orientation: Numbers | None
    spacing: Numbers | None
    slope: float
    intercept: float
    window: Numbers | None
    image: int | None
    traits: Traits

    @classmethod
    def told(cls, facts: dict[str, Any]) -> Self:
        """Rebuild from what came over the pipe."""
        facts["traits"] = Traits(**_tuples(facts["traits"]))
        return cls(**_tuples(facts))


@dataclass(frozen=True, slots=True)
class Technique:
    """How the images of a file were made, as far as it helps to name them.

    Attributes
    ----------
    tr, te, ti, flip : float or None
        ms and degrees.
    sequence : tuple of str
        ScanningSequence and SequenceVariant, coded values only: SE, IR, GR, EP, MP, SP, …
    contrast : bool
        A contrast agent is named.
    kernel : str
        Of a CT reconstruction: ``soft``, ``lung``, ``bone``; empty where the kernel is none that we know.
    thickness : float or None
        SliceThickness, mm.
    coded : tuple of str
        Our own words for coded values: image type, acquisition contrast, anatomic region.
    said : tuple of str
        Our own words for what descriptions say.
    """

    tr: float | None = None
    te: float | None = None
    ti: float | None = None
    flip: float | None = None
    sequence: tuple[str, ...] = ()
    contrast: bool = False
    kernel: str = ""
    thickness: float | None = None
    coded: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


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
    mosaic : bool
        ImageType says that one picture holds all slices, tiled.
    pixels : PixelFormat
    padding : tuple of 2 ints or None
        Lowest and highest stored value that is no tissue.
    declared : tuple of bool
        The flags of `Declared`, in order.
    regions : tuple of str
        Parts of the body that it speaks of: see `Declared`.
    technique : Technique
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
    mosaic: bool
    pixels: PixelFormat
    padding: tuple[int, int] | None
    declared: tuple[bool, ...]
    regions: tuple[str, ...]
    technique: Technique
    notes: tuple[str, ...]
    planes: tuple[PlaneHeader, ...]

    @classmethod
    def told(cls, facts: dict[str, Any]) -> Self:
        """Rebuild from what came over the pipe."""
        facts["pixels"] = PixelFormat(**facts["pixels"])
        facts["technique"] = Technique(**_tuples(facts["technique"]))
        facts["planes"] = [PlaneHeader.told(plane) for plane in facts["planes"]]
        return cls(**_tuples(facts))

    def tell(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        planes = [{**_fields(plane), "traits": _fields(plane.traits)} for plane in self.planes]
        return {
            **_fields(self),
            "pixels": _fields(self.pixels),
            "technique": _fields(self.technique),
            "planes": planes,
        }


def _fields(facts: PixelFormat | Traits | PlaneHeader | Technique | Header) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def _tuples(facts: dict[str, Any]) -> dict[str, Any]:
    """JSON has no tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
