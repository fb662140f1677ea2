"""Stored values out of a file: exactly the right number of bytes, spare bits masked; in the reader process only."""

from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray
from pydicom.encaps import get_frame

from scrollcast.dicom import words
from scrollcast.dicom.codecs import Cells, decompress
from scrollcast.dicom.header import PixelFormat
from scrollcast.dicom.parse import Parsed, PixelElement
from scrollcast.dicom.values import MALFORMED
from scrollcast.errors import InputError, UnreadableError

if TYPE_CHECKING:
    from scrollcast.model.series import Stored

_OFFSETS, _LENGTHS = 0x7FE00001, 0x7FE00002  # the extended offset table, PS3.3 C.7.6.3.1.8


def decode(parsed: Parsed, pixels: PixelFormat, item: int) -> "Stored":
    """Stored values of one plane.

    Returns
    -------
    ndarray, shape (rows, columns), 8 or 16 bit integer
        Sign-extended from BitsStored; bits outside of HighBit..HighBit-BitsStored+1 are masked (old overlays).

    Raises
    ------
    UnreadableError
        Where the pixels are missing, too few, too many, damaged, or described in a way that can't be right.
    InputError, MissingDependencyError
        Where they are of a kind that is not supported, or a codec is not installed.
    """
    pixels.check()
    element = parsed.pixels
    if element is None or not element.integer:
        raise UnreadableError("holds no pixels, or is cut off before them")
    if pixels.syntax in words.NATIVE:
        return masked(_native(parsed.stream, element, pixels, item), pixels)
    if pixels.syntax not in words.COMPRESSED:
        raise InputError(f"has a transfer syntax that is not supported: {pixels.syntax}")
    if element.length is not None:
        raise UnreadableError("says that it is compressed, and is not")
    return masked(decompress(_encapsulated(parsed, element, pixels, item), pixels), pixels)


def content(parsed: Parsed, pixels: PixelFormat) -> str:
    """A digest of all pixels as they lie in the file, to tell whether two files hold the same image."""
    element = parsed.pixels
    if element is None:
        return ""
    parsed.stream.seek(element.offset)
    size = -1 if element.length is None else element.length
    return blake2b(repr(pixels).encode() + parsed.stream.read(size), digest_size=16).hexdigest()


def masked(raw: Cells, pixels: PixelFormat) -> "Stored":
    """Bits HighBit down to HighBit - BitsStored + 1 of each pixel, sign-extended (PS3.5 8.1.1).

    Parameters
    ----------
    raw : ndarray, unsigned, shape (rows, columns)
        Pixel cells, changed in place where bits have to move and it may be written to.
    """
    left, right = pixels.allocated - 1 - pixels.high, pixels.allocated - pixels.stored
    if (left or right) and not raw.flags.writeable:
        raw = raw.copy()
    if left:
        np.left_shift(raw, left, out=raw)
    stored = _signed(raw) if pixels.signed else raw
    if right:
        np.right_shift(stored, right, out=stored)
    return stored


def _signed(raw: Cells) -> NDArray[np.int8] | NDArray[np.int16]:
    return raw.view(np.int8) if raw.dtype.itemsize == 1 else raw.view(np.int16)


def _native(stream: BinaryIO, element: PixelElement, pixels: PixelFormat, item: int) -> Cells:
    size = pixels.bytes * pixels.items
    if element.length not in {size, size + size % 2}:
        raise UnreadableError(f"should hold {size} bytes of pixels for its size, and says otherwise")
    buffer = bytearray(pixels.bytes)
    stream.seek(element.offset + item * pixels.bytes)
    if _fill(stream, buffer) != pixels.bytes:
        raise UnreadableError("is cut off in its pixels")
    shape = (pixels.rows, pixels.columns)
    if pixels.allocated == 8:
        bytes_ = np.frombuffer(buffer, np.uint8)
        return (_swapped(bytes_) if pixels.syntax == words.BIG and element.words else bytes_).reshape(shape)
    cells = np.frombuffer(buffer, ">u2" if pixels.syntax == words.BIG else "<u2")
    return cast(Cells, cells.astype(np.uint16, copy=False).reshape(shape))


def _swapped(bytes_: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bytes that were written as big-endian words (PS3.5 8.1.2 and annex A.3)."""
    if bytes_.size % 2:
        raise InputError("holds an odd number of pixels in big-endian words, which is not supported")
    return bytes_.reshape(-1, 2)[:, ::-1].copy()


def _fill(stream: BinaryIO, buffer: bytearray) -> int:
    view, filled = memoryview(buffer), 0
    while filled < len(buffer):
        more = stream.readinto(view[filled:])  # type: ignore[attr-defined]
        if not more:
            break
        filled += more
    return filled


def _encapsulated(parsed: Parsed, element: PixelElement, pixels: PixelFormat, item: int) -> bytes:
    """All fragments of one plane (PS3.5 A.4)."""
    dataset = parsed.dataset
    extended = None
    if _OFFSETS in dataset and _LENGTHS in dataset:
        extended = (dataset[_OFFSETS].value, dataset[_LENGTHS].value)
    parsed.stream.seek(element.offset)
    try:
        return get_frame(parsed.stream, item, extended_offsets=extended, number_of_frames=pixels.items)
    except (*MALFORMED, EOFError) as error:
        raise UnreadableError("is damaged: its compressed pixels are incomplete") from error
