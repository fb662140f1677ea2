"""Write a synthetic CT or MR series as real DICOM files, element by element: a demo needs no pydicom to be made.

Explicit VR little endian (PS3.5 A.2), CT and MR Image Storage with the modules that PS3.3 A.3.3 and A.4.3 ask for.
"""

import hashlib
import struct
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import OutputError
from scrollcast.model.geometry import Spacing, Vector

_CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2"
_MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4"
_EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
_LONG_VRS = {"OB", "OW"}  # 32-bit length after two reserved bytes (PS3.5 7.1.2)

_Element = tuple[int, str, str | int | bytes]


class _Scan(NamedTuple):
    """What CT and MR differ in: the SOP class, and how the scanner went about it."""

    storage: str
    acquisition: list[_Element]


_EITHER: list[_Element] = [
    (0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL"),
    (0x00080070, "LO", "scrollcast"),
    (0x00185100, "CS", "HFS"),
    (0x00200012, "IS", "1"),
    (0x00280301, "CS", "NO"),
]
_CT = _Scan(
    _CT_IMAGE_STORAGE,
    [
        *_EITHER,
        (0x00080060, "CS", "CT"),
        (0x00180060, "DS", "120"),
        (0x00181210, "SH", "STANDARD"),
        (0x00281052, "DS", "0"),
        (0x00281053, "DS", "1"),
        (0x00281054, "LO", "HU"),
    ],
)
_MR = _Scan(
    _MR_IMAGE_STORAGE,
    [
        *_EITHER,
        (0x00080060, "CS", "MR"),
        (0x00180015, "CS", "ABDOMEN"),
        (0x00180020, "CS", "SE"),
        (0x00180021, "CS", "SK"),
        (0x00180022, "CS", ""),
        (0x00180023, "CS", "2D"),
        (0x00180080, "DS", "3500"),
        (0x00180081, "DS", "90"),
        (0x00180091, "IS", "16"),
    ],
)


def write_series(
    folder: Path, stack: NDArray[np.int16], spacing: Spacing, step: float, origin: Vector
) -> tuple[Path, ...]:
    """Write an axial CT stack as one file a slice, ``img0001`` upwards.

    The same stack gives the same bytes: UIDs come from a digest of the pixels.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    stack : ndarray, shape (slices, rows, columns), int16
        HU.
    spacing : Spacing
        Between pixel centres, mm.
    step : float
        From each slice to the next, towards the head, mm.
    origin : tuple of 3 floats
        Centre of pixel (0, 0, 0), mm LPS.

    Returns
    -------
    tuple of Path
        In the order of the stack.

    Raises
    ------
    OutputError
        Where a file exists already or can't be written.
    """
    return _write((folder, _CT), stack, spacing, step, origin)


def write_mr_series(
    folder: Path, stack: NDArray[np.int16], spacing: Spacing, step: float, origin: Vector
) -> tuple[Path, ...]:
    """Write an axial T2-weighted MR stack; everything else as in `write_series`."""
    return _write((folder, _MR), stack, spacing, step, origin)


def _write(
    where: tuple[Path, _Scan], stack: NDArray[np.int16], spacing: Spacing, step: float, origin: Vector
) -> tuple[Path, ...]:
    folder, scan = where
    digest = hashlib.sha256(np.ascontiguousarray(stack).data).hexdigest()
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for index, plane in enumerate(stack):
            position = (origin[0], origin[1], origin[2] + index * step)
            path = folder / f"img{index + 1:04d}"
            with path.open("xb") as file:
                file.write(_file(plane, (digest, scan), index, _geometry(position, spacing, step)))
            paths.append(path)
    except OSError as error:
        raise OutputError(f"The synthetic series can't be written: {error.strerror or 'the disk refused'}.") from error
    return tuple(paths)


def _file(plane: NDArray[np.int16], of: tuple[str, _Scan], index: int, geometry: list[_Element]) -> bytes:
    digest, scan = of
    instance = _uid(digest, f"image {index}")
    meta = _join(
        [
            (0x00020001, "OB", b"\0\1"),
            (0x00020002, "UI", scan.storage),
            (0x00020003, "UI", instance),
            (0x00020010, "UI", _EXPLICIT_LITTLE_ENDIAN),
            (0x00020012, "UI", _uid("scrollcast", "implementation")),
        ]
    )
    named = [(0x00080016, "UI", scan.storage), *_identity(digest, index, instance)]
    body = [*named, *scan.acquisition, *geometry, *_pixels(plane)]
    return b"\0" * 128 + b"DICM" + _encode((0x00020000, "UL", len(meta))) + meta + _join(body)


def _identity(digest: str, index: int, instance: str) -> list[_Element]:
    return [
        (0x00080018, "UI", instance),
        (0x00080020, "DA", ""),
        (0x00080030, "TM", ""),
        (0x00080050, "SH", ""),
        (0x00080090, "PN", ""),
        (0x00100010, "PN", ""),
        (0x00100020, "LO", "SYN0001"),
        (0x00100030, "DA", ""),
        (0x00100040, "CS", ""),
        (0x0020000D, "UI", _uid(digest, "study")),
        (0x0020000E, "UI", _uid(digest, "series")),
        (0x00200010, "SH", ""),
        (0x00200011, "IS", "1"),
        (0x00200013, "IS", str(index + 1)),
        (0x00200052, "UI", _uid(digest, "frame of reference")),
        (0x00201040, "LO", ""),
    ]


def _geometry(position: Vector, spacing: Spacing, step: float) -> list[_Element]:
    return [
        (0x00180050, "DS", _decimal(abs(step))),
        (0x00200032, "DS", _decimal(*position)),
        (0x00200037, "DS", _decimal(1, 0, 0, 0, 1, 0)),
        (0x00280030, "DS", _decimal(*spacing)),
    ]


def _pixels(plane: NDArray[np.int16]) -> list[_Element]:
    rows, columns = plane.shape
    return [
        (0x00280002, "US", 1),
        (0x00280004, "CS", "MONOCHROME2"),
        (0x00280010, "US", rows),
        (0x00280011, "US", columns),
        (0x00280100, "US", 16),
        (0x00280101, "US", 16),
        (0x00280102, "US", 15),
        (0x00280103, "US", 1),
        (0x7FE00010, "OW", plane.astype("<i2").tobytes()),
    ]


def _join(elements: list[_Element]) -> bytes:
    return b"".join(map(_encode, sorted(elements)))


def _encode(element: _Element) -> bytes:
    tag, vr, value = element
    match value:
        case str():
            raw = value.encode("ascii")
            raw += (b"\0" if vr == "UI" else b" ") * (len(raw) % 2)  # values have even length (PS3.5 7.1.1)
        case int():
            raw = struct.pack("<H" if vr == "US" else "<I", value)
        case bytes():
            raw = value
    head = struct.pack("<HH2s", tag >> 16, tag & 0xFFFF, vr.encode("ascii"))
    return head + (struct.pack("<HI", 0, len(raw)) if vr in _LONG_VRS else struct.pack("<H", len(raw))) + raw


def _decimal(*numbers: float) -> str:
    return "\\".join(f"{number:.9g}" for number in numbers)  # a decimal string has at most 16 characters (PS3.5 6.2)


def _uid(digest: str, part: str) -> str:
    return f"2.25.{uuid5(NAMESPACE_OID, f'{digest}/{part}').int}"  # PS3.5 B.2
