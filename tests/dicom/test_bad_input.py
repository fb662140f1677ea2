"""The contract of the loader, row by row: `docs/bad-input.md` says what happens, this makes it happen."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pydicom.sequence import Sequence

from builders.dicom_files import COLUMNS, CORONAL, ROWS, plane, save, stored
from builders.enhanced import enhanced, shuffled
from builders.faults import (
    Make,
    again,
    among,
    archive,
    bare,
    claiming,
    claims,
    cut,
    damaged_deflate,
    deflated,
    directory,
    disguised,
    echoes,
    forbidden,
    garbage,
    hostile,
    lut,
    mixed,
    nested,
    one,
    patients,
    pipe,
    raw,
    series,
    sheared,
    special,
    strangers,
    swapped,
    twins,
    two_series,
    unknown_syntax,
    void,
)
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import ScrollcastError
from scrollcast.model.volume import Ordering, Volume
from scrollcast.rendering import render

TABLE = Path(__file__).parents[2] / "docs" / "bad-input.md"


def rows() -> dict[int, list[str]]:
    """The cells of each row of the table."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
    return {int(line.split("|")[1]): [cell.strip() for cell in line.strip("|\n").split("|")] for line in lines}


TOLD = rows()


@dataclass(frozen=True)
class Refused:
    """A row's input, with the code and the words that the table gives for it."""

    row: int
    make: Make
    code: int
    says: str
    preset: str = "ct-abdomen"


