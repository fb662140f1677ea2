"""Find a DICOM dataset in a file and stop before its pixels; runs in the reader process only."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from pydicom import config
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag

from scrollcast.dicom import words
from scrollcast.errors import UnreadableError

config.settings.reading_validation_mode = config.IGNORE  # values are checked where they are used

INFLATED = 256 << 20  # most bytes that a deflated dataset may grow to
_PREAMBLE = 128
_FIRST_PIXELS, _LAST_PIXELS = 0x7FE00008, 0x7FE00010  # float, double and integer pixels: PS3.6
_UNDEFINED = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class PixelElement:
    """Where the pixels lie in a stream.

    Attributes
    ----------
    offset : int
        Of the first byte.
    length : int or None
        In bytes; None for encapsulated pixels.
    integer : bool
        False for floating-point pixels.
    words : bool
        True where bytes were written as 16-bit words (VR OW).
    """

    offset: int
    length: int | None
    integer: bool
    words: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A dataset without its pixels, the stream to read these from, and its transfer syntax in our own words."""

    dataset: Dataset
    stream: BinaryIO
    syntax: str
    pixels: PixelElement | None


def sniff(start: bytes) -> str | None:
    """What the first bytes of a file say: ``DICOM``, another type that we know, or None.

    Without a preamble, a file is taken for DICOM only where it starts with an element of group 8 or 2 with a
    plausible length: old exports have neither preamble nor meta information (PS3.10 7.1).
    """
    if start[_PREAMBLE : _PREAMBLE + 4] == b"DICM":
        return "DICOM"
    for offset, signature, word in words.SIGNATURES:
        if start[offset : offset + len(signature)] == signature:
            return word
    explicit = start[4:6].isalpha() and start[4:6].isupper()
    implicit = start[6:8] == b"\0\0"
    if start[:2] in {b"\x08\0", b"\x02\0"} and start[3:4] == b"\0" and (explicit or implicit):
        return "DICOM"
    return None


def parse(file: BinaryIO) -> Parsed:
    """Read a dataset up to its pixels.

    Raises
    ------
    UnreadableError
        Where a deflated dataset is damaged or grows beyond all measure.
    """
    file.seek(_PREAMBLE)
    if file.read(4) != b"DICM":
        file.seek(0)
    meta = read_dataset(file, False, True, stop_when=lambda tag, _vr, _length: tag >> 16 != 2)  # always explicit
    syntax = _syntax(meta, file)
    stream = _inflate(file) if syntax == words.DEFLATED else file
    found: list[PixelElement] = []

    def at_pixels(tag: BaseTag, vr: str | None, length: int) -> bool:
        number = int(tag)  # comparing tags as such is slow
        if _FIRST_PIXELS <= number <= _LAST_PIXELS:
            known = None if length == _UNDEFINED else length
            found.append(PixelElement(stream.tell(), known, number == _LAST_PIXELS, vr != "OB"))
        return number >= _FIRST_PIXELS

    dataset = read_dataset(stream, syntax == words.IMPLICIT, syntax != words.BIG, stop_when=at_pixels)
    return Parsed(dataset, stream, syntax, found[-1] if found else None)


def _syntax(meta: Dataset, file: BinaryIO) -> str:
    if 0x00020010 in meta:
        return words.SYNTAXES.get(str(meta[0x00020010].value), words.UNKNOWN_SYNTAX)
    start = file.read(6)
    file.seek(-len(start), 1)
    return words.EXPLICIT if start[4:6].isalpha() else words.IMPLICIT


def _inflate(file: BinaryIO) -> BytesIO:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)  # PS3.5 A.5
    try:
        data = inflater.decompress(file.read(), INFLATED)
    except zlib.error as error:
        raise UnreadableError("is damaged: it can't be inflated") from error
    if inflater.unconsumed_tail:
        raise UnreadableError("grows beyond 256 MiB when inflated")
    return BytesIO(data)
