"""Compress synthetic slices, each syntax with an encoder that is not the decoder's wherever there are two."""

import struct
from io import BytesIO
from pathlib import Path

import jpeg_ls
import numpy as np
from numpy.typing import NDArray
from openjpeg.utils import encode_array
from PIL import Image
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate

from builders.dicom_files import save

LOSSLESS = {
    "RLE": uid.RLELossless,
    "JPEG lossless": uid.JPEGLossless,
    "JPEG lossless, first order": uid.JPEGLosslessSV1,
    "JPEG-LS": uid.JPEGLSLossless,
    "JPEG 2000": uid.JPEG2000Lossless,
}
_HTJ2K = Path(__file__).with_name("stored0.htj2k")  # stored(0) of dicom_files by OpenJPH, 16 bits


def compressed(dataset: Dataset, syntax: str) -> Dataset:
    """The same dataset with its one plane compressed."""
    cells = np.frombuffer(dataset.PixelData, f"<u{dataset.BitsAllocated // 8}").reshape(dataset.Rows, dataset.Columns)
    dataset.PixelData = encapsulate([codestream(cells, dataset, syntax)])
    dataset["PixelData"].VR = "OB"
    return dataset


def codestream(cells: NDArray[np.unsignedinteger], dataset: Dataset, syntax: str) -> bytes:
    """One plane of pixel cells, compressed."""
    match syntax:
        case uid.RLELossless:
            return rle(cells)
        case uid.JPEGLSLossless:
            return bytes(jpeg_ls.encode_array(cells))
        case uid.JPEG2000Lossless:
            spare = dataset.BitsAllocated - dataset.BitsStored
            values = (cells << spare).view(f"i{cells.itemsize}") >> spare if dataset.PixelRepresentation else cells
            return bytes(encode_array(values, bits_stored=dataset.BitsStored, photometric_interpretation=2))
        case uid.JPEGBaseline8Bit:
            return jpeg_baseline(cells)
        case uid.HTJ2KLossless:
            return _HTJ2K.read_bytes()
    return jpeg_lossless(cells, dataset.BitsStored)


def rle(cells: NDArray[np.unsignedinteger]) -> bytes:
    """PackBits of each byte plane, the most significant first, in literal runs (PS3.5 annex G)."""
    planes = cells.astype(f">u{cells.itemsize}").tobytes()
    segments = [_literal(planes[byte :: cells.itemsize]) for byte in range(cells.itemsize)]
    offsets = [64]
    for segment in segments[:-1]:
        offsets.append(offsets[-1] + len(segment))
    return struct.pack("<16L", len(segments), *offsets, *[0] * (15 - len(segments))) + b"".join(segments)


def _literal(data: bytes) -> bytes:
    packed = b"".join(bytes([len(run) - 1]) + run for run in (data[at : at + 128] for at in range(0, len(data), 128)))
    return packed + b"\x80" * (len(packed) % 2)


def jpeg_lossless(cells: NDArray[np.unsignedinteger], precision: int) -> bytes:
    """Process 14 with the first predictor (ITU T.81 annex H): the pixel to the left, above at the start of a row."""
    rows, columns = cells.shape
    values = cells.astype(np.int64)
    predicted = np.empty_like(values)
    predicted[:, 1:], predicted[1:, 0], predicted[0, 0] = values[:, :-1], values[:-1, 0], 1 << (precision - 1)
    bits = "".join(_difference(int(value)) for value in ((values - predicted + 0x8000) % 0x10000 - 0x8000).ravel())
    bits += "1" * (-len(bits) % 8)
    entropy = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    table = b"\xff\xc4" + struct.pack(">HB", 36, 0) + bytes([0, 0, 0, 0, 17, *[0] * 11]) + bytes(range(17))
    frame = b"\xff\xc3" + struct.pack(">HBHHB", 11, precision, rows, columns, 1) + b"\1\x11\0"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0" + b"\1\0\0"
    return b"\xff\xd8" + table + frame + scan + entropy + b"\xff\xd9"


def _difference(value: int) -> str:
    """A category in five bits, then as many bits of the difference (table H.2)."""
    category = 16 if value == -0x8000 else abs(value).bit_length()
    if category in {0, 16}:
        return f"{category:05b}"
    return f"{category:05b}{value if value > 0 else value + (1 << category) - 1:0{category}b}"


def jpeg_baseline(cells: NDArray[np.uint8]) -> bytes:
    """Process 1, by Pillow."""
    buffer = BytesIO()
    Image.fromarray(cells).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def save_compressed(path: Path, dataset: Dataset, syntax: str) -> Path:
    """Compress a dataset and write it."""
    return save(path, compressed(dataset, syntax), syntax)
