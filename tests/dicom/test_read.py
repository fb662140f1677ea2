"""Stored values and what goes with them, against the pixels that were written; damaged pixels; header texts."""

import pickle
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from builders.dicom_files import COLUMNS, ROWS, other_series, plane, planes, save_all, stored
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import InputError, ScrollcastError, UnreadableError
from scrollcast.model.geometry import Spacing
from scrollcast.model.series import Padding, Rescale, Series

Load = Callable[[Path], Series]


@pytest.fixture
def loaded(readers: Readers) -> Load:
    """Loads the only series in a folder."""
    return lambda folder: read(find(folder, readers).pick())[0]


@pytest.mark.parametrize(
    "syntax",
    [
        uid.ImplicitVRLittleEndian,
        uid.ExplicitVRLittleEndian,
        uid.ExplicitVRBigEndian,
        uid.DeflatedExplicitVRLittleEndian,
    ],
)
def test_uncompressed_values_come_back(tmp_path: Path, loaded: Load, syntax: str) -> None:
    """Every uncompressed transfer syntax gives the values that were written, in order of position."""
    datasets = planes(6)
    if syntax == uid.ExplicitVRBigEndian:
        for index, dataset in enumerate(datasets):
            dataset.PixelData = stored(index).byteswap().tobytes()
    save_all(tmp_path, datasets, syntax)
    volume = order(loaded(tmp_path))
    assert np.array_equal([plane.stored for plane in volume.slices], [stored(index) for index in range(6)])
    first = volume.slices[0]
    assert (first.rescale, first.spacing, first.image) == (Rescale(1, -1024), Spacing(0.75, 0.5), 100)
    assert not first.inverted
    assert first.padding is None


def test_slices_share_one_block(tmp_path: Path, loaded: Load) -> None:
    """The stack is held once: each slice is a read-only view of the same memory."""
    save_all(tmp_path, planes(3))
    slices = loaded(tmp_path).slices
    bases = {
        id(plane.stored.base) if plane.stored.base.base is None else id(plane.stored.base.base) for plane in slices
    }
    assert len(bases) == 1
    assert not any(plane.stored.flags.writeable for plane in slices)


def test_rescale_is_per_slice(tmp_path: Path, loaded: Load) -> None:
    """Slope and intercept that differ by slice stay with their slice."""
    save_all(
        tmp_path, [plane(index, {"RescaleSlope": 1 + index / 2, "RescaleIntercept": -index}) for index in range(3)]
    )
    volume = order(loaded(tmp_path))
    assert [plane.rescale for plane in volume.slices] == [Rescale(1, 0), Rescale(1.5, -1), Rescale(2, -2)]


@pytest.mark.parametrize("slope", ["0", "NaN"])
def test_an_impossible_rescale_is_refused(tmp_path: Path, loaded: Load, slope: str) -> None:
    """A slope of zero or NaN would make a black or random picture."""
    raw = RawDataElement(Tag(0x00281053), "DS", len(slope), slope.encode(), 0, False, True)
    save_all(tmp_path, [plane(0), plane(1, {"RescaleSlope": raw})])
    with pytest.raises(UnreadableError, match=r"File \d: A rescale slope is zero, or .* not a finite"):
        loaded(tmp_path)


def test_monochrome1_is_marked(tmp_path: Path, loaded: Load) -> None:
    """Inversion is a fact of the slice; the stored values stay as they are."""
    save_all(tmp_path, planes(2, {"PhotometricInterpretation": "MONOCHROME1"}))
    series = loaded(tmp_path)
    assert all(plane.inverted for plane in series.slices)


SIGNED = {"PixelRepresentation": 1, "BitsStored": 16, "HighBit": 15}


