"""Decompress one image: the only module that imports the codecs; in the reader process only.

python-gdcm (BSD), pyjpegls and pylibjpeg-openjpeg (MIT) come with the default install; none is GPL.
"""

import struct
from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from scrollcast.dicom import words
from scrollcast.dicom.codestream import Codestream, jpeg, jpeg2000
from scrollcast.dicom.header import PixelFormat
from scrollcast.errors import MissingDependencyError, UnreadableError

Cells = NDArray[np.uint8] | NDArray[np.uint16]

_END = b"\xff\xd9"  # EOI, then padding at most
_TAIL = 64
_GDCM_SYNTAXES = {
    "JPEG baseline": "1.2.840.10008.1.2.4.50",
    "JPEG extended": "1.2.840.10008.1.2.4.51",
    "JPEG lossless": "1.2.840.10008.1.2.4.57",
}


def decompress(source: bytes, pixels: PixelFormat) -> Cells:
    """Decode one plane.

    Parameters
    ----------
    source : bytes
        All fragments of the plane.
    pixels : PixelFormat

    Returns
    -------
    ndarray, unsigned, shape (rows, columns)
        Pixel cells as an uncompressed file would hold them, with whatever is in the spare bits.

    Raises
    ------
    UnreadableError
        Where the image is damaged, or of another size than the header says.
    MissingDependencyError
        Where the codec is not installed.
    """
    if pixels.syntax == words.RLE:
        return _rle(source, pixels)
    family = jpeg2000 if pixels.syntax in words.JPEG_2000 else jpeg
    stream = family(source)
    if (stream.rows, stream.columns, stream.samples) != (pixels.rows, pixels.columns, 1):
        raise UnreadableError("holds a compressed image of another size than its header says")
    if not 0 < stream.precision <= pixels.allocated:
        raise UnreadableError("holds a compressed image of more bits than its header says")
    if pixels.syntax in words.JPEG_LS and _END not in source[-_TAIL:]:
        raise UnreadableError("holds a compressed image that is cut off")  # CharLS would look for its end for seconds
    decode = _codec(pixels.syntax)
    try:
        samples = decode(source, pixels, stream)
    except (RuntimeError, ValueError, AttributeError, SystemError) as error:
        raise _damaged() from error
    if samples.size != pixels.rows * pixels.columns:
        raise _damaged()
    cells = samples.astype(np.uint8 if pixels.allocated == 8 else np.uint16, copy=False)
    return cast(Cells, cells.reshape(pixels.rows, pixels.columns))


_Decode = Callable[[bytes, PixelFormat, Codestream], NDArray[Any]]


def _codec(syntax: str) -> _Decode:
    if syntax in words.JPEG_2000:
        return _openjpeg
    return _charls if syntax in words.JPEG_LS else _gdcm


def _openjpeg(source: bytes, _pixels: PixelFormat, stream: Codestream) -> NDArray[Any]:
    try:
        from openjpeg.utils import decode_pixel_data  # noqa: PLC0415 - most series need no codec
    except ImportError as error:
        raise MissingDependencyError("pylibjpeg-openjpeg") from error
    return np.frombuffer(decode_pixel_data(source, version=2), _container(stream.precision))


def _charls(source: bytes, _pixels: PixelFormat, stream: Codestream) -> NDArray[Any]:
    try:
        import jpeg_ls  # noqa: PLC0415
    except ImportError as error:
        raise MissingDependencyError("pyjpegls") from error
    return np.frombuffer(jpeg_ls.decode_pixel_data(source)[0], _container(stream.precision))


def _gdcm(source: bytes, pixels: PixelFormat, stream: Codestream) -> NDArray[Any]:
    try:
        import gdcm  # noqa: PLC0415
    except ImportError as error:
        raise MissingDependencyError("python-gdcm") from error
    fragment, fragments = gdcm.Fragment(), gdcm.SequenceOfFragments.New()
    fragment.SetByteStringValue(source)
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    image = gdcm.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((pixels.columns, pixels.rows, 1))
    image.SetDataElement(element)
    image.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(gdcm.PhotometricInterpretation.MONOCHROME2))
    image.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(_GDCM_SYNTAXES[pixels.syntax])))
    depth = 8 if stream.precision <= 8 else 16
    image.SetPixelFormat(gdcm.PixelFormat(1, depth, stream.precision, stream.precision - 1, 0))
    buffer = image.GetBuffer().encode("utf-8", "surrogateescape")  # GDCM hands bytes over as text
    return np.frombuffer(buffer, _container(stream.precision))


def _damaged() -> UnreadableError:
    return UnreadableError("is damaged: its pixels can't be decompressed")


def _container(precision: int) -> "np.dtype[Any]":
    return np.dtype("<u1" if precision <= 8 else "<u2")


def _rle(source: bytes, pixels: PixelFormat) -> Cells:
    """PS3.5 annex G: one segment for each byte of a cell, the most significant first."""
    size, depth = pixels.rows * pixels.columns, pixels.allocated // 8
    if len(source) < 64:
        raise _damaged()
    count, *offsets = struct.unpack("<16L", source[:64])
    if count != depth:
        raise _damaged()
    ends = [*offsets[1:count], len(source)]
    planes = [_unpack(source[start:end], size) for start, end in zip(offsets[:count], ends, strict=True)]
    cells = np.stack(planes[::-1], axis=-1)
    shape = (pixels.rows, pixels.columns)
    return cells.reshape(shape) if depth == 1 else cells.view("<u2").astype(np.uint16, copy=False).reshape(shape)


def _unpack(segment: bytes, size: int) -> NDArray[np.uint8]:
    """PackBits (PS3.5 G.3.2); exactly `size` bytes, or a pad byte more."""
    out, at, end = bytearray(), 0, len(segment) - 1
    while at < end and len(out) < size:
        head = segment[at]
        if head < 128:
            out += segment[at + 1 : at + head + 2]
            at += head + 2
        elif head > 128:
            out += segment[at + 1 : at + 2] * (257 - head)
            at += 2
        else:
            at += 1
    if len(out) not in {size, size + 1}:
        raise _damaged()
    return np.frombuffer(out, np.uint8, size)
