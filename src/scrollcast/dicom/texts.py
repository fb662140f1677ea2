"""The header texts that must never come out: gathered in the reader process, compared in the gate, shown nowhere."""

import re
from collections.abc import Iterator

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from scrollcast.dicom.values import MALFORMED

_ALWAYS = {"PN", "DA", "DT", "UI"}  # names, dates and UIDs, in private elements and nested ones too
_MOSTLY = {"AE", "LO", "SH", "ST", "LT", "UT", "UC", "UR"}
_NUMBER = re.compile(r"\d(?:[-./]?\d){5,}")
_DEEPEST = 64

# Texts of how an image was made and of what it may show: a caption may well say "axial" or "schwannoma". Of these only
# long numbers and dates count; a name in them counts where an element for names has it, too.
_SUBJECT = {
    0x00081080,  # AdmittingDiagnosesDescription
    0x00102000,  # MedicalAlerts
    0x00102110,  # Allergies
    0x001021B0,  # AdditionalPatientHistory
    0x00104000,  # PatientComments
    0x00120021,  # ClinicalTrialProtocolName
    0x00120063,  # DeidentificationMethod
    0x00204000,  # ImageComments
    0x00321030,  # ReasonForStudy
    0x00321066,  # ReasonForVisit
    0x00401002,  # ReasonForTheRequestedProcedure
    0x00080070,  # Manufacturer
    0x00081030,  # StudyDescription
    0x0008103E,  # SeriesDescription
    0x00081090,  # ManufacturerModelName
    0x00180010,  # ContrastBolusAgent
    0x00180024,  # SequenceName
    0x00181020,  # SoftwareVersions
    0x00181030,  # ProtocolName
    0x00181160,  # FilterType
    0x00181210,  # ConvolutionKernel
    0x00181250,  # ReceiveCoilName
    0x00281054,  # RescaleType
    0x00281055,  # WindowCenterWidthExplanation
    0x00400254,  # PerformedProcedureStepDescription
    0x00321060,  # RequestedProcedureDescription
    0x00080100,  # CodeValue
    0x00080102,  # CodingSchemeDesignator
    0x00080104,  # CodeMeaning
}

Seen = set[tuple[int, bytes]]


def identifying(dataset: Dataset, seen: Seen) -> Iterator[str]:
    """Texts that may tell who, when or where.

    Parameters
    ----------
    dataset : Dataset
    seen : set of (tag, value)
        Raw elements met before, in this file or others of the series: these are passed over, and new ones are added.
    """
    yield from _walk(dataset, seen, 0)


def _walk(dataset: Dataset, seen: Seen, depth: int) -> Iterator[str]:
    for raw in list(dataset.values()):
        value = raw.value
        if isinstance(value, bytes):
            if (raw.tag, value) in seen:
                continue
            seen.add((raw.tag, value))
        try:
            element = dataset[raw.tag]
        except MALFORMED:
            continue
        if element.VR == "SQ":
            if depth < _DEEPEST:
                for item in element.value or ():
                    yield from _walk(item, seen, depth + 1)
        elif element.VR in _ALWAYS | _MOSTLY:
            values = element.value if isinstance(element.value, MultiValue) else [element.value]
            whole = element.VR in _ALWAYS or not (element.tag.is_private or element.tag in _SUBJECT)
            for text in (str(part).strip(" \0") for part in values if part):
                yield from filter(_tells, [text] if whole else _NUMBER.findall(text))


def _tells(text: str) -> bool:
    return bool(text) and not text.startswith("1.2.840.10008.")  # UIDs of the standard itself
