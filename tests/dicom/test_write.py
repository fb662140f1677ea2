"""The writer of synthetic series, read back by pydicom and by SimpleITK."""

import numpy as np
import pydicom
import pytest
import SimpleITK

from scrollcast.dicom.write import write_series
from scrollcast.errors import OutputError
from scrollcast.model.geometry import Spacing

STACK = np.random.default_rng(7).integers(-1024, 3071, (5, 12, 16), dtype=np.int16)
ORIGIN = (-100.123456, 51.5, -20.0)


def test_pixels_and_geometry_come_back(tmp_path):
    """A second implementation (ITK) reads the same values, spacing and origin."""
    paths = write_series(tmp_path, STACK, Spacing(0.75, 0.5), 2.5, ORIGIN)
    image = SimpleITK.ReadImage([str(path) for path in paths])
    assert np.array_equal(SimpleITK.GetArrayFromImage(image), STACK)
    assert image.GetSpacing() == pytest.approx((0.5, 0.75, 2.5))
    assert image.GetOrigin() == pytest.approx(ORIGIN)


def test_files_are_strict_dicom(tmp_path):
    """Pydicom reads each file without force, every text value is legal, and no UID occurs twice."""
    paths = write_series(tmp_path, STACK, Spacing(0.75, 0.5), 2.5, ORIGIN)
    datasets = [pydicom.dcmread(path) for path in paths]
    for dataset in datasets:
        assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
        assert len(dataset.PixelData) == 2 * dataset.Rows * dataset.Columns
        for element in dataset.iterall():
            pydicom.dataelem.DataElement(element.tag, element.VR, element.value, pydicom.config.RAISE)
    assert len({dataset.SOPInstanceUID for dataset in datasets}) == len(paths)
    assert len({dataset.SeriesInstanceUID for dataset in datasets}) == 1


def test_same_stack_same_bytes(tmp_path):
    """The demo is reproducible to the byte."""
    first = write_series(tmp_path / "a", STACK, Spacing(1, 1), 3, ORIGIN)
    second = write_series(tmp_path / "b", STACK, Spacing(1, 1), 3, ORIGIN)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert [path.name for path in first] == [f"img{number:04d}" for number in range(1, 6)]


def test_nothing_is_overwritten(tmp_path):
    """A file that exists is an output conflict."""
    write_series(tmp_path, STACK, Spacing(1, 1), 3, ORIGIN)
    with pytest.raises(OutputError, match="exists"):
        write_series(tmp_path, STACK, Spacing(1, 1), 3, ORIGIN)