@pytest.mark.parametrize(
    ("changes", "padding"),
    [
        (
            {
                "PixelPaddingValue": DataElement(0x00280120, "US", 63536),
                "PixelRepresentation": 1,
                "BitsStored": 16,
                "HighBit": 15,
            },
            (-2000, -2000),
        ),
        ({"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 24}, (0, 24)),
        ({"PixelPaddingValue": 4095, "PixelPaddingRangeLimit": 4000}, (4000, 4095)),
    ],
)
def test_padding_as_pixels_hold_it(
    tmp_path: Path, loaded: Load, changes: dict[str, object], padding: tuple[int, int]
) -> None:
    """A value or a range in either direction, also where a signed value was written as an unsigned one."""
    save_all(tmp_path, planes(2, changes))
    assert loaded(tmp_path).slices[0].padding == Padding(*padding)


@pytest.mark.parametrize(("high", "signed"), [(11, 0), (11, 1), (15, 0), (14, 1)])
def test_spare_bits_are_masked(tmp_path: Path, loaded: Load, high: int, signed: int) -> None:
    """Old overlays in unused bits vanish, and signed values extend their sign, wherever the 12 bits lie."""
    values = stored(0).astype(np.int32) - (2048 if signed else 0)
    shift = high - 11
    cells = (values & 0xFFF) << shift
    dirt = np.random.default_rng(1).integers(0, 1 << 16, cells.shape) & ~(0xFFF << shift)
    changes = {
        "HighBit": high,
        "PixelRepresentation": signed,
        "PixelData": ((cells | dirt) & 0xFFFF).astype(np.uint16).tobytes(),
    }
    save_all(tmp_path, planes(1, changes))
    assert np.array_equal(loaded(tmp_path).slices[0].stored, values)


def test_eight_bits(tmp_path: Path, loaded: Load) -> None:
    """Bytes stay bytes; an odd number of them has a pad byte."""
    values = np.arange(15, dtype=np.uint8).reshape(3, 5)
    eight = {"Rows": 3, "Columns": 5, "BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}
    save_all(tmp_path, planes(2, {**eight, "PixelData": values.tobytes() + b"\0"}))
    first = loaded(tmp_path).slices[0].stored
    assert first.dtype == np.uint8
    assert np.array_equal(first, values)


WRONG = {
    "twice the bytes": ({"PixelData": stored(0).tobytes() * 2}, f"should hold {2 * ROWS * COLUMNS} bytes"),
    "too few bytes": ({"PixelData": stored(0).tobytes()[:-2]}, f"should hold {2 * ROWS * COLUMNS} bytes"),
    "rows too small": ({"Rows": ROWS // 2}, f"should hold {ROWS * COLUMNS} bytes"),
    "no rows": ({"Rows": 0}, "has no size"),
    "huge": ({"Rows": 65535, "Columns": 65535}, "more than 4096 rows"),
    "12 bits allocated": ({"BitsAllocated": 12}, "other than 8 or 16 bits"),
    "more bits than room": ({"BitsStored": 17, "HighBit": 16}, "more bits than there is room for"),
    "high bit too low": ({"HighBit": 3}, "more bits than there is room for"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_pixels_are_refused(tmp_path: Path, loaded: Load, wrong: str) -> None:
    """Sizes that do not fit the bytes never invent or cut an image; the file is named by its number."""
    changes, sentence = WRONG[wrong]
    save_all(tmp_path, planes(2, changes))
    with pytest.raises(InputError, match=rf"File \d of 2 .*{sentence}") as caught:
        loaded(tmp_path)
    assert caught.value.exit_code == 3


def test_cut_pixels_are_refused(tmp_path: Path, loaded: Load) -> None:
    """A file that ends within its pixels is refused."""
    path = save_all(tmp_path, planes(3))[1]
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(UnreadableError, match=r"File \d of 3 is cut off in its pixels"):
        loaded(tmp_path)


def test_a_deflated_bomb_is_refused(tmp_path: Path, readers: Readers) -> None:
    """A small file that inflates to half a gigabyte stops at the limit."""
    dataset = plane(0, {"Rows": 4096, "Columns": 4096, "PixelData": bytes(300 << 20)})
    save_all(tmp_path, [dataset], uid.DeflatedExplicitVRLittleEndian)
    with pytest.raises(UnreadableError, match="grows beyond 256 MiB"):
        find(tmp_path, readers).pick()


def test_a_file_that_changes_is_refused(tmp_path: Path, readers: Readers) -> None:
    """Between the scan and the decoding nothing may change."""
    path = save_all(tmp_path, planes(3))[0]
    pick = find(tmp_path, readers).pick()
    path.write_bytes(path.read_bytes() + b"\0\0")
    with pytest.raises(UnreadableError, match=r"File \d of 3 changed"):
        read(pick)
    path.unlink()
    with pytest.raises(UnreadableError, match=r"File \d of 3 can't be read \(no such file"):
        read(pick)


def canary(dataset: Dataset, token: str) -> Dataset:
    """Put a token into every text element that a dataset may have, nested and private ones too."""
    for keyword in ("PatientName", "InstitutionName", "AccessionNumber", "OperatorsName", "PatientComments", "StudyID"):
        setattr(dataset, keyword, f"{token}{keyword[:6]}")
    for keyword in ("SeriesDescription", "StudyDescription", "ProtocolName", "StationName", "ContrastBolusAgent"):
        setattr(dataset, keyword, token)
    dataset.private_block(0x0011, "private", create=True).add_new(1, "PN", f"{token}Private")
    nested = Dataset()
    nested.PatientName = f"{token}Nested"
    dataset.RequestAttributesSequence = [nested]
    return dataset


def test_header_texts_are_kept_apart(tmp_path: Path, readers: Readers) -> None:
    """Identifying texts reach the gate, also nested and private ones, and show nowhere else."""
    save_all(tmp_path, [canary(dataset, "CANARY") for dataset in planes(3)])
    series, identifiers = read(find(tmp_path, readers).pick())
    told = identifiers.reveal()
    assert {"CANARYPatien", "CANARYPrivate", "CANARYNested", "CANARYInstit", "P1", "1.2.3.2"} <= told
    assert "CANARY" not in f"{series!r} {identifiers!r} {series.notes}"
    with pytest.raises(TypeError, match="refuse"):
        pickle.dumps(identifiers)


def test_texts_of_a_second_series_are_complete(tmp_path: Path, readers: Readers) -> None:
    """Readers pass over texts that they told before, but never those of another series."""
    save_all(tmp_path / "1", planes(3))
    save_all(tmp_path / "2", other_series(planes(3), 9))
    found = find(tmp_path, readers)
    first, second, again = (read(found.pick(number))[1].reveal() for number in (1, 2, 1))
    assert {"P1", "Roe^Jane"} <= first & second
    assert again == first


@pytest.mark.parametrize("wrong", [changes for changes, _ in WRONG.values()])
def test_no_header_text_in_errors(tmp_path: Path, loaded: Load, wrong: dict[str, object]) -> None:
    """Whatever goes wrong, no message and no cause of it holds a header text or a name of the user's."""
    save_all(tmp_path / "CANARY", [canary(plane(0, wrong), "CANARY")])
    with pytest.raises(ScrollcastError) as caught:
        loaded(tmp_path / "CANARY")
    error: BaseException | None = caught.value
    while error is not None:
        assert "CANARY" not in f"{error!r} {error}"
        error = error.__cause__ or error.__context__


def test_memory_grows_by_the_stack_and_no_more(tmp_path: Path, readers: Readers) -> None:
    """The main process holds the stored values once, and next to nothing beside them while they arrive."""
    large = {"Rows": 512, "Columns": 512, "PixelData": bytes(512 * 512 * 2)}
    save_all(tmp_path, planes(24, large))
    pick = find(tmp_path, readers).pick()
    tracemalloc.start()
    try:
        series, _ = read(pick)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    stack = sum(plane.stored.nbytes for plane in series.slices)
    assert stack == 24 * 512 * 512 * 2
    assert peak < stack + (2 << 20)
