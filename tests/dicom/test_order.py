"""Order along the normal, against SimpleITK and highdicom; gaps, duplicates, tilt."""

from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pytest
import SimpleITK
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from builders.dicom_files import AXIAL, CORONAL, SAGITTAL, plane, save_all
from scrollcast.dicom.order import arrange, order
from scrollcast.errors import GeometryError
from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.series import Declared, Modality, Rescale, Series, Slice
from scrollcast.model.volume import Ordering

OBLIQUE = [0.8660254, 0.5, 0, -0.25, 0.4330127, 0.8660254]


def series(depths: list[float], orientation: list[float] | None = None, shear: float = 0.0) -> Series:
    """Slices at depths along the normal, moved along their rows by `shear` mm for each mm of depth."""
    cosines = np.array(orientation or AXIAL, float)
    normal = np.cross(cosines[:3], cosines[3:])
    slices = []
    for number, depth in enumerate(depths, 1):
        position = tuple(float(x) for x in depth * normal + depth * shear * cosines[3:])
        place = Place(position, tuple(float(x) for x in cosines))  # type: ignore[arg-type]
        stored = np.full((2, 3), number, np.int16)
        stored[0, 0] = 0
        slices.append(Slice(stored, Rescale(), False, None, place, Spacing(1, 1), number, number))
    return Series(Modality.CT, "CT axial", tuple(slices), Declared())


@given(st.permutations(range(9)), st.sampled_from([AXIAL, CORONAL, SAGITTAL, OBLIQUE]))
def test_any_file_order_gives_the_same_stack(shuffled: list[int], orientation: list[float]) -> None:
    """Order depends on positions alone: depths rise, steps are equal, nothing is lost."""
    volume = order(series([2.5 * k - 40 for k in shuffled], orientation))
    assert [shuffled[plane.file - 1] for plane in volume.slices] == list(range(9))
    assert volume.steps == pytest.approx([2.5] * 8)
    assert volume.tilt == pytest.approx(0, abs=1e-3)


@given(st.permutations(range(7)), st.sampled_from([AXIAL, CORONAL, SAGITTAL, OBLIQUE]))
def test_highdicom_agrees(shuffled: list[int], orientation: list[float]) -> None:
    """A second implementation finds the same index for each position, from the other end of the stack."""
    cosines = np.array(orientation, float)
    positions = np.array([3.0 * k * np.cross(cosines[:3], cosines[3:]) + [5, 6, 7] for k in shuffled])
    spacing, indices = highdicom.spatial.get_volume_positions(positions, orientation, sort=True)
    ours = arrange(positions, cosines)
    assert ours.steps == pytest.approx([spacing] * 6)
    rising = list(np.argsort(indices))
    assert list(ours.order) in (rising, rising[::-1])


def test_simpleitk_agrees(tmp_path: Path) -> None:
    """ITK sorts shuffled files on disk as we sort their positions, in three planes."""
    for name, orientation in (("axial", AXIAL), ("coronal", CORONAL), ("sagittal", SAGITTAL)):
        normal = np.cross(orientation[:3], orientation[3:])
        positions = np.array([4.0 * index * normal + [1, 2, 3] for index in range(6)])
        where = [{"ImagePositionPatient": list(p), "ImageOrientationPatient": orientation} for p in positions]
        paths = save_all(tmp_path / name, [plane(index, changes) for index, changes in enumerate(where)])
        sorted_paths = SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(tmp_path / name))
        ours = [str(paths[index]) for index in arrange(positions, np.array(orientation, float)).order]
        assert list(sorted_paths) == ours


def test_tilt_is_the_angle_of_the_shear() -> None:
    """A gantry tilted by 18 degrees shears positions; the tilt is measured and said."""
    volume = order(series([0, 5, 10, 15], shear=float(np.tan(np.radians(18)))))
    assert volume.tilt == pytest.approx(18)
    assert "18.0 degrees" in volume.notes[-1]


@pytest.mark.parametrize(
    ("depths", "sentence"),
    [
        ([0, 5, 10, 20, 25], "Between files 3 and 4 there are 10.0 mm, where slices are 5.0 mm apart"),
        ([0, 5, 5, 10], "Files 2 and 3 lie in the same place"),
    ],
)
def test_gaps_and_duplicates_are_refused(depths: list[float], sentence: str) -> None:
    """A missing slice and a doubled one are named by file number and millimetres."""
    with pytest.raises(GeometryError, match=sentence):
        order(series(depths))


