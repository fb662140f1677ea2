"""What a compressed image says of its own size, read before any codec sees it: a bomb is refused unopened."""

import struct
from dataclasses import dataclass

from scrollcast.errors import UnreadableError

_SOI = b"\xff\xd8"
_START_OF_FRAME = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}  # ITU T.81 table B.1, T.87
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_SOC_SIZ = b"\xff\x4f\xff\x51"  # ISO 15444-1 A.4.1, A.5.1
_JP2_HEADER = 4096


@dataclass(frozen=True, slots=True)
class Codestream:
    """Rows, columns, bits of a sample, and samples of a pixel."""

    rows: int
    columns: int
    precision: int
    samples: int


def jpeg(source: bytes) -> Codestream:
    """Read the frame header of a JPEG or JPEG-LS image.

    Raises
    ------
    UnreadableError
        Where there is none.
    """
    at = 2 if source.startswith(_SOI) else len(source)
    while at + 4 <= len(source) and source[at] == 0xFF:
        marker = source[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _START_OF_FRAME and at + 10 <= len(source):
            precision, rows, columns, samples = struct.unpack(">BHHB", source[at + 4 : at + 10])
            return Codestream(rows, columns, precision, samples)
        at += 2 + int.from_bytes(source[at + 2 : at + 4], "big")
    raise UnreadableError("holds a damaged JPEG image")


def jpeg2000(source: bytes) -> Codestream:
    """Read the SIZ segment of a JPEG 2000 or HTJ2K image, with or without the JP2 boxes around it.

    Raises
    ------
    UnreadableError
        Where there is none.
    """
    at = source.find(_SOC_SIZ, 0, _JP2_HEADER)
    if at < 0 or at + 43 > len(source):
        raise UnreadableError("holds a damaged JPEG 2000 image")
    width, height, left, top = struct.unpack(">IIII", source[at + 8 : at + 24])
    samples, depth = struct.unpack(">HB", source[at + 40 : at + 43])
    return Codestream(height - top, width - left, (depth & 0x7F) + 1, samples)
