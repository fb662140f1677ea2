"""Dataset to Header: the facts that scrollcast needs of a file, without its texts; in the reader process only."""

from pydicom.dataset import Dataset

from scrollcast.dicom import groups, words
from scrollcast.dicom.header import MOST_ITEMS, Header, PixelFormat
from scrollcast.dicom.parse import Parsed
from scrollcast.dicom.regions import regions
from scrollcast.dicom.technique import technique
from scrollcast.dicom.values import digest, item, items, text, texts, whole

_CAPTURED = (
    "ConversionType",
    "SecondaryCaptureDeviceID",
    "SecondaryCaptureDeviceManufacturer",
    "SecondaryCaptureDeviceManufacturerModelName",
    "SecondaryCaptureDeviceSoftwareVersions",
    "DateOfSecondaryCapture",
    "TimeOfSecondaryCapture",
    "VideoImageFormatAcquired",
    "DigitalImageFormatAcquired",
    "HardcopyCreationDeviceID",
    "HardcopyDeviceManufacturer",
    "HardcopyDeviceSoftwareVersion",
    "HardcopyDeviceManufacturerModelName",
)
_DESCRIPTIONS = ("SeriesDescription", "StudyDescription", "ProtocolName", "ImageComments", "DerivationDescription")


def describe(parsed: Parsed) -> Header:
    """Gather the facts of one file.

    Raises
    ------
    UnreadableError
        Where a multi-frame object does not describe each of its images.
    """
    dataset = parsed.dataset
    storage = words.STORAGE.get(text(dataset, "SOPClassUID"), words.UNKNOWN_OBJECT)
    modality = text(dataset, "Modality")
    pixels = pixel_format(parsed)
    image = storage in words.IMAGES and pixels.items <= MOST_ITEMS
    shared = item(dataset, "SharedFunctionalGroupsSequence")
    return Header(
        study=digest(text(dataset, "StudyInstanceUID")),
        series=digest(text(dataset, "SeriesInstanceUID")),
        instance=digest(text(dataset, "SOPInstanceUID")),
        patient=digest(text(dataset, "PatientID") or text(dataset, "PatientName")),
        storage=storage,
        modality=modality if modality in words.MODALITIES else "",
        mosaic="MOSAIC" in texts(dataset, "ImageType"),
        pixels=pixels,
        padding=_padding(dataset, pixels.signed),
        declared=_declared(dataset, storage),
        regions=regions(dataset, shared),
        technique=technique(dataset, shared),
        notes=_notes(dataset, storage),
        planes=groups.planes(dataset, pixels.items) if image else (),
    )


def pixel_format(parsed: Parsed) -> PixelFormat:
    """How the pixels of a file are laid out."""
    dataset = parsed.dataset
    photometric = text(dataset, "PhotometricInterpretation")
    high = whole(dataset, "HighBit")
    return PixelFormat(
        rows=whole(dataset, "Rows") or 0,
        columns=whole(dataset, "Columns") or 0,
        items=1 if text(dataset, "NumberOfFrames") == "" else whole(dataset, "NumberOfFrames") or 0,
        allocated=whole(dataset, "BitsAllocated") or 0,
        stored=whole(dataset, "BitsStored") or 0,
        high=-1 if high is None else high,
        signed=whole(dataset, "PixelRepresentation") == 1,
        grey=whole(dataset, "SamplesPerPixel") == 1 and photometric in {"MONOCHROME1", "MONOCHROME2"},
        inverted=photometric == "MONOCHROME1",
        syntax=parsed.syntax,
    )


def _padding(dataset: Dataset, signed: bool) -> tuple[int, int] | None:
    values = [whole(dataset, keyword) for keyword in ("PixelPaddingValue", "PixelPaddingRangeLimit")]
    known = sorted(_as_stored(value, signed) for value in values if value is not None)
    return (known[0], known[-1]) if known and values[0] is not None else None


def _as_stored(value: int, signed: bool) -> int:
    """A padding value as pixels hold it: writers mix up US and SS (PS3.3 C.7.5.1.1.2)."""
    if signed:
        return value - 0x10000 if value > 0x7FFF else value
    return value & 0xFFFF


def _declared(dataset: Dataset, storage: str) -> tuple[bool, bool, bool, bool, bool]:
    types = " ".join(texts(dataset, "ImageType")).upper()
    descriptions = " ".join(text(dataset, keyword) for keyword in _DESCRIPTIONS)
    return (
        "YES" in text(dataset, "BurnedInAnnotation").upper(),
        "YES" in text(dataset, "RecognizableVisualFeatures").upper(),
        storage == words.SECONDARY_CAPTURE or any(text(dataset, keyword) for keyword in _CAPTURED),
        any(word in types for word in words.SCREEN_TYPES) or bool(words.SCREEN_DESCRIPTIONS.search(descriptions)),
        not types.startswith("ORIGINAL"),
    )


def _notes(dataset: Dataset, storage: str) -> tuple[str, ...]:
    notes = []
    if storage == words.CT_IMAGE and not text(dataset, "RescaleIntercept"):
        notes.append("The header has no rescale: the values may not be Hounsfield units.")
    if items(dataset, "ModalityLUTSequence"):
        notes.append("A modality lookup table in the header is not applied.")
    tags = list(dataset.keys())  # iterating the dataset itself converts every element
    if any(tag.group in range(0x6000, 0x6020, 2) for tag in tags):
        notes.append("Overlays in the header are not drawn.")
    return tuple(notes)
