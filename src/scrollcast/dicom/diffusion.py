"""The b-value of a diffusion image: the public element, or where the makers kept it before there was one."""

import math
import struct

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from scrollcast.dicom.values import MALFORMED, number, texts

_PRIVATE = (  # group, private creator, element
    (0x0019, "SIEMENS MR HEADER", 0x0C),
    (0x0043, "GEMS_PARM_01", 0x39),
    (0x2001, "Philips Imaging DD 001", 0x03),
)
_GE_OFFSET = 1e9  # GE adds it where the value was corrected


def b_value(dataset: Dataset) -> float | None:
    """s/mm2; None where the image is no diffusion image, or does not say."""
    public = number(dataset, "DiffusionBValue")
    if public is not None or "EP" not in texts(dataset, "ScanningSequence"):
        return public
    for group, creator, element in _PRIVATE:
        try:
            value = _number(dataset.private_block(group, creator)[element].value)
        except MALFORMED:
            continue
        if value is not None:
            return value % _GE_OFFSET
    return None


def _number(value: object) -> float | None:
    """A number as it lies in an element whose type the reader may not know."""
    if isinstance(value, bytes):
        text = value.strip(b" \0")
        if text.replace(b"\\", b"").replace(b".", b"").isdigit():
            return float(text.split(b"\\")[0])
        formats = {4: "<f", 8: "<d"}
        return _finite(struct.unpack(formats[len(value)], value)[0]) if len(value) in formats else None
    first = value[0] if isinstance(value, MultiValue) else value
    return _finite(float(first)) if isinstance(first, str | int | float) else None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) and value >= 0 else None
