"""How images were made, from coded values and allow-listed words; in the reader process only."""

from pydicom.dataset import Dataset

from scrollcast.dicom import lexicon
from scrollcast.dicom.header import Technique
from scrollcast.dicom.values import item, number, text, texts

_SEQUENCES = {"SE", "IR", "GR", "EP", "RM", "SK", "MTC", "SS", "TRSS", "SP", "MP", "OSP", "FS"}
_DESCRIPTIONS = ("SeriesDescription", "ProtocolName", "SequenceName")
_NO_AGENT = {"", "NO", "NONE", "N", "0", "WITHOUT", "NO CONTRAST", "OHNE", "NON", "SANS"}


def technique(dataset: Dataset, shared: Dataset) -> Technique:
    """Gather what helps to name the images.

    Parameters
    ----------
    dataset : Dataset
    shared : Dataset
        Shared functional groups of an enhanced object; empty for others.
    """
    timing = item(shared, "MRTimingAndRelatedParametersSequence")
    reconstruction = item(shared, "CTReconstructionSequence")
    kernel = text(dataset, "ConvolutionKernel") or text(reconstruction, "ConvolutionKernel")
    return Technique(
        tr=_first(number(dataset, "RepetitionTime"), number(timing, "RepetitionTime")),
        te=_first(number(dataset, "EchoTime"), number(item(shared, "MREchoSequence"), "EffectiveEchoTime")),
        ti=_first(number(dataset, "InversionTime"), number(item(shared, "MRModifierSequence"), "InversionTimes")),
        flip=_first(number(dataset, "FlipAngle"), number(timing, "FlipAngle")),
        sequence=_sequence(dataset),
        contrast=text(dataset, "ContrastBolusAgent").upper() not in _NO_AGENT
        or "ContrastBolusAgentSequence" in dataset,
        kernel=lexicon.kernel_class(kernel),
        thickness=_first(
            number(dataset, "SliceThickness"), number(item(shared, "PixelMeasuresSequence"), "SliceThickness")
        ),
        coded=_coded(dataset, shared),
        said=lexicon.said(" ".join(text(dataset, keyword) for keyword in _DESCRIPTIONS)),
    )


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None and value > 0), None)


def _sequence(dataset: Dataset) -> tuple[str, ...]:
    values = [*texts(dataset, "ScanningSequence"), *texts(dataset, "SequenceVariant"), *texts(dataset, "ScanOptions")]
    found = dict.fromkeys(value for value in values if value in _SEQUENCES)
    enhanced = {"SPIN": "SE", "GRADIENT": "GR"}.get(text(dataset, "EchoPulseSequence"))
    if enhanced:
        found[enhanced] = None
    if text(dataset, "InversionRecovery") == "YES":
        found["IR"] = None
    return tuple(found)


def _coded(dataset: Dataset, shared: Dataset) -> tuple[str, ...]:
    types = [value.upper() for value in texts(dataset, "ImageType")]
    frame_type = item(shared, "MRImageFrameTypeSequence")
    contrast = text(dataset, "AcquisitionContrast") or text(frame_type, "AcquisitionContrast")
    anatomy = item(shared, "FrameAnatomySequence") if "FrameAnatomySequence" in shared else dataset
    part = text(dataset, "BodyPartExamined").upper().replace(" ", "") or _region(anatomy)
    words = [
        *(lexicon.IMAGE_TYPES.get(value) for value in types[2:]),
        lexicon.ACQUISITION_CONTRAST.get(contrast),
        lexicon.BODY_PARTS.get(part),
    ]
    return tuple(dict.fromkeys(word for word in words if word))


def _region(anatomy: Dataset) -> str:
    return text(item(anatomy, "AnatomicRegionSequence"), "CodeMeaning").upper().replace(" ", "")
