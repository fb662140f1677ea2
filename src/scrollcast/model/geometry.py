"""Where pixels lie in the patient: places, planes, sides and directions of travel."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from scrollcast.errors import GeometryError

Vector = tuple[float, float, float]

_UNIT_TOLERANCE = 1e-2  # header cosines are often rounded to three decimals
_OBLIQUE_DEGREES = 20.0
_OPPOSITE = {"R": "L", "L": "R", "A": "P", "P": "A", "H": "F", "F": "H"}


class Spacing(NamedTuple):
    """Distance between pixel centres, in mm: between rows, and between columns (PS3.3 10.7.1.3)."""

    row: float
    column: float


class Plane(StrEnum):
    """The anatomical plane that an image is nearest to."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"


class Direction(StrEnum):
    """Direction of travel through a stack."""

    HEAD_TO_FEET = "head-to-feet"
    FEET_TO_HEAD = "feet-to-head"
    FRONT_TO_BACK = "front-to-back"
    BACK_TO_FRONT = "back-to-front"
    RIGHT_TO_LEFT = "right-to-left"
    LEFT_TO_RIGHT = "left-to-right"

    @property
    def vector(self) -> Vector:
        """Unit vector in LPS (x to the patient's left, y to the back, z to the head)."""
        return _VECTORS[self]

    @property
    def plane(self) -> Plane:
        """The plane of the images that this direction travels through."""
        return (Plane.SAGITTAL, Plane.CORONAL, Plane.AXIAL)[_dominant(self.vector)]


_VECTORS: dict[Direction, Vector] = {
    Direction.HEAD_TO_FEET: (0.0, 0.0, -1.0),
    Direction.FEET_TO_HEAD: (0.0, 0.0, 1.0),
    Direction.FRONT_TO_BACK: (0.0, 1.0, 0.0),
    Direction.BACK_TO_FRONT: (0.0, -1.0, 0.0),
    Direction.RIGHT_TO_LEFT: (1.0, 0.0, 0.0),
    Direction.LEFT_TO_RIGHT: (-1.0, 0.0, 0.0),
}


class Ordering(StrEnum):
    """What slices are sorted by. The image number is the explicit way out where positions are missing or wrong."""

    POSITION = "position"
    INSTANCE = "instance"


class Sides(NamedTuple):
    """The patient's sides at the edges of an image as stored: one letter, two where oblique by over 20 degrees."""

    top: str
    right: str
    bottom: str
    left: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an image plane lies in the patient (PS3.3 C.7.6.2.1.1).

    Attributes
    ----------
    position : tuple of 3 floats
        Centre of the first stored pixel (row 0, column 0), mm LPS.
    orientation : tuple of 6 floats
        Direction cosines of increasing column index, then of increasing row index.

    Raises
    ------
    GeometryError
        Where a number is not finite or the cosines are not orthonormal.
    """

    position: Vector
    orientation: tuple[float, float, float, float, float, float]

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (*self.position, *self.orientation))):
            raise GeometryError("A position or orientation is not a finite number.")
        along, down = self.along, self.down
        lengths = (math.hypot(*along), math.hypot(*down))
        if any(abs(length - 1) > _UNIT_TOLERANCE for length in lengths) or abs(_dot(along, down)) > _UNIT_TOLERANCE:
            raise GeometryError("An image orientation is not two perpendicular unit vectors.")

    @property
    def along(self) -> Vector:
        """Unit vector of increasing column index (along a row)."""
        return self.orientation[:3]

    @property
    def down(self) -> Vector:
        """Unit vector of increasing row index (down a column)."""
        return self.orientation[3:]

    @property
    def normal(self) -> Vector:
        """Cross product of `along` and `down`: right-handed, so that an ordinary axial image points to the head."""
        (ax, ay, az), (dx, dy, dz) = self.along, self.down
        normal = (ay * dz - az * dy, az * dx - ax * dz, ax * dy - ay * dx)
        length = math.hypot(*normal)
        return (normal[0] / length, normal[1] / length, normal[2] / length)

    @property
    def depth(self) -> float:
        """Signed distance of the plane from the origin along its normal, mm."""
        return _dot(self.position, self.normal)

    def position_at(self, row: float, column: float, spacing: Spacing) -> Vector:
        """Where the centre of a pixel lies in the patient, mm LPS (PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1)."""
        x, y, z = (
            origin + along * column * spacing.column + down * row * spacing.row
            for origin, along, down in zip(self.position, self.along, self.down, strict=True)
        )
        return x, y, z

    def seen_from(self, position: Vector, spacing: Spacing) -> tuple[float, float, float]:
        """A place in the patient as this plane sees it: mm ahead of it along its normal, row, column."""
        x, y, z = (there - here for there, here in zip(position, self.position, strict=True))
        away = (x, y, z)
        return _dot(away, self.normal), _dot(away, self.down) / spacing.row, _dot(away, self.along) / spacing.column

    @property
    def plane(self) -> Plane:
        """The anatomical plane that this one is nearest to."""
        return (Plane.SAGITTAL, Plane.CORONAL, Plane.AXIAL)[_dominant(self.normal)]

    @property
    def sides(self) -> Sides:
        """The patient's sides at the four edges."""
        right, bottom = letters(self.along), letters(self.down)
        return Sides(top=opposite(bottom), right=right, bottom=bottom, left=opposite(right))


def letters(vector: Vector) -> str:
    """Name the side of the patient that a direction points to.

    Parameters
    ----------
    vector : tuple of 3 floats
        Unit vector, LPS.

    Returns
    -------
    str
        One of R L A P H F; a second letter where the vector leans by over 20 degrees towards that axis.
    """
    named = sorted(zip(map(abs, vector), (_letter(vector, axis) for axis in range(3)), strict=True), reverse=True)
    lean = math.degrees(math.asin(min(1.0, named[1][0])))
    return named[0][1] + (named[1][1] if lean > _OBLIQUE_DEGREES else "")


def opposite(sides: str) -> str:
    """The letters of the opposite side: ``"RA"`` gives ``"LP"``."""
    return "".join(_OPPOSITE[letter] for letter in sides)


def _letter(vector: Vector, axis: int) -> str:
    negative, positive = ("RL", "AP", "FH")[axis]
    return positive if vector[axis] > 0 else negative


def _dominant(vector: Vector) -> int:
    return max(range(3), key=lambda axis: abs(vector[axis]))


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
