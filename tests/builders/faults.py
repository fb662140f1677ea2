"""Sources with something wrong in them, one function a fault; each fills a folder, or returns the source."""

import os
import socket
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.tag import Tag

from builders.dicom_files import COLUMNS, MR, ROWS, other_series, plane, planes, save, save_all, stored
from builders.enhanced import enhanced

Make = Callable[[Path], Path | None]


def series(changes: dict[str, object], count: int = 3) -> Make:
    """A folder with one series, all its slices changed."""
    return lambda folder: void(save_all(folder, planes(count, changes)))


def void(_: object) -> None:
    """The source is the folder itself."""


def cut(dataset: Dataset, kept: int, syntax: str = uid.ExplicitVRLittleEndian) -> Make:
    """Three slices, and a fourth of which only the first bytes are left."""

    def make(folder: Path) -> None:
        save_all(folder / "1", planes(3))
        path = save(folder / "2", dataset, syntax)
        path.write_bytes(path.read_bytes()[:kept])

    return make


def raw(tag: int, vr: str, value: bytes) -> RawDataElement:
    """An element as it lies in a file, legal or not."""
    return RawDataElement(Tag(tag), vr, len(value), value, 0, False, True)


def nested(folder: Path) -> None:
    """Two thousand sequences, each in the other, as bytes: writers would not write them."""
    path = save(folder / "1", plane(0))
    deep = b"\x08\0\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\0\xe0\xff\xff\xff\xff" * 2000
    data = path.read_bytes()
    at = data.index(b"\x08\0\x60\0CS")  # Modality
    path.write_bytes(data[:at] + deep + data[at:])


def claiming(folder: Path) -> None:
    """A text that says it is four gigabytes long."""
    path = save(folder / "1", plane(0, {"PatientComments": None, "ImageComments": None}))
    data = path.read_bytes()
    at = data.index(b"\x28\0\x02\0US")  # before the pixels
    path.write_bytes(data[:at] + b"\x20\0\x00\x40UT\0\0" + struct.pack("<I", 0xFFFFFFF0) + data[at:])


def damaged_deflate(folder: Path) -> None:
    """A deflated dataset that begins with a block of no type."""
    path = save(folder / "1", plane(0), uid.DeflatedExplicitVRLittleEndian)
    data = bytearray(path.read_bytes())
    start = 144 + int.from_bytes(data[140:144], "little")  # after the meta information
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)


def archive(folder: Path, encrypted: bool = False, bomb: bool = False, kept: int | None = None) -> Path:
    """A zip archive with something wrong in it."""
    path = folder / "source.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", bytes(65 << 20) if bomb else b"text")
    data = bytearray(path.read_bytes())
    if encrypted:
        data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data[:kept])
    return path


def forbidden(folder: Path) -> None:
    """A file that only its owner may read; root reads all, so that the mode is not enough there."""
    save_all(folder, planes(2))
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    (folder / "00").chmod(0)


def garbage(folder: Path) -> None:
    """Eight slices alike, and one of random pixels among them."""
    smooth = np.full((ROWS, COLUMNS), 1000, np.uint16)
    smooth[8:28, 8:28] = 1100
    for index in range(9):
        pixels = smooth + index if index != 4 else stored(4)
        save(folder / str(index), plane(index, {"PixelData": pixels.astype(np.uint16).tobytes()}))


def claims(folder: Path) -> None:
    """Two images of one UID that differ."""
    save(folder / "1", plane(0))
    save(folder / "2", plane(0, {"PixelData": stored(1).tobytes()}))


def twins(folder: Path) -> None:
    """Two images in one place, of different UIDs, with nothing that tells them apart."""
    save_all(folder, [*planes(3), plane(5, {"ImagePositionPatient": [-20, -30, 5]})])


def echoes(component: str) -> Make:
    """A series in two volumes."""
    facts = [{"EchoTime": 5}, {"EchoTime": 10}]
    if component:
        facts = [{"ImageType": ["ORIGINAL", "PRIMARY", part]} for part in ("M", component)]
    base = {"SOPClassUID": MR, "Modality": "MR", "RescaleIntercept": 0}

    def make(folder: Path) -> None:
        for number, each in enumerate(facts):
            for index in range(3):
                changes = {**base, **each, "SOPInstanceUID": f"1.2.9.{number}.{index}"}
                save(folder / f"{number}{index}", plane(index, changes))

    return make


def mixed(changes: dict[str, object]) -> Make:
    """A series of which the last slice is different."""
    return lambda folder: void(save_all(folder, [*planes(3), plane(3, changes)]))