def test_uneven_steps_are_said() -> None:
    """Steps that vary by less than a gap are kept, measured and said."""
    volume = order(series([0, 5, 11, 16]))
    assert volume.steps == (5, 6, 5)
    assert "varies from 5.00 to 6.00 mm" in volume.notes[-1]


def test_mixed_orientations_are_refused() -> None:
    """Two stacks in one series can't be sorted along one normal."""
    mixed = Series(Modality.MR, "MR", series([0, 5]).slices + series([10], CORONAL).slices, Declared())
    with pytest.raises(GeometryError, match="differ in orientation"):
        order(mixed)


def changed(stack: Series, index: int, shape: tuple[int, int], spacing: Spacing, place: Place | None) -> Series:
    """The same series with one slice of another size, spacing or place."""
    old = stack.slices[index]
    new = Slice(np.zeros(shape, np.int16), Rescale(), False, None, place, spacing, old.image, old.file)
    return Series(stack.modality, stack.kind, (*stack.slices[:index], new, *stack.slices[index + 1 :]), Declared())


def test_mixed_sizes_spacings_and_lost_places_are_refused() -> None:
    """What does not belong to one stack is refused, with the numbers of the files."""
    stack, unit = series([0, 5, 10]), Spacing(1, 1)
    place = stack.slices[1].place
    with pytest.raises(GeometryError, match=r"Files 1 and 2 differ in size \(3 x 2 and 4 x 2 pixels\)"):
        order(changed(stack, 1, (2, 4), unit, place))
    with pytest.raises(GeometryError, match="Files 1 and 2 differ in pixel spacing"):
        order(changed(stack, 1, (2, 3), Spacing(1, 1.5), place))
    with pytest.raises(GeometryError, match="File 2 has no usable position"):
        order(changed(stack, 1, (2, 3), unit, None))


@given(st.floats(-500, 500), st.integers(2, 40))
def test_arrange_is_pure(start: float, count: int) -> None:
    """Positions and orientation go in as numbers and are left as they were."""
    positions = np.array([[0.0, 0.0, start + 2.0 * k] for k in range(count)])
    before: NDArray[np.float64] = positions.copy()
    arranged = arrange(positions, np.array(AXIAL, float))
    assert np.array_equal(positions, before)
    assert arranged.steps == pytest.approx([2.0] * (count - 1))


def test_image_numbers_are_the_explicit_way_out() -> None:
    """Sorted by number on request: then no place, no spacing and no steps remain that letters or a scale could use."""
    stack = series([10, 0, 5])
    lost = changed(stack, 1, (2, 3), Spacing(1, 1), None)
    volume = order(lost, Ordering.INSTANCE)
    assert [plane.image for plane in volume.slices] == [1, 2, 3]
    assert all(plane.place is None and plane.spacing is None for plane in volume.slices)
    assert volume.steps == ()
    assert "sorted by image number" in volume.notes[-1]


def test_image_numbers_that_do_not_sort_are_refused() -> None:
    """Missing and doubled numbers, and pixels that are not square, leave nothing to go by."""
    first, second = series([0, 5]).slices
    for image in (None, first.image):
        twice = Series(Modality.CT, "CT", (first, replace(second, image=image)), Declared())
        with pytest.raises(GeometryError, match="missing or occur twice"):
            order(twice, Ordering.INSTANCE)
    oblong = tuple(replace(plane, spacing=Spacing(2, 1)) for plane in (first, second))
    with pytest.raises(GeometryError, match="not square"):
        order(Series(Modality.CT, "CT", oblong, Declared()), Ordering.INSTANCE)


def test_a_gap_may_be_allowed_and_is_said() -> None:
    """On request a stack with a gap is taken; the gap is known and told."""
    volume = order(series([0, 5, 10, 20]), allow_gaps=True)
    assert volume.steps == (5, 5, 10)
    assert any("Between files 3 and 4 there are 10.0 mm" in note for note in volume.notes)
