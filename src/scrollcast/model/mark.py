"""Marks as an author means them: what is drawn, anchored where, on which slices."""

from dataclasses import dataclass
from enum import StrEnum

from scrollcast.model.geometry import Vector
from scrollcast.model.overlay import Tone


@dataclass(frozen=True, slots=True)
class OnSlice:
    """A place by slice number, 1..N in the direction of travel, and ``at: [column, row]`` in pixels of the slice."""

    slice: int
    column: float
    row: float


@dataclass(frozen=True, slots=True)
class OnImage:
    """A place by PACS image number, InstanceNumber (0020,0013), and ``at: [column, row]``."""

    image: int
    column: float
    row: float


@dataclass(frozen=True, slots=True)
class InPatient:
    """A place in the patient, mm LPS."""

    position: Vector


Anchor = OnSlice | OnImage | InPatient


class Unit(StrEnum):
    """What a size is measured in."""

    MM = "mm"
    PX = "px"


@dataclass(frozen=True, slots=True)
class Size:
    """A size in the patient, or in pixels of the slice along its rows."""

    value: float
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 < self.value < 10_000:
            raise ValueError(f"a size is more than 0, not {self.value}")


@dataclass(frozen=True, slots=True)
class ArrowMark:
    """An arrow; `degrees` is where it comes from, clockwise from the top of the image."""

    at: Anchor
    degrees: float


@dataclass(frozen=True, slots=True)
class RingMark:
    """A circle in the patient: an ellipse where pixels are not square."""

    at: Anchor
    radius: Size


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A box between two opposite corners of one slice."""

    corner: Anchor
    opposite: Anchor


@dataclass(frozen=True, slots=True)
class OutlineMark:
    """A closed line through at least three places of one slice, straight or as a smooth spline."""

    points: tuple[Anchor, ...]
    smooth: bool


@dataclass(frozen=True, slots=True)
class LabelMark:
    """A name with a leader line, and nothing else."""

    at: Anchor


@dataclass(frozen=True, slots=True)
class RulerMark:
    """A distance, measured from the spacing."""

    start: Anchor
    end: Anchor


@dataclass(frozen=True, slots=True)
class AngleMark:
    """The angle at `vertex`, measured in the patient."""

    first: Anchor
    vertex: Anchor
    last: Anchor


@dataclass(frozen=True, slots=True)
class SpotlightMark:
    """All outside of a circle is dimmed."""

    at: Anchor
    radius: Size


@dataclass(frozen=True, slots=True)
class RegionMark:
    """A mask from a file, as closed contours in the patient: each is a ring of positions in the plane of a slice.

    Attributes
    ----------
    contours : tuple of contours
        mm LPS.
    """

    contours: tuple[tuple[Vector, ...], ...]


@dataclass(frozen=True, slots=True)
class BlockMark:
    """A box in the patient, however it is turned; on a slice it is the section with its plane.

    Attributes
    ----------
    at : InPatient
        Its centre.
    halves : tuple of 3 Vectors
        From the centre to the middle of three faces, mm; none is zero.
    """

    at: InPatient
    halves: tuple[Vector, Vector, Vector]


MarkShape = (
    ArrowMark
    | RingMark
    | BoxMark
    | OutlineMark
    | LabelMark
    | RulerMark
    | AngleMark
    | SpotlightMark
    | RegionMark
    | BlockMark
)


@dataclass(frozen=True, slots=True)
class MarkSpec:
    """A mark of a case.

    Attributes
    ----------
    name : str
        What beats and captions call it.
    shape : MarkShape
    label : str
        May be empty.
    slices : tuple of 2 ints, or None
        Slice numbers, inclusive, between which it lives; None is its own slice alone.
    tone : Tone
    """

    name: str
    shape: MarkShape
    label: str = ""
    slices: tuple[int, int] | None = None
    tone: Tone = Tone.FINDING


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an anchor resolved to, for a person to check.

    Attributes
    ----------
    mark : str
    part : str
        Which of its anchors: ``at``, ``start``, ``point 3``, ...
    slice : int
        Slice number.
    image : int or None
        PACS image number.
    column, row : float
    position : Vector or None
        mm LPS.
    """

    mark: str
    part: str
    slice: int
    image: int | None
    column: float
    row: float
    position: Vector | None
