"""Anchors land where they say, marks are measured in the patient, and an error names the mark and what is near."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.stacks import AXIAL, CORONAL, LUNG, Orientation, facts
from scrollcast.errors import UsageError
from scrollcast.model import shape
from scrollcast.model.geometry import Direction, Place, Spacing, Vector
from scrollcast.model.mark import (
    Anchor,
    AngleMark,
    ArrowMark,
    BlockMark,
    BoxMark,
    InPatient,
    LabelMark,
    MarkShape,
    MarkSpec,
    OnImage,
    OnSlice,
    OutlineMark,
    RegionMark,
    RingMark,
    RulerMark,
    Size,
    SpotlightMark,
    Unit,
)
from scrollcast.model.overlay import Mark
from scrollcast.model.volume import Facts
from scrollcast.script.marks import resolve, tie
from scrollcast.script.spline import smooth
from scrollcast.script.stack import line_up

SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
TURN = math.radians(25)
OBLIQUE = (math.cos(TURN), 0.0, -math.sin(TURN), 0.0, 1.0, 0.0)
STACK = facts(40, 2.5)
MM = Unit.MM
POINT = st.tuples(st.floats(0, 511), st.floats(0, 511))


def tied(drawn: MarkShape, stack: Facts = STACK, **told: object) -> shape.Shape:
    """The shape of a mark, in a stack that is travelled from its last index to its first."""
    return tie(MarkSpec("mass", drawn, **told), stack, line_up(stack, None, Direction.HEAD_TO_FEET)).shape  # type: ignore[arg-type]


def placed(anchor: Anchor, stack: Facts = STACK) -> tuple[int, float, float, int | None, Vector | None]:
    """What an anchor resolves to: slice number, column, row, image, mm."""
    direction = LUNG.direction(stack.plane)
    (found,) = resolve((MarkSpec("mass", LabelMark(anchor)),), stack, line_up(stack, None, direction))
    return found.slice, found.column, found.row, found.image, found.position


def with_spacing(stack: Facts, spacing: Spacing | None) -> Facts:
    """The stack with other pixels."""
    return replace(stack, spacing=spacing)


@pytest.mark.parametrize("orientation", [AXIAL, CORONAL, SAGITTAL, OBLIQUE])
@given(st.integers(1, 40), POINT, st.builds(Spacing, st.floats(0.2, 3), st.floats(0.2, 3)))
def test_the_three_ways_to_name_a_place_agree(
    orientation: Orientation, number: int, point: tuple[float, float], spacing: Spacing
) -> None:
    """Slice and pixel, image and pixel, patient mm: the same voxel, whatever the plane and the spacing."""
    stack = with_spacing(facts(40, 2.5, orientation), spacing)
    one = placed(OnSlice(number, *point), stack)
    assert one[:3] == (number, *point)
    assert one[3] is not None
    assert placed(OnImage(one[3], *point), stack) == one
    assert one[4] is not None
    there = placed(InPatient(one[4]), stack)
    assert there[0] == number
    assert there[1:3] == pytest.approx(point, abs=1e-6)


def test_a_place_in_mm_is_where_dicom_puts_it() -> None:
    """Position + column * spacing * row cosines + row * spacing * column cosines, to a nearest slice 1 mm away."""
    stack = with_spacing(STACK, Spacing(0.5, 2.0))
    assert placed(InPatient((20.0, 30.0, 51.0)), stack) == (20, 10.0, 60.0, 21, (20.0, 30.0, 50.0))


def test_a_tilted_gantry_shifts_each_slice() -> None:
    """Slices that are not above each other: a place in mm is found from the slice that it lies in."""
    places = tuple(Place((0.0, 0.5 * k, 2.5 * k), AXIAL) for k in range(40))
    found = placed(InPatient((7.0, 17.0, 50.0)), replace(STACK, places=places))
    assert found[:3] == (20, pytest.approx(10), pytest.approx(10))


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (OnSlice(41, 9, 9), "is on slice 41; the slices of this stack are 1 to 40"),
        (OnSlice(0, 9, 9), "is on slice 0"),
        (OnImage(50, 9, 9), "is on image 50, which is not in this series; the nearest is 40, slice 1"),
        (InPatient((9, 9, 120.0)), r"is 22\.5 mm away from slice 1, the nearest; .* at most 1\.3 mm away"),
        (InPatient((-60.0, 9, 50.0)), r"is at column -85\.7, row 12\.9; columns run from 0 to 511"),
        (InPatient((9, math.nan, 50.0)), "is placed in mm, but not by three finite numbers"),
        (OnSlice(9, 512, 9), "is at column 512, row 9; columns run from 0 to 511"),
        (OnSlice(9, 9, -1), "is at column 9, row -1"),
        (OnSlice(9, 9, math.nan), "is at column 9, row nan"),
    ],
)
def test_places_that_are_not_there(anchor: Anchor, words: str) -> None:
    """The error names the mark, what was asked for, and what is near."""
    with pytest.raises(UsageError, match=f"^The mark 'mass' {words}"):
        placed(anchor)


def test_image_numbers_that_do_not_tell() -> None:
    """Shared by two slices, or not there at all: the error asks for the slice number."""
    twice = replace(STACK, images=(*range(1, 39), 7, None))
    with pytest.raises(UsageError, match="image 7, a number that slices 34, 2 share; give the slice number"):
        placed(OnImage(7, 9, 9), twice)
    with pytest.raises(UsageError, match="these images have no numbers"):
        placed(OnImage(7, 9, 9), replace(STACK, images=(None,) * 40))


def test_mm_need_positions_and_spacing() -> None:
    """Without either there is no place in mm, no size in mm and nothing to measure."""
    bare = with_spacing(STACK, None)
    for drawn in (
        LabelMark(InPatient((9, 9, 50))),
        RingMark(OnSlice(9, 9, 9), Size(5, MM)),
        RulerMark(OnSlice(9, 9, 9), OnSlice(9, 20, 9)),
        AngleMark(OnSlice(9, 9, 9), OnSlice(9, 20, 9), OnSlice(9, 20, 20)),
    ):
        with pytest.raises(UsageError, match=r"'mass'.*no pixel spacing"):
            tied(drawn, bare)
    with pytest.raises(UsageError, match="no positions"):
        tied(LabelMark(InPatient((9, 9, 50))), facts(40, None, orientation=None))


@given(st.floats(0.5, 200), st.floats(0.1, 5), st.floats(0.1, 5))
def test_rings_are_round_in_the_patient(radius: float, deep: float, across: float) -> None:
    """As many mm down as along, from mm or from pixels along a row; in pixels alone where there is no spacing."""
    at = OnSlice(9, 100, 200)
    for drawn in (RingMark, SpotlightMark):
        for unit, along in ((MM, radius / across), (Unit.PX, radius)):
            ring = tied(drawn(at, Size(radius, unit)), with_spacing(STACK, Spacing(deep, across)))
            assert isinstance(ring, shape.Ring | shape.Spotlight)
            assert ring.at == (200, 100)
            assert ring.radii == pytest.approx((along * across / deep, along))
        assert tied(drawn(at, Size(radius, Unit.PX)), with_spacing(STACK, None)).radii == (radius, radius)  # type: ignore[union-attr]


@given(POINT, POINT, POINT, st.floats(0.1, 5), st.floats(0.1, 5))
def test_measures_are_those_of_the_patient(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], deep: float, across: float
) -> None:
    """A ruler and an angle agree with the distances and angles between places in mm (a second implementation)."""
    stack = with_spacing(STACK, Spacing(deep, across))
    mm = [np.array(placed(OnSlice(9, *point), stack)[4]) for point in (a, b, c)]
    if min(np.linalg.norm(mm[0] - mm[1]), np.linalg.norm(mm[2] - mm[1])) < 0.01:
        return
    ruler = tied(RulerMark(OnSlice(9, *a), OnSlice(9, *b)), stack)
    angle = tied(AngleMark(OnSlice(9, *a), OnSlice(9, *b), OnSlice(9, *c)), stack)
    assert isinstance(ruler, shape.Ruler)
    assert isinstance(angle, shape.Angle)
    assert ruler.mm == pytest.approx(np.linalg.norm(mm[0] - mm[1]))
    u, v = mm[0] - mm[1], mm[2] - mm[1]
    cosine = np.dot(u, v) / np.linalg.norm(u) / np.linalg.norm(v)
    assert math.cos(math.radians(angle.degrees)) == pytest.approx(cosine, abs=1e-9)


@pytest.mark.parametrize(
    ("length", "label", "shown"), [(42.4, "", "42 mm"), (9.94, "", "9.9 mm"), (9.96, "", "10 mm"), (42, "T4", "T4")]
)
def test_a_ruler_tells_its_length(length: float, label: str, shown: str) -> None:
    """Where the author gives no label."""
    ruler = RulerMark(OnSlice(9, 10, 20), OnSlice(9, 10 + length / 0.7, 20))
    mark = tie(MarkSpec("m", ruler, label), STACK, line_up(STACK, None, Direction.HEAD_TO_FEET))
    assert mark.label == shown


def test_an_angle_tells_its_degrees() -> None:
    """45 degrees in square pixels."""
    angle = AngleMark(OnSlice(9, 90, 50), OnSlice(9, 50, 50), OnSlice(9, 90, 90))
    assert tie(MarkSpec("m", angle), STACK, line_up(STACK, None, Direction.HEAD_TO_FEET)).label == "45°"


def test_boxes_take_any_two_corners() -> None:
    """Upper left and lower right, whichever are given."""
    drawn = tied(BoxMark(OnSlice(9, 50, 10), OnSlice(9, 20, 80)))
    assert drawn == shape.Rectangle((10, 20), (80, 50))


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (RulerMark(OnSlice(9, 9, 9), OnSlice(10, 20, 9)), "places on slices 9 and 10; all of it must lie on one slice"),
        (RulerMark(OnSlice(9, 9, 9), OnSlice(9, 9, 9)), "from a place to the same place"),
        (AngleMark(OnSlice(9, 9, 9), OnSlice(9, 9, 9), OnSlice(9, 20, 9)), "vertex is one of its ends"),
        (OutlineMark((OnSlice(9, 9, 9), OnSlice(9, 9, 9), OnSlice(9, 20, 9)), smooth=True), "2 different points"),
        (ArrowMark(OnSlice(9, 9, 9), math.inf), "needs a finite angle"),
        (RegionMark(()), "a region without a contour"),
        (RegionMark((((9, 9, 50), (12, 9, 50)),)), "a contour of 2 places"),
        (RegionMark((((9, 9, 50), (12, 9, 50), (9, 12, 53)),)), r"a contour that leaves slice 20 by 3\.0 mm"),
    ],
)
def test_shapes_that_can_not_be(drawn: MarkShape, words: str) -> None:
    """The error names the mark and what is wrong with it."""
    with pytest.raises(UsageError, match=f"'mass'.*{words}"):
        tied(drawn)


def test_straight_outlines_keep_their_points() -> None:
    """A polygon is its points, those given twice in a row once, an end that repeats the start not at all."""
    points = tuple(OnSlice(9, column, row) for column, row in [(10, 10), (40, 10), (40, 10), (40, 60), (10, 10)])
    assert tied(OutlineMark(points, smooth=False)) == shape.Outline(((10, 10), (10, 40), (60, 40)))


@given(st.integers(3, 12), st.floats(5, 100), st.floats(0.5, 2), st.floats(0, 6))
def test_splines_pass_through_their_points_and_stay_near(count: int, tall: float, ratio: float, turn: float) -> None:
    """Through every point in order, densely, outside of the polygon, and close to the ellipse that it is in."""
    wide, turns = tall * ratio, [turn + 2 * math.pi * k / count for k in range(count)]
    points = [(256 + tall * math.sin(a), 256 + wide * math.cos(a)) for a in turns]
    line = smooth(points)
    at = [min(range(len(line)), key=lambda k, p=point: math.dist(line[k], p)) for point in points]  # type: ignore[misc]
    assert at == sorted(at)
    assert all(math.dist(line[k], point) < 1e-6 for k, point in zip(at, points, strict=True))
    assert max(math.dist(a, b) for a, b in pairwise((*line, line[0]))) < 4
    reach = [math.hypot((row - 256) / tall, (column - 256) / wide) for row, column in line]
    assert math.cos(math.pi / count) - 1e-6 <= min(reach)
    assert max(reach) < (1.25 if count < 5 else 1.1)


def test_a_spline_through_a_circle_is_one() -> None:
    """Twelve points: within a hundredth of the radius."""
    points = [(100 * math.sin(math.pi * k / 6), 100 * math.cos(math.pi * k / 6)) for k in range(12)]
    assert {round(math.hypot(*spot)) for spot in smooth(points)} == {100}


def test_a_region_follows_its_slices() -> None:
    """Contours in mm fall into the slices they lie in; the region lives from the first to the last of them."""
    rings = tuple(
        tuple((70 + size * math.cos(a), 140 + size * math.sin(a), z) for a in (0.0, 1.5, 3.0, 4.5))
        for z, size in ((50.0, 7), (52.5, 14), (52.5, 2), (57.6, 7))
    )
    mark = tie(MarkSpec("r", RegionMark(rings)), STACK, line_up(STACK, None, Direction.HEAD_TO_FEET))
    assert isinstance(mark.shape, shape.Region)
    assert [index for index, _ in mark.shape.contours] == [20, 21, 21, 23]
    assert mark.shape.contours[0][1][0] == pytest.approx((200, 110))
    assert (mark.first, mark.last) == (20, 23)
    told = resolve((MarkSpec("r", RegionMark(rings)),), STACK, line_up(STACK, None, Direction.HEAD_TO_FEET))
    assert [(place.part, place.slice) for place in told] == [("first contour", 20), ("last contour", 17)]


def block(halves: tuple[Vector, Vector, Vector], center: Vector = (70.0, 140.0, 50.0)) -> Mark:
    """A box in the stack: its pixels are 0.7 mm, its slices 2.5 mm, from z = 0 upwards."""
    stack = line_up(STACK, None, Direction.HEAD_TO_FEET)
    return tie(MarkSpec("roi", BlockMark(InPatient(center), halves)), STACK, stack)


def test_a_box_in_the_patient_is_a_rectangle_on_each_slice_that_it_passes() -> None:
    """Faces that lie in a slice count; one between two slices is on the nearer one."""
    mark = block(((7, 0, 0), (0, 14, 0), (0, 0, 5)))
    assert isinstance(mark.shape, shape.Region)
    assert [index for index, _ in mark.shape.contours] == [18, 19, 20, 21, 22]
    assert (mark.first, mark.last, mark.whole) == (18, 22, (18, 22))
    for _, contour in mark.shape.contours:
        assert sorted(contour) == [pytest.approx(each) for each in ((180, 90), (180, 110), (220, 90), (220, 110))]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise((*contour, contour[0])))
    thin = block(((7, 0, 0), (0, 14, 0), (0, 0, 0.5)), (70.0, 140.0, 51.0))
    assert (thin.first, thin.last) == (20, 20)
    with pytest.raises(UsageError, match="mm away from slice"):
        block(((7, 0, 0), (0, 14, 0), (0, 0, 5)), (70.0, 140.0, 500.0))


@given(st.floats(0, math.pi), st.floats(0, math.pi))
def test_a_turned_box_is_cut_by_each_slice(tilt: float, swing: float) -> None:
    """Corners of a section lie on the surface of the box and in its slice; a section is convex, and goes round."""
    a = (math.cos(swing), math.sin(swing), 0.0)
    b = (-math.sin(swing) * math.cos(tilt), math.cos(swing) * math.cos(tilt), math.sin(tilt))
    c = (math.sin(swing) * math.sin(tilt), -math.cos(swing) * math.sin(tilt), math.cos(tilt))
    halves = [(size * x, size * y, size * z) for size, (x, y, z) in zip((6, 9, 12), (a, b, c), strict=True)]
    mark = block((halves[0], halves[1], halves[2]))
    assert isinstance(mark.shape, shape.Region)
    for index, contour in mark.shape.contours:
        assert 3 <= len(contour) <= 6
        for row, column in contour:
            away = np.array((column * 0.7 - 70, row * 0.7 - 140, index * 2.5 - 50))
            assert np.abs(np.array((a, b, c)) @ away / (6, 9, 12)).max() == pytest.approx(1, abs=1e-4)
        steps = np.diff(np.array((*contour, *contour[:2])), axis=0)
        turns = steps[:-1, 1] * steps[1:, 0] - steps[:-1, 0] * steps[1:, 1]
        assert turns.min() > -1e-3


def test_a_mark_lives_on_its_own_slice_unless_told() -> None:
    """None is one slice; a range is by slice number, and by index in rising order."""
    stack = line_up(STACK, None, Direction.HEAD_TO_FEET)
    label = LabelMark(OnSlice(10, 9, 9))
    alone, longer = tie(MarkSpec("m", label), STACK, stack), tie(MarkSpec("m", label, slices=(8, 15)), STACK, stack)
    assert (alone.first, alone.last) == (30, 30)
    assert (longer.first, longer.last) == (25, 32)


@pytest.mark.parametrize("slices", [(0, 20), (11, 20), (1, 9), (20, 1), (5, 41)])
def test_lifetimes_that_can_not_be(slices: tuple[int, int]) -> None:
    """Within the stack, in rising order, and with the mark's own slice in them."""
    words = f"is on slice 10 and lives in slices {slices[0]} to {slices[1]}; the slices of this stack are 1 to 40"
    with pytest.raises(UsageError, match=words):
        tied(LabelMark(OnSlice(10, 9, 9)), slices=slices)


def test_every_anchor_is_told() -> None:
    """Each with its part, slice number, image number, pixel and mm."""
    ruler = MarkSpec("length", RulerMark(OnSlice(1, 10, 20), OnImage(40, 30, 20)))
    outline = MarkSpec("rim", OutlineMark((OnSlice(2, 0, 0), OnSlice(2, 9, 0), OnSlice(2, 9, 9)), smooth=False))
    told = resolve((ruler, outline), STACK, line_up(STACK, None, Direction.HEAD_TO_FEET))
    assert [(place.mark, place.part) for place in told] == [
        ("length", "start"),
        ("length", "end"),
        ("rim", "point 1"),
        ("rim", "point 2"),
        ("rim", "point 3"),
    ]
    assert (told[1].slice, told[1].image, told[1].column, told[1].row) == (1, 40, 30, 20)
    assert told[1].position == pytest.approx((21, 14, 97.5))
