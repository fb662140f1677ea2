"""The synthetic MR: contrast as in a T2-weighted abdomen, on the planes of the CT, as real MR files."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread

from scrollcast.demo.abdomen import GEOMETRY, finding, labels
from scrollcast.demo.resonance import COARSER, STEP, number_of, resonance, spacing
from scrollcast.demo.series import write_mr_demo
from scrollcast.demo.tissue import Tissue


@pytest.fixture(scope="module")
def stack() -> NDArray[np.int16]:
    """The whole stack."""
    return resonance()


def signal(stack: NDArray[np.int16], tissue: Tissue) -> float:
    """Median signal well inside a tissue."""
    values = []
    for index, plane in enumerate(stack):
        inside = labels(index * STEP + 1).reshape(256, COARSER, 256, COARSER) == tissue
        whole = inside.all((1, 3))
        values.append(plane[whole])
    return float(np.median(np.concatenate(values)))


def test_contrast_is_that_of_t2(stack: NDArray[np.int16]) -> None:
    """From bright to dark, as every radiologist knows it; a haemangioma is much brighter than the liver."""
    order = (Tissue.CANAL, Tissue.LESION, Tissue.FAT, Tissue.SPLEEN, Tissue.LIVER, Tissue.MUSCLE, Tissue.ARTERY)
    signals = [signal(stack, tissue) for tissue in order]
    assert signals == sorted(signals, reverse=True)
    assert signals[1] > 3 * signals[4]


def test_noise_of_air_is_that_of_a_magnitude_image(stack: NDArray[np.int16]) -> None:
    """Rayleigh: mean over standard deviation is 1.91."""
    air = stack[:, :20, :20].astype(float)
    assert air.mean() / air.std() == pytest.approx(1.91, abs=0.08)


def test_files_are_mr_on_the_planes_of_the_ct(tmp_path: Path, stack: NDArray[np.int16]) -> None:
    """The lesion's place in the patient is the same in both; pixels cover several of the phantom's."""
    write_mr_demo(tmp_path)
    files = sorted(tmp_path.iterdir())
    assert len(files) == len(stack)
    lesion = finding()
    image = dcmread(files[number_of(lesion.slice) - 1])
    assert (image.Modality, image.SOPClassUID) == ("MR", "1.2.840.10008.5.1.4.1.1.4")
    assert np.array_equal(image.pixel_array, stack[number_of(lesion.slice) - 1])
    x, y, z = image.ImagePositionPatient
    ct_x, ct_y, ct_z = GEOMETRY.origin
    assert z == ct_z - (number_of(lesion.slice) - 1) * STEP * GEOMETRY.step
    place = (ct_x + lesion.column * GEOMETRY.spacing.column, ct_y + lesion.row * GEOMETRY.spacing.row)
    column, row = (place[0] - x) / spacing().column, (place[1] - y) / spacing().row
    assert image.pixel_array[round(row), round(column)] > 300
    assert abs(column - (lesion.column - 0.5) / COARSER) < 1e-6
