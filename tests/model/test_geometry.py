"""Letters, planes and directions against answers worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.errors import GeometryError
from scrollcast.model.geometry import Direction, Place, Plane, Sides, Spacing, Vector, letters, opposite

Orientation = tuple[float, float, float, float, float, float]
ORIGIN = (0.0, 0.0, 0.0)

# Axial images as a scanner stores them: x to the right of who looks into the bore, y down to the floor.
POSITIONS: dict[str, tuple[Orientation, Sides]] = {
    "HFS": ((1, 0, 0, 0, 1, 0), Sides("A", "L", "P", "R")),
    "HFP": ((-1, 0, 0, 0, -1, 0), Sides("P", "R", "A", "L")),
    "HFDR": ((0, 1, 0, -1, 0, 0), Sides("L", "P", "R", "A")),
    "HFDL": ((0, -1, 0, 1, 0, 0), Sides("R", "A", "L", "P")),
    "FFS": ((-1, 0, 0, 0, 1, 0), Sides("A", "R", "P", "L")),
    "FFP": ((1, 0, 0, 0, -1, 0), Sides("P", "L", "A", "R")),
    "FFDR": ((0, -1, 0, -1, 0, 0), Sides("L", "A", "R", "P")),
    "FFDL": ((0, 1, 0, 1, 0, 0), Sides("R", "P", "L", "A")),
}


def turned(degrees: float) -> tuple[float, float]:
    """Cosine and sine."""
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


@pytest.mark.parametrize("position", POSITIONS)
def test_sides_of_axial_images_in_every_patient_position(position: str) -> None:
    """Each of the eight patient positions names the four edges; a head-first image looks along the normal to H."""
    orientation, sides = POSITIONS[position]
    place = Place(ORIGIN, orientation)
    assert place.sides == sides
    assert place.plane is Plane.AXIAL
    assert place.normal == (0, 0, 1 if position.startswith("H") else -1)


@pytest.mark.parametrize(
    ("orientation", "plane", "normal", "sides"),
    [
        ((1, 0, 0, 0, 0, -1), Plane.CORONAL, (0, 1, 0), Sides("H", "L", "F", "R")),
        ((-1, 0, 0, 0, 0, -1), Plane.CORONAL, (0, -1, 0), Sides("H", "R", "F", "L")),
        ((0, 1, 0, 0, 0, -1), Plane.SAGITTAL, (-1, 0, 0), Sides("H", "P", "F", "A")),
        ((0, -1, 0, 0, 0, -1), Plane.SAGITTAL, (1, 0, 0), Sides("H", "A", "F", "P")),
    ],
)
def test_coronal_and_sagittal_images(orientation: Orientation, plane: Plane, normal: Vector, sides: Sides) -> None:
    """Reformats and MR planes, standing upright."""
    place = Place(ORIGIN, orientation)
    assert place.plane is plane
    assert place.normal == normal
    assert place.sides == sides


@pytest.mark.parametrize(
    ("degrees", "right", "bottom"),
    [(0, "L", "P"), (19.9, "L", "P"), (20.1, "LP", "PR"), (44, "LP", "PR"), (46, "PL", "RP"), (70.1, "P", "R")],
)
def test_oblique_sides_get_a_second_letter(degrees: float, right: str, bottom: str) -> None:
    """An axial image turned about the long axis: two letters beyond 20 degrees, the nearer side first."""
    c, s = turned(degrees)
    sides = Place(ORIGIN, (c, s, 0, -s, c, 0)).sides
    assert (sides.right, sides.bottom) == (right, bottom)
    assert (sides.left, sides.top) == (opposite(right), opposite(bottom))


def test_doubly_oblique_image() -> None:
    """A cardiac short axis: 40 degrees about the long axis, then 30 about its own rows, worked out by hand.

    Rows (0.77, 0.64, 0) lean from L to P. Columns (-0.56, 0.66, 0.5) lean first to P, then to R. The normal
    (0.32, -0.38, 0.87) is nearest to the long axis.
    """
    (c, s), (d, t) = turned(40), turned(30)
    place = Place(ORIGIN, (c, s, 0, -s * d, c * d, t))
    assert place.sides == Sides("AL", "LP", "PR", "RA")
    assert place.plane is Plane.AXIAL
    assert place.normal == pytest.approx((s * t, -c * t, d))


@given(st.sampled_from(sorted(POSITIONS)), st.floats(-15, 15))
def test_a_tilt_under_20_degrees_changes_no_letter(position: str, degrees: float) -> None:
    """A gantry tilt leaves letters and plane alone."""
    orientation, sides = POSITIONS[position]
    c, s = turned(degrees)
    ax, ay, _, dx, dy, _ = orientation
    assert Place(ORIGIN, (ax, ay, 0, dx * c, dy * c, s)).sides == sides


@given(st.floats(0, 360), st.floats(-90, 90))
def test_opposite_vectors_have_opposite_letters(azimuth: float, height: float) -> None:
    """Letters of -v are the opposites of the letters of v, none twice, at most two."""
    (c, s), (d, t) = turned(azimuth), turned(height)
    named, other = letters((c * d, s * d, t)), letters((-c * d, -s * d, -t))
    assert other == opposite(named)
    assert 1 <= len(named) <= 2
    assert len({*named, *other}) == 2 * len(named)


def test_depth_is_the_distance_along_the_normal() -> None:
    """Depth counts along the normal, not along an axis."""
    c, s = turned(30)
    place = Place((10.0, 20.0, 30.0), (1, 0, 0, 0, c, s))
    assert place.depth == pytest.approx(-20 * s + 30 * c)
    assert Place((10.0, 20.0, 30.0), (1, 0, 0, 0, 1, 0)).depth == 30


@pytest.mark.parametrize(
    "orientation",
    [
        (1, 0, 0, 1, 0, 0),
        (1, 0, 0, 0.2, 0.98, 0),
        (0, 0, 0, 0, 1, 0),
        (1.05, 0, 0, 0, 1, 0),
        (math.nan, 0, 0, 0, 1, 0),
        (1, 0, 0, 0, math.inf, 0),
    ],
)
def test_cosines_that_are_not_orthonormal_are_refused(orientation: Orientation) -> None:
    """Parallel, skewed, zero, too long or not finite: no place."""
    with pytest.raises(GeometryError):
        Place(ORIGIN, orientation)


def test_positions_must_be_finite() -> None:
    """A position that is not a number gives no place."""
    with pytest.raises(GeometryError):
        Place((0.0, math.nan, 0.0), (1, 0, 0, 0, 1, 0))


def test_cosines_rounded_to_three_digits_are_taken() -> None:
    """Headers round; the normal is of unit length all the same."""
    place = Place(ORIGIN, (0.866, 0.5, 0, -0.5, 0.866, 0))
    assert math.hypot(*place.normal) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("direction", Direction)
def test_directions_say_what_they_mean(direction: Direction) -> None:
    """The vector of a direction ends at the side that its name ends with, and its plane lies across it."""
    start, end = direction.split("-to-")
    named = {"head": "H", "feet": "F", "front": "A", "back": "P", "right": "R", "left": "L"}
    assert letters(direction.vector) == named[end]
    assert opposite(letters(direction.vector)) == named[start]
    across = {"H": Plane.AXIAL, "F": Plane.AXIAL, "A": Plane.CORONAL, "P": Plane.CORONAL}
    assert direction.plane is across.get(named[end], Plane.SAGITTAL)


@given(st.floats(0, 511), st.floats(0, 511), st.floats(-50, 50), st.floats(0.1, 3), st.floats(0.1, 3))
def test_a_place_sees_its_own_pixels(row: float, column: float, off: float, deep: float, across: float) -> None:
    """There and back between pixels and mm on an oblique plane, and off it by so much along its normal."""
    lean = math.radians(30)
    place = Place((10.0, -20.0, 30.0), (math.cos(lean), 0.0, -math.sin(lean), 0.0, 1.0, 0.0))
    spacing = Spacing(deep, across)
    position = place.position_at(row, column, spacing)
    assert math.dist(position, place.position) == pytest.approx(math.hypot(row * deep, column * across))
    x, y, z = (here + off * ahead for here, ahead in zip(position, place.normal, strict=True))
    assert place.seen_from((x, y, z), spacing) == pytest.approx((off, row, column), abs=1e-6)
