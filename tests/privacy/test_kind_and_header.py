"""What kind of picture may be shown, and what the headers may say: each class, attribute and word by its name."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import uid
from pydicom.dataset import Dataset

from builders.dicom_files import COLUMNS, MR, ROWS, plane, planes, save_all
from builders.enhanced import ENHANCED_CT, ENHANCED_MR, enhanced, shuffled
from builders.faults import raw
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.geometry import Ordering
from scrollcast.model.series import Declared, Modality
from scrollcast.model.volume import Volume
from scrollcast.privacy.header import check_header
from scrollcast.privacy.kind import check_kind

REFUSED_CLASSES = {
    "SecondaryCaptureImageStorage": "OT",
    "MultiFrameSingleBitSecondaryCaptureImageStorage": "OT",
    "MultiFrameGrayscaleByteSecondaryCaptureImageStorage": "OT",
    "MultiFrameGrayscaleWordSecondaryCaptureImageStorage": "CT",
    "MultiFrameTrueColorSecondaryCaptureImageStorage": "MR",
    "UltrasoundImageStorage": "US",
    "UltrasoundMultiFrameImageStorage": "US",
    "ComputedRadiographyImageStorage": "CR",
    "DigitalXRayImageStorageForPresentation": "DX",
    "DigitalMammographyXRayImageStorageForPresentation": "MG",
    "XRayAngiographicImageStorage": "XA",
    "XRayRadiofluoroscopicImageStorage": "RF",
    "NuclearMedicineImageStorage": "NM",
    "PositronEmissionTomographyImageStorage": "PT",
    "EnhancedMRColorImageStorage": "MR",
    "ParametricMapStorage": "MR",
    "SegmentationStorage": "SEG",
    "RTImageStorage": "RTIMAGE",
    "RTDoseStorage": "RTDOSE",
    "VLPhotographicImageStorage": "XC",
    "GrayscaleSoftcopyPresentationStateStorage": "PR",
    "EncapsulatedPDFStorage": "DOC",
    "BasicTextSRStorage": "SR",
    "XRayRadiationDoseSRStorage": "SR",
    "MRSpectroscopyStorage": "MR",
    "RawDataStorage": "CT",
}
CAPTURES = {
    "ConversionType": "WSD",
    "SecondaryCaptureDeviceID": "grabber",
    "SecondaryCaptureDeviceManufacturer": "grabber",
    "SecondaryCaptureDeviceManufacturerModelName": "grabber",
    "SecondaryCaptureDeviceSoftwareVersions": "1",
    "DateOfSecondaryCapture": "20200101",
    "TimeOfSecondaryCapture": "120000",
    "VideoImageFormatAcquired": "PAL",
    "DigitalImageFormatAcquired": "RGB",
    "HardcopyCreationDeviceID": "printer",
    "HardcopyDeviceManufacturer": "printer",
    "HardcopyDeviceSoftwareVersion": "1",
    "HardcopyDeviceManufacturerModelName": "printer",
}
DESCRIPTIONS = (
    *(
        "Dose Report",
        "DOSE INFO",
        "Dose Record",
        "Patient Protocol",
        "Screen Save",
        "screenshot",
        "Screen Capture",
        "Exam summary",
    ),
    *("AW film", "Filming", "Secondary Capture", "Worksheet", "Scanned document", "Dosisbericht", "Dosisprotokoll"),
    *(
        "Patientenprotokoll",
        "Bildschirmfoto",
        "Rapport de dose",
        "Protocole patient",
        "Capture d'écran",
        "Informe de dosis",
    ),
    *("Resumen de dosis", "Captura de pantalla", "Relatório de dose", "Rapporto di dose", "Schermata"),
)
HARMLESS = ("CT SCREEN CAP", "Low dose chest", "Screening", "Filmore phantom", "Protokoll Thorax", "Captures nothing")


def sop_class(name: str) -> uid.UID:
    """The UID of a storage class by its keyword."""
    return uid.UID(next(number for number, entry in uid.UID_dictionary.items() if entry[4] == name))


def stacked(folder: Path, readers: Readers, datasets: Sequence[Dataset], by: Ordering | None = None) -> Volume:
    """A series as the gate gets it."""
    save_all(folder, datasets)
    return order(read(find(folder, readers).pick())[0], by)


@pytest.mark.parametrize("name", REFUSED_CLASSES)
def test_every_other_class_is_refused(tmp_path: Path, readers: Readers, name: str) -> None:
    """The list says what is allowed; all else is refused for privacy, also where its modality is CT or MR."""
    save_all(tmp_path, planes(3, {"SOPClassUID": sop_class(name), "Modality": REFUSED_CLASSES[name]}))
    with pytest.raises(PrivacyRefusal, match="only original CT and MR images are"):
        find(tmp_path, readers).pick()


@pytest.mark.parametrize(
    ("storage", "modality"),
    [
        ("CTImageStorage", "CT"),
        ("MRImageStorage", "MR"),
        ("EnhancedCTImageStorage", "CT"),
        ("EnhancedMRImageStorage", "MR"),
        ("LegacyConvertedEnhancedCTImageStorage", "CT"),
        ("LegacyConvertedEnhancedMRImageStorage", "MR"),
    ],
)
def test_what_is_on_the_list_is_taken(tmp_path: Path, readers: Readers, storage: str, modality: str) -> None:
    """CT and MR, plain, enhanced and legacy converted."""
    changes = {"SOPClassUID": sop_class(storage), "Modality": modality}
    if "Enhanced" in storage:
        save_all(tmp_path, [enhanced(shuffled(4), changes, ENHANCED_MR if modality == "MR" else ENHANCED_CT)])
    else:
        save_all(tmp_path, planes(4, changes))
    series, _ = read(find(tmp_path, readers).pick())
    assert series.modality == Modality(modality)
    assert check_kind(order(series)).name == "kind"


@pytest.mark.parametrize("claimed", ["MR", "OT", "SC", "PT", ""])
def test_a_class_and_its_modality_have_to_agree(tmp_path: Path, readers: Readers, claimed: str) -> None:
    """A CT image that calls itself anything else is not what it seems."""
    save_all(tmp_path, planes(3, {"Modality": claimed}))
    with pytest.raises(PrivacyRefusal):
        find(tmp_path, readers).pick()


@pytest.mark.parametrize(
    "changes",
    [
        {"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3},
        {"PhotometricInterpretation": "YBR_FULL", "SamplesPerPixel": 3},
        {"PhotometricInterpretation": "PALETTE COLOR"},
        {"SamplesPerPixel": 3},
        {"SamplesPerPixel": None},
        {"PhotometricInterpretation": None},
    ],
)
def test_colour_is_refused(tmp_path: Path, readers: Readers, changes: dict[str, object]) -> None:
    """One sample per pixel, monochrome; in all slices."""
    save_all(tmp_path, [*planes(2), plane(2, changes)])
    with pytest.raises(PrivacyRefusal, match="colour pictures"):
        find(tmp_path, readers).pick()


@pytest.mark.parametrize("keyword", CAPTURES)
def test_a_secondary_capture_shows_by_any_attribute(tmp_path: Path, readers: Readers, keyword: str) -> None:
    """In any slice, whatever the class says (PS3.3 C.8.6.1, C.8.6.2)."""
    save_all(tmp_path, [*planes(3), plane(3, {keyword: CAPTURES[keyword]})])
    with pytest.raises(PrivacyRefusal, match="secondary capture"):
        find(tmp_path, readers).pick()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"BurnedInAnnotation": "YES"}, "text is burned into"),
        ({"BurnedInAnnotation": raw(0x00280301, "CS", b"yes ")}, "text is burned into"),
        ({"RecognizableVisualFeatures": "YES"}, "a person can be recognised"),
        *(
            ({"ImageType": types}, "saved screen")
            for types in (
                ["DERIVED", "SECONDARY", "SCREEN SAVE"],
                ["ORIGINAL", "PRIMARY", "SAVE"],
                ["DERIVED", "PRIMARY", "DOSE_INFO"],
                ["DERIVED", "SECONDARY", "OTHER", "REPORT"],
                raw(0x00080008, "CS", b"derived\\secondary\\screenshot "),
            )
        ),
        *(({"SeriesDescription": said}, "saved screen") for said in DESCRIPTIONS),
        ({"StudyDescription": "Dose report"}, "saved screen"),
        ({"ProtocolName": "Patient Protocol"}, "saved screen"),
        ({"ImageComments": "screen shot"}, "saved screen"),
        ({"DerivationDescription": "Screen capture"}, "saved screen"),
    ],
)
def test_what_a_header_declares_is_refused(
    tmp_path: Path, readers: Readers, changes: dict[str, object], told: str
) -> None:
    """In any slice, by attribute, by image type, by descriptions in several languages."""
    save_all(tmp_path, [*planes(3), plane(3, changes)])
    with pytest.raises(PrivacyRefusal, match=told):
        find(tmp_path, readers).pick()


@pytest.mark.parametrize("description", HARMLESS)
def test_harmless_descriptions_pass(tmp_path: Path, readers: Readers, description: str) -> None:
    """Words that only look alike."""
    assert check_header(stacked(tmp_path, readers, planes(3, {"SeriesDescription": description})))


def test_a_no_is_believed_no_more_than_silence(tmp_path: Path, readers: Readers) -> None:
    """BurnedInAnnotation NO passes this check, and is no reason to leave out another."""
    changes = {"BurnedInAnnotation": "NO", "RecognizableVisualFeatures": "NO"}
    volume = stacked(tmp_path, readers, planes(3, changes))
    assert replace(volume.declared, regions=frozenset()) == Declared()
    assert check_header(volume) == check_header(replace(volume, declared=Declared()))


@pytest.mark.parametrize("types", [["DERIVED", "SECONDARY", "MPR"], ["DERIVED", "PRIMARY"], None])
def test_derived_alone_is_a_reformat(tmp_path: Path, readers: Readers, types: list[str] | None) -> None:
    """Where class and geometry agree; without positions it may be a picture of a screen."""
    volume = stacked(tmp_path / "with", readers, planes(3, {"ImageType": types}))
    assert volume.declared.derived
    assert check_header(volume)
    bare = {"ImageType": types, "ImagePositionPatient": None, "ImageOrientationPatient": None, "PixelSpacing": [1, 1]}
    with pytest.raises(PrivacyRefusal, match="derived, not original"):
        check_header(stacked(tmp_path / "without", readers, planes(3, bare), Ordering.INSTANCE))


def test_original_images_need_no_geometry(tmp_path: Path, readers: Readers) -> None:
    """By image number they pass this check."""
    bare = {"ImagePositionPatient": None, "ImageOrientationPatient": None, "PixelSpacing": [1, 1]}
    assert check_header(stacked(tmp_path, readers, planes(3, bare), Ordering.INSTANCE))


def _drawn_over(index: int, modality: str) -> Dataset:
    """A slice with everything that a viewer may draw over it, or in its place."""
    changes = {"Modality": modality, "SOPClassUID": MR} if modality == "MR" else {}
    dataset = plane(index, changes)
    bits = np.packbits(np.ones(ROWS * COLUMNS, np.uint8)).tobytes()
    for group in (0x6000, 0x6002, 0x601E):
        dataset.add_new((group, 0x0010), "US", ROWS)
        dataset.add_new((group, 0x0011), "US", COLUMNS)
        dataset.add_new((group, 0x0040), "CS", "G")
        dataset.add_new((group, 0x0050), "SS", [1, 1])
        dataset.add_new((group, 0x0100), "US", 1)
        dataset.add_new((group, 0x0102), "US", 0)
        dataset.add_new((group, 0x3000), "OW", bits)
    dataset.add_new((0x5000, 0x0005), "US", 2)  # a curve, retired
    dataset.add_new((0x5000, 0x3000), "OW", bits)
    icon = Dataset()
    icon.Rows = icon.Columns = icon.BitsAllocated = 8
    icon.PixelRepresentation = 0
    icon.PixelData = b"\xff" * 64
    dataset.IconImageSequence = [icon]
    text = Dataset()
    text.UnformattedTextValue = "CANARY"
    graphic = Dataset()
    graphic.GraphicLayer = "ONE"
    graphic.TextObjectSequence = [text]
    dataset.GraphicAnnotationSequence = [graphic]
    dataset.add_new((0x0029, 0x0010), "LO", "MAKER")
    dataset.add_new((0x0029, 0x1010), "OW", bits)
    return dataset


@pytest.mark.parametrize("modality", ["CT", "MR"])
def test_overlays_icons_curves_and_graphics_are_never_drawn(tmp_path: Path, readers: Readers, modality: str) -> None:
    """The pixels are those of the same series without; embedded overlays lie in bits that are masked."""
    over = [_drawn_over(index, modality) for index in range(4)]
    plain = [plane(index, {"Modality": modality, "SOPClassUID": over[0].SOPClassUID}) for index in range(4)]
    for dataset in over:
        raised = np.frombuffer(dataset.PixelData, np.uint16) | 0x8000  # an overlay in bit 15 of 12 stored ones
        dataset.PixelData = raised.tobytes()
    drawn, clean = (stacked(tmp_path / name, readers, each) for name, each in (("over", over), ("plain", plain)))
    for one, other in zip(drawn.slices, clean.slices, strict=True):
        assert (one.stored == other.stored).all()
