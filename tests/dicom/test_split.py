"""Splitting series into volumes: echoes, b-values, time points, phases, and numbers that only count slices."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders.dicom_files import AXIAL, CORONAL, SAGITTAL
from scrollcast.dicom.header import Header, PixelFormat, PlaneHeader, Technique, Traits
from scrollcast.dicom.split import Image, Scanned, split

HEADER = Header(
    *("study", "series", "instance", "patient", "MR image", "MR"),
    mosaic=False,
    pixels=PixelFormat(2, 2, 1, 16, 12, 11, False, True, False, "explicit little endian"),
    padding=None,
    declared=(False,) * 5,
    regions=(),
    technique=Technique(),
    notes=(),
    planes=(),
)
PLAIN = Traits()


def image(number: int, depth: float, traits: Traits = PLAIN, orientation: Sequence[float] = AXIAL) -> Image:
    """An image at a depth along its normal."""
    normal = np.cross(orientation[:3], orientation[3:])
    position = tuple(float(part) for part in depth * normal)
    plane = PlaneHeader(0, position, tuple(map(float, orientation)), (1.0, 1.0), 1.0, 0.0, None, number, traits)
    return Image(Scanned(number, Path(), None, (0, 0), HEADER), plane)


def numbered(traits: Sequence[Traits], depths: int) -> list[Image]:
    """Each of the traits at each depth, in the order of acquisition."""
    pairs = [(depth, each) for each in traits for depth in range(depths)]
    return [image(number, 5.0 * depth, each) for number, (depth, each) in enumerate(pairs, 1)]


def names(images: Sequence[Image]) -> list[tuple[str, int]]:
    """Name and count of each volume."""
    return [(stack.name, len(stack.images)) for stack in split(images)]


def test_one_volume_has_no_name() -> None:
    """Numbers that merely count slices, as acquisition and time do in CT, make no volumes."""
    traits = [Traits(acquisition=k, moment=10.0 + k, echo=float(k % 2)) for k in range(6)]
    assert names([image(k, 5.0 * k, each) for k, each in enumerate(traits)]) == [("", 6)]


def test_echoes_and_components() -> None:
    """Two echoes with magnitude and phase are four volumes."""
    traits = [Traits(component=c, echo=e) for e in (4.6, 9.2) for c in ("magnitude", "phase")]
    assert names(numbered(traits, 5)) == [
        ("magnitude, TE 4.6 ms", 5),
        ("magnitude, TE 9.2 ms", 5),
        ("phase, TE 4.6 ms", 5),
        ("phase, TE 9.2 ms", 5),
    ]


def test_b_values_and_directions() -> None:
    """One image without diffusion weighting, and three directions of one b-value."""
    directions = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
    traits = [Traits(b=0.0), *(Traits(b=1000.0, direction=direction) for direction in directions)]
    assert names(numbered(traits, 4)) == [
        ("b 0", 4),
        ("b 1000, direction 1", 4),
        ("b 1000, direction 2", 4),
        ("b 1000, direction 3", 4),
    ]


def test_time_points_by_position_index() -> None:
    """A dynamic series with temporal positions."""
    assert names(numbered([Traits(time=k) for k in (3, 4, 5)], 4)) == [("time 1", 4), ("time 2", 4), ("time 3", 4)]


def test_time_points_by_rank() -> None:
    """Acquisition numbers or times that rise with every slice still part repeated places, by their rank in each."""
    for field in ("acquisition", "moment"):
        images = [
            image(
                number, 5.0 * (number % 6), replace(PLAIN, **{field: number if field == "acquisition" else number / 2})
            )
            for number in range(12)
        ]
        stacks = split(images)
        assert [[each.plane.image for each in stack.images] for stack in stacks] == [
            sorted(range(6), key=lambda k: k % 6),
            list(range(6, 12)),
        ]


def test_heart_phases_by_rank() -> None:
    """Trigger times that differ a little from slice to slice."""
    images = [
        image(10 * depth + phase, 8.0 * depth, Traits(phase=40.0 * phase + depth))
        for depth in range(3)
        for phase in range(20)
    ]
    found = names(images)
    assert len(found) == 20
    assert found[0] == ("phase 1", 3)


def test_three_planes_and_a_localizer() -> None:
    """Orientations are volumes; a localizer in the series is one of its own."""
    images = [image(k, 5.0 * k, PLAIN, plane) for plane in (CORONAL, SAGITTAL, AXIAL) for k in range(3)]
    assert names(images) == [("coronal", 3), ("sagittal", 3), ("axial", 3)]
    assert names([image(0, 0.0, Traits(localizer=True)), *numbered([PLAIN], 4)]) == [("localizer", 1), ("", 4)]


def test_same_plane_at_two_angles() -> None:
    """Blocks of the spine, each along its disc, are told apart by number."""
    tilted = [1, 0, 0, 0, float(np.cos(0.2)), float(np.sin(0.2))]
    images = [image(k, 5.0 * k, PLAIN, plane) for plane in (AXIAL, tilted) for k in range(4)]
    assert names(images) == [("axial, 1", 4), ("axial, 2", 4)]


def test_what_can_not_be_told_apart_stays_together() -> None:
    """Two images in the same place with nothing that differs are left for the order to refuse."""
    assert names([image(1, 0.0), image(2, 0.0), image(3, 5.0)]) == [("", 3)]


def test_a_lost_place_stays_with_the_first() -> None:
    """An image without a position is not set apart as a volume that could be left out."""
    lost = image(9, 0.0)
    lost = replace(lost, plane=replace(lost.plane, position=None))
    assert names([image(1, 0.0), image(2, 5.0), image(3, 0.0, PLAIN, CORONAL), lost]) == [("axial", 3), ("coronal", 1)]


TRAITS = st.builds(
    Traits,
    localizer=st.booleans(),
    component=st.sampled_from(["", "magnitude", "phase"]),
    part=st.sampled_from(["", "water", "fat"]),
    echo=st.sampled_from([None, 1.0, 2.0]),
    b=st.sampled_from([None, 0.0, 1000.0]),
    time=st.sampled_from([None, 1, 2]),
    acquisition=st.integers(0, 3),
    moment=st.sampled_from([None, 1.0, 2.0, 3.0]),
)


@given(st.lists(st.tuples(TRAITS, st.integers(0, 4), st.sampled_from([AXIAL, CORONAL])), min_size=1, max_size=24))
def test_no_image_is_lost(drawn: list[tuple[Traits, int, list[int]]]) -> None:
    """Every image is in exactly one volume, volumes have different names, none is empty."""
    images = [image(number, 5.0 * depth, traits, plane) for number, (traits, depth, plane) in enumerate(drawn)]
    stacks = split(images)
    assert sorted(each.plane.image or 0 for stack in stacks for each in stack.images) == list(range(len(images)))
    assert len({stack.name for stack in stacks}) == len(stacks)
    assert all(stack.images for stack in stacks)
