"""What the loader refuses: an input for each row of `docs/bad-input.md` that ends in an error."""

from dataclasses import dataclass

from builders.dicom_files import COLUMNS, CORONAL, ROWS, plane, stored
from builders.enhanced import enhanced, shuffled
from builders.faults import (
    Make,
    archive,
    claiming,
    claims,
    cut,
    damaged_deflate,
    echoes,
    forbidden,
    garbage,
    mixed,
    nested,
    one,
    patients,
    pipe,
    raw,
    series,
    twins,
    two_series,
    unknown_syntax,
    void,
)


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
