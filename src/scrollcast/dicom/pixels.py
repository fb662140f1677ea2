"""Stored values out of a file: exactly the right number of bytes, spare bits masked; in the reader process only."""

from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from scrollcast.dicom import words
from scrollcast.dicom.header import Header
from scrollcast.dicom.parse import Parsed
from scrollcast.errors import InputError, UnreadableError
from scrollcast.model.series import Stored

Cells = NDArray[np.uint8] | NDArray[np.uint16]


def decode(parsed: Parsed, header: Header) -> Stored:
    """Stored values of a single-frame image.

    Returns
    -------
    ndarray, shape (rows, columns), 8 or 16 bit integer
        Sign-extended from BitsStored; bits outside of HighBit..HighBit-BitsStored+1 are masked (old overlays).

    Raises
    ------
    UnreadableError
        Where the pixels are missing, too few, too many, damaged, or described in a way that can't be right.
    """
    header.check()
    if parsed.pixels is None or not parsed.pixels.integer:
        raise UnreadableError("holds no pixels, or is cut off before them")
    if header.syntax not in words.NATIVE:
        raise InputError(f"is compressed ({header.syntax}), which is not supported")
    return masked(_native(parsed, header), header)


def masked(raw: Cells, header: Header) -> Stored:
    """Bits HighBit down to HighBit - BitsStored + 1 of each pixel, sign-extended (PS3.5 8.1.1).

    Parameters
    ----------
    raw : ndarray, unsigned, shape (rows, columns)
        Pixel cells, changed in place where bits have to move.
    """
    left, right = header.allocated - 1 - header.high, header.allocated - header.stored
    if left:
        np.left_shift(raw, left, out=raw)
    stored = _signed(raw) if header.signed else raw
    if right:
        np.right_shift(stored, right, out=stored)
    return stored


def _signed(raw: Cells) -> NDArray[np.int8] | NDArray[np.int16]:
    return raw.view(np.int8) if raw.dtype.itemsize == 1 else raw.view(np.int16)


def _native(parsed: Parsed, header: Header) -> Cells:
    element = parsed.pixels
    size = header.rows * header.columns * header.allocated // 8
    if element is None or element.length is None or element.length not in {size, size + size % 2}:
        raise UnreadableError(f"should hold {size} bytes of pixels for its rows and columns, and says otherwise")
    buffer = bytearray(size)
    parsed.stream.seek(element.offset)
    if _fill(parsed.stream, buffer) != size:
        raise UnreadableError("is cut off in its pixels")
    if header.allocated == 8:
        return np.frombuffer(buffer, np.uint8).reshape(header.rows, header.columns)
    cells = np.frombuffer(buffer, ">u2" if header.syntax == words.BIG else "<u2").astype(np.uint16, copy=False)
    return cells.reshape(header.rows, header.columns)


def _fill(stream: BinaryIO, buffer: bytearray) -> int:
    view, filled = memoryview(buffer), 0
    while filled < len(buffer):
        more = stream.readinto(view[filled:])  # type: ignore[attr-defined]
        if not more:
            break
        filled += more
    return filled