def patients(folder: Path) -> None:
    """Two series of two patients."""
    save_all(folder / "1", planes(2))
    save_all(folder / "2", other_series(planes(2, {"PatientID": "P2"}), 2))


def two_series(folder: Path) -> None:
    """Two series that fit."""
    save_all(folder / "1", planes(2))
    save_all(folder / "2", other_series(planes(2), 2))


def unknown_syntax(syntax: str) -> Make:
    """Encapsulated bytes under a transfer syntax."""

    def make(folder: Path) -> None:
        save(folder / "1", plane(0, {"PixelData": encapsulate([bytes(64)])}), syntax)

    return make


def one(dataset: Dataset) -> Make:
    """A folder with one file."""
    return lambda folder: void(save(folder / "1", dataset))


def pipe(folder: Path) -> Path:
    """A named pipe as the source."""
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def among(extra: Callable[[Path], object]) -> Make:
    """Three slices in a folder beside something else."""

    def make(folder: Path) -> None:
        save_all(folder / "series", planes(3))
        extra(folder)

    return make


def strangers(folder: Path) -> None:
    """A text and a picture."""
    (folder / "notes").write_text("hello")
    (folder / "picture").write_bytes(b"\xff\xd8\xff" + bytes(600))


def special(folder: Path) -> None:
    """A pipe, a socket, and links out of the source and in circles."""
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(folder / "door"))
    (folder / "out").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "zero").symlink_to("/dev/zero")


def directory(folder: Path) -> Path:
    """A DICOMDIR that names a file elsewhere."""
    save_all(folder / "IMAGES", planes(3))
    record = Dataset()
    record[0x00041500] = raw(0x00041500, "CS", b"..\\..\\etc\\passwd")
    listing = Dataset()
    listing.SOPClassUID, listing.SOPInstanceUID = uid.MediaStorageDirectoryStorage, "1.2.3.9"
    listing.DirectoryRecordSequence = Sequence([record])
    return save(folder / "DICOMDIR", listing)


def bare(folder: Path) -> None:
    """Datasets without preamble and meta information."""
    for index in range(3):
        path = save(folder / str(index), plane(index), uid.ImplicitVRLittleEndian)
        data = path.read_bytes()
        path.write_bytes(data[data.index(b"\x08\0\x08\0") :])


def disguised(start: bytes) -> Make:
    """DICOM files whose preamble is that of another format."""

    def make(folder: Path) -> Path:
        path = save(folder / "1", enhanced([0, 5, 10]))
        path.write_bytes(start.ljust(128, b"\0") + path.read_bytes()[128:])
        return path

    return make


def swapped(folder: Path) -> None:
    """Big-endian files."""
    datasets = planes(3)
    for index, dataset in enumerate(datasets):
        dataset.PixelData = stored(index).byteswap().tobytes()
    save_all(folder, datasets, uid.ExplicitVRBigEndian)


def deflated(folder: Path) -> None:
    """Deflated files."""
    save_all(folder, planes(3), uid.DeflatedExplicitVRLittleEndian)


def again(folder: Path) -> None:
    """One image is there twice, the same."""
    save_all(folder / "1", planes(3))
    save(folder / "2", plane(1))


def lut() -> Dataset:
    """A lookup table whose length is a lie."""
    table = Dataset()
    table.LUTDescriptor = [65535, 0, 16]
    table.add_new(0x00283006, "US", [1, 2, 3])
    return table


def sheared(folder: Path) -> None:
    """A tilted gantry."""
    save_all(folder, [plane(index, {"ImagePositionPatient": [0, 2 * index, 5 * index]}) for index in range(3)])


def hostile(folder: Path) -> None:
    """Texts with escapes, bidi marks, NUL, a megabyte of them, a date that is none, and an unknown character set."""
    plain = {
        "SpecificCharacterSet": "ISO_IR 100",
        "PatientName": "A" * 15,
        "SeriesDescription": "B" * 17,
        "StudyDate": "20200101",
        "SeriesInstanceUID": "1.2.3.4.5.6.7.8",
        "DerivationDescription": DataElement(0x00082111, "UT", "CANARY " * 150_000),
    }
    changes = {
        b"ISO_IR 100": b"ISO_IR 999",
        b"A" * 15: b"\x1b[31mCANARY\x07\xe2\x80\xae",
        b"B" * 17: b"\x1b]0;CANARY\x07\0\xff\xfe\x9b2J",
        b"20200101": b"99999999",
        b"1.2.3.4.5.6.7.8": b"CANARY\\..\\..\\x\0",
    }
    for path in save_all(folder, planes(3, plain)):
        data = path.read_bytes()
        for text, other in changes.items():
            assert len(text) == len(other)
            data = data.replace(text, other)
        path.write_bytes(data)
