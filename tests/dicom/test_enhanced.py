"""Enhanced and legacy converted objects: order from positions, values from functional groups."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid
from pydicom.encaps import encapsulate, encapsulate_extended

from builders.compress import codestream
from builders.dicom_files import CORONAL, save, stored
from builders.enhanced import ENHANCED_CT, ENHANCED_MR, LEGACY_CT, enhanced, grouped, shuffled
from scrollcast.dicom.find import Found, find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import InputError, SelectionError, UnreadableError
from scrollcast.model.geometry import Spacing
from scrollcast.model.series import Rescale

Scan = Callable[[Path], Found]


@pytest.fixture
def scan(readers: Readers) -> Scan:
    """Finds with shared readers."""
    return lambda path: find(path, readers)


@pytest.mark.parametrize("storage", [ENHANCED_CT, ENHANCED_MR, LEGACY_CT])
def test_items_are_sorted_by_position(tmp_path: Path, scan: Scan, storage: str) -> None:
    """The order of items in the file means nothing; shared and own groups are both read."""
    depths = shuffled(7)
    save(tmp_path / "one", enhanced(depths, storage=storage))
    volume = order(read(scan(tmp_path).pick())[0])
    for step, plane in enumerate(volume.slices):
        assert np.array_equal(plane.stored, stored(depths.index(3.0 * step)))
        assert plane.image == depths.index(3.0 * step) + 1
    assert volume.slices[0].rescale == Rescale(2, -1000)
    assert volume.slices[0].spacing == Spacing(0.75, 0.5)
    assert volume.steps == pytest.approx([3] * 6)


def test_rescale_may_differ_by_item(tmp_path: Path, scan: Scan) -> None:
    """An own group goes before the shared one."""
    own = [
        {
            "PlanePositionSequence": {"ImagePositionPatient": [0, 0, 3 * index]},
            "PixelValueTransformationSequence": {"RescaleSlope": index + 1, "RescaleIntercept": -index},
        }
        for index in range(3)
    ]
    save(tmp_path / "one", grouped(own))
    series, _ = read(scan(tmp_path).pick())
    assert [plane.rescale for plane in series.slices] == [Rescale(1, 0), Rescale(2, -1), Rescale(3, -2)]


@pytest.mark.parametrize("table", ["basic", "none", "extended"])
def test_compressed_items(tmp_path: Path, scan: Scan, table: str) -> None:
    """Each item is found with a basic, an extended and no offset table."""
    dataset = enhanced(shuffled(4))
    sources = [codestream(stored(index), dataset, uid.JPEGLSLossless) for index in range(4)]
    if table == "extended":
        dataset.PixelData, dataset.ExtendedOffsetTable, dataset.ExtendedOffsetTableLengths = encapsulate_extended(
            sources
        )
    else:
        dataset.PixelData = encapsulate(sources, has_bot=table == "basic")
    save(tmp_path / "one", dataset, uid.JPEGLSLossless)
    series, _ = read(scan(tmp_path).pick())
    assert all(np.array_equal(plane.stored, stored(index)) for index, plane in enumerate(series.slices))


@pytest.mark.parametrize("count", [4, 6, 5000])
def test_a_count_that_does_not_fit_is_refused(tmp_path: Path, scan: Scan, count: int) -> None:
    """As many groups as items, or nothing is known about either."""
    save(tmp_path / "one", enhanced(shuffled(5), {"NumberOfFrames": count}))
    with pytest.raises(UnreadableError, match="more or fewer images than it describes"):
        scan(tmp_path).pick()


def test_fewer_pixels_than_items_are_refused(tmp_path: Path, scan: Scan) -> None:
    """The length of the pixels is compared with all items, not with one."""
    dataset = enhanced(shuffled(3))
    dataset.PixelData = dataset.PixelData[: -len(stored(0).tobytes())]
    save(tmp_path / "one", dataset)
    with pytest.raises(UnreadableError, match=r"Image \d of file 1 should hold"):
        read(scan(tmp_path).pick())


def test_a_huge_count_is_refused(tmp_path: Path, scan: Scan) -> None:
    """No memory is taken for images that are only claimed."""
    save(tmp_path / "one", enhanced(shuffled(3), {"NumberOfFrames": 100000}))
    with pytest.raises(InputError):
        read(scan(tmp_path).pick())


def test_stacks_in_one_object_are_volumes(tmp_path: Path, scan: Scan) -> None:
    """Two orientations are two volumes, named by their planes; each is read alone."""
    own = [
        {
            "PlanePositionSequence": {"ImagePositionPatient": [0, 3 * index, 3 * index]},
            "PlaneOrientationSequence": {"ImageOrientationPatient": CORONAL if index % 2 else [1, 0, 0, 0, 1, 0]},
        }
        for index in range(6)
    ]
    save(tmp_path / "one", grouped(own))
    found = scan(tmp_path)
    assert [part.name for part in found.entries[0].parts] == ["axial", "coronal"]
    with pytest.raises(SelectionError, match="--volume N"):
        found.pick()
    series, _ = read(found.pick(volume="coronal"))
    assert all(np.array_equal(plane.stored, stored(2 * k + 1)) for k, plane in enumerate(series.slices))
