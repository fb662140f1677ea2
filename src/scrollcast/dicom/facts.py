"""Dataset to Header: the facts that scrollcast needs of a file, without its texts; in the reader process only."""

import math
from hashlib import blake2b
from typing import Any

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from scrollcast.dicom import words
from scrollcast.dicom.header import Header, PlaneHeader
from scrollcast.dicom.parse import Parsed

# What pydicom raises on values that are no values; anything else ends the reader process, which is an error as well.
MALFORMED = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, NotImplementedError, RecursionError)

_CAPTURED = (
    "ConversionType",
    "SecondaryCaptureDeviceID",
    "SecondaryCaptureDeviceManufacturer",
    "SecondaryCaptureDeviceManufacturerModelName",
    "SecondaryCaptureDeviceSoftwareVersions",
)
_DESCRIPTIONS = ("SeriesDescription", "StudyDescription", "ProtocolName", "ImageComments")


def describe(parsed: Parsed) -> Header:
    """Gather the facts of one file."""
    dataset = parsed.dataset
    photometric = text(dataset, "PhotometricInterpretation")
    modality = text(dataset, "Modality")
    signed = whole(dataset, "PixelRepresentation") == 1
    return Header(
        study=digest(text(dataset, "StudyInstanceUID")),
        series=digest(text(dataset, "SeriesInstanceUID")),
        instance=digest(text(dataset, "SOPInstanceUID")),
        patient=digest(text(dataset, "PatientID") or text(dataset, "PatientName")),
        storage=words.STORAGE.get(text(dataset, "SOPClassUID"), words.UNKNOWN_OBJECT),
        modality=modality if modality in words.MODALITIES else "",
        localizer="LOCALIZER" in texts(dataset, "ImageType"),
        grey=whole(dataset, "SamplesPerPixel") == 1 and photometric in {"MONOCHROME1", "MONOCHROME2"},
        inverted=photometric == "MONOCHROME1",
        rows=whole(dataset, "Rows") or 0,
        columns=whole(dataset, "Columns") or 0,
        items=1 if "NumberOfFrames" not in dataset else whole(dataset, "NumberOfFrames") or 0,
        allocated=whole(dataset, "BitsAllocated") or 0,
        stored=whole(dataset, "BitsStored") or 0,
        high=_or(whole(dataset, "HighBit"), -1),
        signed=signed,
        syntax=parsed.syntax,
        padding=_padding(dataset, signed),
        declared=_declared(dataset),
        notes=_notes(dataset, modality),
        planes=(_plane(dataset),),
    )


def digest(value: str) -> str:
    """A key that tells two values apart and shows neither; empty for an empty one."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest() if value else ""


def texts(dataset: Dataset, keyword: str) -> list[str]:
    """All values of a text element, stripped; none where it is missing or malformed."""
    value = _value(dataset, keyword)
    if value is None:
        return []
    values = value if isinstance(value, list | tuple | MultiValue) else [value]
    return [str(part).strip(" \0") for part in values]


def text(dataset: Dataset, keyword: str) -> str:
    """The first value of a text element; empty where it is missing or malformed."""
    return next(iter(texts(dataset, keyword)), "")


def numbers(dataset: Dataset, keyword: str, count: int) -> tuple[float, ...] | None:
    """Exactly `count` finite numbers, or None."""
    try:
        values = tuple(float(part) for part in texts(dataset, keyword))
    except ValueError:
        return None
    return values if len(values) == count and all(map(math.isfinite, values)) else None


def number(dataset: Dataset, keyword: str) -> float | None:
    """One finite number, or None."""
    values = numbers(dataset, keyword, 1)
    return None if values is None else values[0]


def whole(dataset: Dataset, keyword: str) -> int | None:
    """One whole number, or None."""
    value = number(dataset, keyword)
    return int(value) if value is not None and value == int(value) else None


def _value(dataset: Dataset, keyword: str) -> Any:
    try:
        return dataset.get(keyword)
    except MALFORMED:
        return None


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _plane(dataset: Dataset) -> PlaneHeader:
    spacing = numbers(dataset, "PixelSpacing", 2)
    position, orientation = numbers(dataset, "ImagePositionPatient", 3), numbers(dataset, "ImageOrientationPatient", 6)
    return PlaneHeader(
        item=0,
        position=position,
        orientation=orientation,
        spacing=spacing if spacing is not None and min(spacing) > 0 else None,
        slope=_rescale(dataset, "RescaleSlope", 1.0),
        intercept=_rescale(dataset, "RescaleIntercept", 0.0),
        image=whole(dataset, "InstanceNumber"),
    )


def _rescale(dataset: Dataset, keyword: str, otherwise: float) -> float:
    if text(dataset, keyword) == "":
        return otherwise
    value = number(dataset, keyword)
    return math.nan if value is None else value


def _padding(dataset: Dataset, signed: bool) -> tuple[int, int] | None:
    values = [whole(dataset, keyword) for keyword in ("PixelPaddingValue", "PixelPaddingRangeLimit")]
    known = sorted(_as_stored(value, signed) for value in values if value is not None)
    return (known[0], known[-1]) if known and values[0] is not None else None


def _as_stored(value: int, signed: bool) -> int:
    """A padding value as pixels hold it: writers mix up US and SS (PS3.3 C.7.5.1.1.2)."""
    if signed:
        return value - 0x10000 if value > 0x7FFF else value
    return value & 0xFFFF


def _declared(dataset: Dataset) -> tuple[bool, bool, bool, bool]:
    types = " ".join(texts(dataset, "ImageType")).upper()
    descriptions = " ".join(text(dataset, keyword) for keyword in _DESCRIPTIONS)
    storage = words.STORAGE.get(text(dataset, "SOPClassUID"))
    return (
        text(dataset, "BurnedInAnnotation").upper() == "YES",
        text(dataset, "RecognizableVisualFeatures").upper() == "YES",
        storage == words.SECONDARY_CAPTURE or any(text(dataset, keyword) for keyword in _CAPTURED),
        any(word in types for word in words.SCREEN_TYPES) or bool(words.SCREEN_DESCRIPTIONS.search(descriptions)),
    )


def _notes(dataset: Dataset, modality: str) -> tuple[str, ...]:
    notes = []
    if modality == "CT" and not text(dataset, "RescaleIntercept"):
        notes.append("The header has no rescale: the values may not be Hounsfield units.")
    if isinstance(_value(dataset, "ModalityLUTSequence"), Sequence):
        notes.append("A modality lookup table in the header is not applied.")
    tags = list(dataset.keys())  # iterating the dataset itself converts every element
    if any(tag.group in range(0x6000, 0x6020, 2) for tag in tags):
        notes.append("Overlays in the header are not drawn.")
    return tuple(notes)
