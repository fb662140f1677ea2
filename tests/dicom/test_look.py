"""The table of a source: facts of each volume from headers alone."""

from pathlib import Path

import pytest
from pydicom import uid

from builders.dicom_files import other_series, plane, planes, save, save_all
from scrollcast.dicom import words
from scrollcast.dicom.find import find
from scrollcast.dicom.look import look
from scrollcast.dicom.readers import Readers
from scrollcast.model.geometry import Spacing
from scrollcast.model.window import Window


def test_facts_of_a_series(tmp_path: Path, readers: Readers) -> None:
    """Kind, plane, count, spacing, step, syntax and the commonest window."""
    windows = [{"WindowWidth": [400, 1500], "WindowCenter": [50, -600]}] * 3 + [{"WindowWidth": 80, "WindowCenter": 40}]
    save_all(tmp_path, [plane(index, {**each, "ConvolutionKernel": "LUNG"}) for index, each in enumerate(windows)])
    (row,) = look(find(tmp_path, readers))
    assert (row.series, row.volume, row.kind, row.sure, row.plane) == (1, None, "lung kernel, 5 mm", True, "axial")
    assert (row.count, row.rows, row.columns, row.syntaxes) == (4, 36, 40, ("explicit little endian",))
    assert (row.spacing, row.step, row.tilt) == (Spacing(0.75, 0.5), 5, pytest.approx(0))
    assert row.window == Window(400, 50)
    assert row.notable == ()


def test_what_is_notable(tmp_path: Path, readers: Readers) -> None:
    """Gaps, duplicates, tilt, localizers, single images and what is not shown are all said, and nothing raises."""
    save_all(tmp_path / "1", [plane(index) for index in (0, 1, 2, 5)])
    twice = other_series(planes(3), 2)
    twice[2].ImagePositionPatient = twice[1].ImagePositionPatient
    save_all(tmp_path / "2", twice)
    tilted = [plane(index, {"ImagePositionPatient": [0, 2 * index, 5 * index]}) for index in range(3)]
    save_all(tmp_path / "3", other_series(tilted, 3))
    scout = {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}
    save_all(tmp_path / "4", other_series(planes(1, scout), 4))
    save_all(tmp_path / "5", other_series(planes(1, {"SOPClassUID": uid.SecondaryCaptureImageStorage}), 5))
    said = [" ".join(row.notable) for row in look(find(tmp_path, readers))]
    words = ("one is missing", "lie in the same place", "tilted by 21.8", "never taken", "not shown")
    assert all(word in sentence for sentence, word in zip(said, words, strict=True))
    assert "A single image." in said[3]


def test_mixed_images_are_told(tmp_path: Path, readers: Readers) -> None:
    """Acquisitions, thicknesses, kernels and contrast that differ in a volume; numbers that count slices do not."""
    changes: list[dict[str, object]] = [
        {"AcquisitionNumber": 1, "SliceThickness": 5, "ConvolutionKernel": "STANDARD"},
        {"AcquisitionNumber": 1, "SliceThickness": 5, "ConvolutionKernel": "BONE", "ContrastBolusAgent": "yes"},
        {"AcquisitionNumber": 2, "SliceThickness": 2.5, "ConvolutionKernel": "STANDARD"},
    ]
    save_all(tmp_path / "1", [plane(index, each) for index, each in enumerate(changes)])
    save_all(tmp_path / "2", other_series([plane(index, {"AcquisitionNumber": index}) for index in range(3)], 2))
    mixed, plain = look(find(tmp_path, readers))
    assert mixed.notable == (
        "Images of 2 acquisitions, by their numbers.",
        "Slices of several thicknesses, 2.5 to 5 mm.",
        "Images of several kernels.",
        "Images with and without contrast.",
    )
    assert plain.notable == ()


def test_encodings_are_told(tmp_path: Path, readers: Readers) -> None:
    """A word for each transfer syntax, lossless or not, and several where they are mixed."""
    save(tmp_path / "1", plane(0))
    save(tmp_path / "2", plane(1), uid.ImplicitVRLittleEndian)
    (row,) = look(find(tmp_path, readers))
    assert row.syntaxes == ("explicit little endian", "implicit little endian")
    assert words.SYNTAXES[uid.JPEG2000Lossless] == "JPEG 2000 lossless"
    assert words.SYNTAXES[uid.JPEGLSNearLossless] == "JPEG-LS near-lossless"


def test_windows_that_are_no_windows_are_left_out(tmp_path: Path, readers: Readers) -> None:
    """Zero, negative and missing widths tell nothing."""
    changes = {"WindowWidth": 0, "WindowCenter": 0}
    save_all(tmp_path, planes(2, changes))
    assert look(find(tmp_path, readers))[0].window is None
