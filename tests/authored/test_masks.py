"""Masks from NIfTI files: their contours lie on the right place of the right side of the patient."""

from pathlib import Path

import nibabel
import numpy as np
import pytest
import SimpleITK

from builders.case_files import case_file
from scrollcast.authored.case import load_case
from scrollcast.authored.nifti import load_mask
from scrollcast.errors import AuthoredError
from scrollcast.model.mark import RegionMark

OBLIQUE = (0.8, 0.6, 0.0, -0.6, 0.8, 0.0, 0.0, 0.0, 1.0)


def labels() -> np.ndarray:
    """Label 1 and label 2 in a stack of (slices, rows, columns), as SimpleITK orders it."""
    stack = np.zeros((6, 40, 50), np.uint8)
    stack[2:5, 8:17, 20:31] = 1
    stack[3, 30:33, 5:9] = 2
    return stack


@pytest.mark.parametrize("direction", [np.eye(3).ravel(), OBLIQUE], ids=["axial", "oblique"])
@pytest.mark.parametrize("ending", [".nii", ".nii.gz"])
def test_contours_lie_where_another_library_puts_the_voxels(tmp_path: Path, direction: np.ndarray, ending: str) -> None:
    """SimpleITK writes the mask and says where a voxel is in LPS; the contour's middle is there, on three slices."""
    image = SimpleITK.GetImageFromArray(labels())
    image.SetSpacing((0.7, 0.9, 3.0))
    image.SetOrigin((-120.0, -95.0, 40.0))
    image.SetDirection(tuple(map(float, direction)))
    path = tmp_path / f"mask{ending}"
    SimpleITK.WriteImage(image, str(path))
    found = [np.array(contour) for contour in load_mask(path, 1)]
    assert len(found) == 3
    for slice_, contour in zip((2, 3, 4), found, strict=True):
        middle = (contour.min(axis=0) + contour.max(axis=0)) / 2
        expected = image.TransformContinuousIndexToPhysicalPoint((25.0, 12.0, float(slice_)))
        assert np.abs(middle - expected).max() < 0.3


def test_every_label_or_one(tmp_path: Path) -> None:
    """Without a value all that is not 0 counts; a label that is not there is an error."""
    path = tmp_path / "mask.nii"
    nibabel.save(nibabel.Nifti1Image(labels().transpose(2, 1, 0), np.eye(4)), path)
    assert (len(load_mask(path, None)), len(load_mask(path, 2))) == (4, 1)
    with pytest.raises(AuthoredError, match="no voxel of label 3"):
        load_mask(path, 3)


def test_right_and_left_are_not_swapped(tmp_path: Path) -> None:
    """A NIfTI affine points to the right: +x there is -x in LPS, +y is -y."""
    path = tmp_path / "mask.nii"
    nibabel.save(nibabel.Nifti1Image(labels().transpose(2, 1, 0), np.diag([1.0, 1.0, 1.0, 1.0])), path)
    (contour,) = load_mask(path, 2)
    assert np.mean(contour, axis=0) == pytest.approx((-6.5, -31, 3), abs=0.3)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"not a picture", "no NIfTI"),
        (b"", "no NIfTI"),
    ],
)
def test_what_is_no_mask_is_refused_in_a_sentence(tmp_path: Path, content: bytes, part: str) -> None:
    """With the place in the case file, and without a traceback."""
    (tmp_path / "mask.nii").write_bytes(content)
    marks = "marks:\n  it:\n    mask: mask.nii\n"
    with pytest.raises(AuthoredError, match=rf"line 7, marks.it.mask: .*{part}"):
        load_case(case_file(tmp_path, marks=marks))


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 2, 3)])
def test_a_mask_has_three_dimensions(tmp_path: Path, shape: tuple[int, ...]) -> None:
    """A plane or a series in time is none."""
    path = tmp_path / "mask.nii"
    nibabel.save(nibabel.Nifti1Image(np.ones(shape, np.uint8), np.eye(4)), path)
    with pytest.raises(AuthoredError, match="three dimensions"):
        load_mask(path, None)


def test_a_mask_without_a_place_is_refused(tmp_path: Path) -> None:
    """Neither sform nor qform: where it lies would be a guess."""
    path = tmp_path / "mask.nii"
    nibabel.save(nibabel.Nifti1Image(np.ones((4, 4, 2), np.uint8), None), path)
    with pytest.raises(AuthoredError, match="where it lies"):
        load_mask(path, None)


def test_a_mask_of_a_case_becomes_a_region(tmp_path: Path) -> None:
    """Its file is relative to the case."""
    nibabel.save(nibabel.Nifti1Image(labels().transpose(2, 1, 0), np.eye(4)), tmp_path / "mask.nii.gz")
    marks = "marks:\n  it: {mask: {file: mask.nii.gz, value: 2}, label: Node}\n"
    (mark,) = load_case(case_file(tmp_path, marks=marks)).case.marks
    assert isinstance(mark.shape, RegionMark)
    assert len(mark.shape.contours) == 1