EIGHT = 2 * ROWS * COLUMNS
REFUSED = (
    Refused(1, lambda folder: void(folder.mkdir(exist_ok=True)), 3, "The folder holds no files"),
    Refused(1, lambda folder: folder / "nowhere", 3, "The source is not there"),
    Refused(
        2,
        lambda f: void((f / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))),
        3,
        "export the series as DICOM files",
    ),
    Refused(3, forbidden, 3, "can't be read (permission denied)"),
    Refused(5, pipe, 3, "The source is neither a folder nor a file."),
    Refused(7, lambda folder: archive(folder, bomb=True), 3, "inflates beyond measure"),
    Refused(
        7, lambda folder: archive(folder, encrypted=True), 3, "is an encrypted zip archive; unpack it with its password"
    ),
    Refused(7, lambda folder: archive(folder, kept=40), 3, "is a damaged zip archive"),
    Refused(8, cut(plane(3), 0), 3, "is empty"),
    Refused(8, cut(plane(3), 400), 3, "is damaged or cut off before its pixels"),
    Refused(9, cut(plane(3), -9), 3, "is cut off in its pixels"),
    Refused(10, series({"PixelData": stored(0).tobytes() * 2}), 3, "bytes of pixels for its size, and says otherwise"),
    Refused(11, series({"Rows": 0}), 3, "says that its image has no size, or more than 4096 rows or columns"),
    Refused(11, series({"Columns": None}), 3, "says that its image has no size, or more than 4096 rows or columns"),
    Refused(
        11, series({"Rows": 60000, "Columns": 60000}), 3, "says that its image has no size, or more than 4096 rows"
    ),
    Refused(11, series({"Rows": ROWS // 2}), 3, "bytes of pixels for its size, and says otherwise"),
    Refused(12, series({"NumberOfFrames": 2**31 - 1}), 3, "does not say where each lies"),
    Refused(12, one(enhanced(shuffled(3), {"NumberOfFrames": 4000})), 3, "more or fewer images than it describes"),
    Refused(12, claiming, 3, "is damaged"),
    Refused(13, damaged_deflate, 3, "it can't be inflated"),
    Refused(14, nested, 3, "is damaged: it can't be parsed"),
    Refused(15, lambda folder: void((folder / "x").write_bytes(b"\x10\0\x10\0PN\4\0ABCD" * 50)), 3, "no DICOM files"),
    Refused(
        17, unknown_syntax("1.2.840.10008.1.2.4.100"), 3, "has a transfer syntax that is not supported: MPEG video"
    ),
    Refused(17, unknown_syntax("1.2.3.4.5"), 3, "private or unknown"),
    Refused(20, garbage, 3, "looks nothing like its neighbours, which look like each other"),
    Refused(
        22,
        series({"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3}),
        4,
        "holds colour pictures, which are not shown",
    ),
    Refused(
        22, series({"PhotometricInterpretation": "PALETTE COLOR"}), 4, "holds colour pictures, which are not shown"
    ),
    Refused(
        24, series({"BitsStored": 20, "HighBit": 19}), 3, "says that its pixels have more bits than there is room for"
    ),
    Refused(24, series({"BitsAllocated": 32}), 3, "holds pixels of other than 8 or 16 bits"),
    Refused(
        26, series({"RescaleSlope": 0}), 3, "A rescale slope is zero, or slope or intercept is not a finite number."
    ),
    Refused(
        26,
        series({"RescaleSlope": raw(0x00281053, "DS", b"inf ")}),
        3,
        "A rescale slope is zero, or slope or intercept is not",
    ),
    Refused(31, series({"ImagePositionPatient": None}), 3, "has no usable position or orientation in its header"),
    Refused(
        31,
        series({"ImagePositionPatient": raw(0x00200032, "DS", b"nan\\0\\0 ")}),
        3,
        "has no usable position or orientation",
    ),
    Refused(
        31,
        series({"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]}),
        3,
        "has no usable position or orientation in its header",
    ),
    Refused(31, series({"ImageOrientationPatient": [0] * 6}), 3, "has no usable position or orientation in its header"),
    Refused(32, echoes(""), 2, "choose one with --volume N", "mr-brain"),
    Refused(32, twins, 3, "lie in the same place"),
    Refused(32, claims, 3, "claims to be the same image as file 1, and differs from it"),
    Refused(33, mixed({"ImageOrientationPatient": CORONAL}), 2, "choose one with --volume N"),
    Refused(
        34,
        mixed({"ImagePositionPatient": [-20, -30, 40]}),
        3,
        "one is missing. Export the whole series again, or take --allow-gaps",
    ),
    Refused(35, mixed({"Rows": 8, "PixelData": bytes(16 * COLUMNS)}), 3, "differ in size"),
    Refused(35, mixed({"PixelSpacing": [1, 1]}), 3, "differ in pixel spacing"),
    Refused(36, two_series, 2, "choose one with --series N"),
    Refused(36, patients, 4, "The source holds files of 2 patients"),
    Refused(37, series({}, 1), 3, "One slice is a still"),
    Refused(39, series({"NumberOfFrames": 2, "PixelData": bytes(2 * EIGHT)}), 3, "does not say where each lies"),
    Refused(
        40,
        series({"ImageType": ["ORIGINAL", "PRIMARY", "M", "MOSAIC"]}),
        3,
        "is a Siemens mosaic, with all slices in one picture",
    ),
    Refused(40, echoes("P"), 2, "choose one with --volume N", "mr-brain"),
    Refused(40, series({"SeriesDescription": "Dose Report"}), 4, "is a saved screen, a dose report or a protocol"),
)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, readers: Readers) -> None:
    """Renders take the readers of all tests, and leave them running."""
    monkeypatch.setattr(Readers, "start", lambda: readers)
    monkeypatch.setattr(Readers, "close", lambda _: None)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"row {case.row}")
def test_refused(tmp_path: Path, case: Refused) -> None:
    """The code and the sentence of the table, a sentence without the names of the user's files, and no output."""
    folder = tmp_path / "CANARY"
    folder.mkdir()
    source = case.make(folder) or folder
    with pytest.raises(ScrollcastError) as caught:
        render(source, case.preset, tmp_path / "out.mp4")
    assert caught.value.exit_code == case.code
    assert case.says in str(caught.value)
    assert "CANARY" not in str(caught.value)
    _, _, _, codes, told = TOLD[case.row]
    assert str(case.code) in codes.split(", ")
    assert case.says in told
    assert [path.name for path in tmp_path.iterdir()] == ["CANARY"]


@dataclass(frozen=True)
class Taken:
    """A row's input that loads, with what is said of it and what must be true of the volume."""

    row: int
    make: Make
    notes: tuple[str, ...] = ()
    true: Callable[[Volume], bool] = lambda volume: len(volume.slices) == 3
    by: Ordering = Ordering.POSITION


def same(volume: Volume) -> bool:
    """The values that were written, in order."""
    return all(np.array_equal(plane.stored, stored(index)) for index, plane in enumerate(volume.slices))


TAKEN = (
    Taken(2, among(strangers), ("Files in the source that are not DICOM: 2.",)),
    Taken(4, among(special)),
    Taken(5, among(special)),
    Taken(6, directory, (), same),
    Taken(15, bare, (), same),
    *(Taken(16, disguised(start)) for start in (b"MZ", b"II*\0", b"PK\3\4", b"\x89PNG\r\n\x1a\n", b"%PDF")),
    Taken(18, swapped, (), same),
    Taken(18, deflated, (), same),
    Taken(23, series({"PhotometricInterpretation": "MONOCHROME1"}), (), lambda v: all(p.inverted for p in v.slices)),
    Taken(24, series({"HighBit": 11, "PixelRepresentation": 0}), (), same),
    Taken(25, series({"PixelPaddingValue": 0}), (), lambda v: all(p.padding is not None for p in v.slices)),
    Taken(
        26,
        series({"RescaleSlope": None, "RescaleIntercept": None}),
        ("The header has no rescale: the values may not be Hounsfield units.",),
    ),
    Taken(
        27,
        series({"ModalityLUTSequence": Sequence([lut()])}),
        ("A modality lookup table in the header is not applied.",),
        same,
    ),
    Taken(27, series({"VOILUTSequence": Sequence([lut()])}), (), same),
    *(
        Taken(28, series({"WindowWidth": raw(0x00281051, "DS", width), "WindowCenter": 40}), (), same)
        for width in (b"0 ", b"-100", b"nan ", b"1\\2 ", b"inf ", b"junk")
    ),
    Taken(29, series({"WindowWidth": 1, "WindowCenter": 40}), (), same),
    Taken(30, series({"PixelData": bytes(EIGHT)}), ("Each slice is a single grey: there is nothing to see in it.",)),
    Taken(
        31,
        series({"ImagePositionPatient": None, "PixelSpacing": [1, 1]}),
        ("The slices are sorted by image number",),
        by=Ordering.INSTANCE,
    ),
    Taken(32, again, ("Images that are there more than once, all the same: 1.",), same),
    Taken(33, among(lambda f: save(f / "0", plane(9, {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}))), (), same),
    Taken(34, sheared, ("The slices are tilted by",), lambda volume: 21 < volume.tilt < 22),
    Taken(
        34,
        mixed({"ImagePositionPatient": [-20, -30, 16]}),
        ("The distance between slices varies",),
        lambda v: len(v.steps) == 3,
    ),
    Taken(35, series({"PixelSpacing": [2, 1]}), (), same),
    Taken(35, series({"PixelSpacing": None}), (), lambda volume: volume.slices[0].spacing is None),
    Taken(41, hostile, (), same),
)


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: f"row {case.row}")
def test_taken(tmp_path: Path, readers: Readers, case: Taken) -> None:
    """What loads all the same, with what the table says of it."""
    source = case.make(tmp_path) or tmp_path
    volume = order(read(find(source, readers).pick())[0], case.by)
    assert case.true(volume)
    _, _, _, codes, told = TOLD[case.row]
    assert "0" in codes.split(", ")
    for note in case.notes:
        assert any(note in said for said in volume.notes)
        assert note in told
    assert "CANARY" not in f"{volume!r}{volume.notes}"


ELSEWHERE = {
    19: "tests.dicom.test_syntaxes:test_a_missing_codec_is_named",
    21: "tests.dicom.test_readers:test_a_file_that_ends_its_reader_is_one_clear_error",
    38: "tests.script.test_screenplay:",
    42: "tests.dicom.test_read:test_a_file_that_changes_is_refused",
    51: "tests.dicom.test_readers:test_the_main_process_never_imports_pydicom",
}


def test_every_row_is_tested() -> None:
    """Fifty-one rows, each tagged; each is tested here or where this file or the row itself says."""
    assert sorted(TOLD) == list(range(1, 52))
    here = {case.row for case in (*REFUSED, *TAKEN)}
    assert here | ELSEWHERE.keys() | set(range(43, 51)) == set(TOLD)
    for number, (_, _, tag, codes, told) in TOLD.items():
        assert tag in {"file", "file system", "run time"}
        assert set(codes.split(", ")) <= {"0", "2", "3", "4", "5", "6", "7", "130", "143"}
        if 43 <= number <= 50:
            assert "`tests/" in told


@pytest.mark.parametrize("row", sorted(ELSEWHERE))
def test_tests_that_are_named_exist(row: int) -> None:
    """A row that is tested elsewhere says where, and it is there."""
    module, _, name = ELSEWHERE[row].partition(":")
    text = (TABLE.parents[1] / Path(*module.split("."))).with_suffix(".py").read_text("utf-8")
    assert f"def {name}" in text


def test_tests_that_the_table_names_exist() -> None:
    """The same for those that rows name themselves."""
    for number in range(43, 51):
        file = ""
        for path, name in re.findall(r"`(tests/[\w/.]+)?(?:::(\w+))?`", TOLD[number][4]):
            file = path or file
            text = (TABLE.parents[1] / file).read_text("utf-8")
            assert not name or f"def {name}(" in text
