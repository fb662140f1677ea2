"""The phantom as DICOM, read back by pydicom, and the case that goes with it."""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray

from scrollcast.demo.abdomen import GEOMETRY, finding
from scrollcast.demo.case import demo_case
from scrollcast.demo.series import write_demo
from scrollcast.model.case import Quiz, Reveal, Scroll
from scrollcast.model.mark import ArrowMark, OnSlice


def test_the_files_hold_the_stack_with_its_geometry(tmp_path: Path, stack: NDArray[np.int16]) -> None:
    """Every file is a CT image, head first supine, at its place; a second build is the first one to the bit."""
    write_demo(tmp_path / "demo")
    images = sorted(
        (pydicom.dcmread(path) for path in (tmp_path / "demo").iterdir()), key=lambda image: image.InstanceNumber
    )
    assert len(images) == GEOMETRY.slices >= 60
    for index, image in enumerate(images):
        assert (image.Modality, image.PatientPosition) == ("CT", "HFS")
        assert list(image.ImageOrientationPatient) == [1, 0, 0, 0, 1, 0]
        assert list(image.PixelSpacing) == list(GEOMETRY.spacing)
        assert image.ImagePositionPatient[2] == pytest.approx(-index * GEOMETRY.step)
        hu = image.pixel_array * float(image.RescaleSlope) + float(image.RescaleIntercept)
        assert np.array_equal(hu, stack[index])
    assert len({image.SeriesInstanceUID for image in images}) == 1


def test_the_case_points_at_the_lesion() -> None:
    """The quiz holds the slice of the finding, and the arrow's tip rests on its edge."""
    case, spot = demo_case(), finding()
    (mark,) = case.marks
    assert isinstance(mark.shape, ArrowMark)
    tip = mark.shape.at
    assert isinstance(tip, OnSlice)
    before = case.beats[next(n for n, beat in enumerate(case.beats) if isinstance(beat, Quiz)) - 1]
    assert before == Scroll(to=tip.slice)
    assert tip.slice == spot.slice
    assert np.hypot(tip.column - spot.column, tip.row - spot.row) == pytest.approx(spot.radius)
    assert any(isinstance(beat, Reveal) and beat.show == (mark.name,) for beat in case.beats)
    quiz = next(beat for beat in case.beats if isinstance(beat, Quiz))
    assert [quiz.options[k] for k in quiz.right] == ["Liver"]
