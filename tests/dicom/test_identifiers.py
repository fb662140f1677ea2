"""Which texts of a header are kept from coming out: names, IDs, dates and UIDs everywhere, the rest where it tells."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset

from builders.dicom_files import planes, save_all
from scrollcast.dicom.find import find
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers


def _nested(element: Dataset, depth: int = 3) -> Dataset:
    item = element
    for _ in range(depth):
        outer = Dataset()
        outer.ContentSequence = [item]
        item = outer
    return item


def _private(vr: str, value: object) -> Dataset:
    dataset = Dataset()
    dataset.add_new(0x00290010, "LO", "MAKER")
    dataset.add_new(0x00291001, vr, value)
    return dataset


def _said(keyword: str, value: object) -> Dataset:
    dataset = Dataset()
    setattr(dataset, keyword, value)
    return dataset


TOLD = [
    (_said("OtherPatientIDs", "QX-77431-B"), "QX-77431-B"),
    (_said("InstitutionName", "Institut Wrzlbrmpft"), "Institut Wrzlbrmpft"),
    (_said("PatientAddress", "1 Quillana Road"), "1 Quillana Road"),
    (_said("PatientTelephoneNumbers", "555 0199"), "555 0199"),
    (_said("StationName", "Quillana1"), "Quillana1"),
    (_said("StudyDate", "19630517"), "19630517"),
    (_said("AcquisitionDateTime", "19630517120000"), "19630517120000"),
    (_said("FrameOfReferenceUID", "1.2.3.987654321"), "1.2.3.987654321"),
    (_said("OtherPatientNames", ["Roe^A", "Quillana^B"]), "Quillana^B"),
    (_nested(_said("PersonName", "Quillana^C")), "Quillana^C"),
    (_nested(_said("AccessionNumber", "A4711")), "A4711"),
    (_private("PN", "Quillana^D"), "Quillana^D"),
    (_private("DA", "19630517"), "19630517"),
    (_private("LO", "made for 19630517 by hand"), "19630517"),
    (_nested(_private("SH", "QX7743199")), "7743199"),
    (_said("SeriesDescription", "CT of 7743199"), "7743199"),
    (_said("StudyDescription", "CT 1963-05-17"), "1963-05-17"),
    (_said("ReasonForStudy", "follow-up of 7743199"), "7743199"),
]
NOT_TOLD = [
    (_said("SeriesDescription", "Ax T2 FLAIR"), "FLAIR"),
    (_said("AdmittingDiagnosesDescription", "vestibular schwannoma"), "schwannoma"),
    (_said("ClinicalTrialProtocolName", "Schwannoma study"), "Schwannoma"),
    (_said("Manufacturer", "Quillana Medical"), "Quillana"),
    (_private("LO", "gradient mode fast"), "gradient"),
    (_said("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), "1.2.840"),
]


def _gathered(folder: Path, readers: Readers, element: Dataset) -> frozenset[str]:
    datasets = planes(3)
    datasets[1].update(element)
    save_all(folder, datasets)
    return read(find(folder, readers).pick())[1].reveal()


@pytest.mark.parametrize(("element", "text"), TOLD, ids=lambda value: value if isinstance(value, str) else "in")
def test_what_tells_is_gathered(tmp_path: Path, readers: Readers, element: Dataset, text: str) -> None:
    """From any slice, at any depth, private or not."""
    assert text in _gathered(tmp_path, readers, element)


@pytest.mark.parametrize(("element", "text"), NOT_TOLD, ids=lambda value: value if isinstance(value, str) else "in")
def test_technique_and_diagnoses_are_no_names(tmp_path: Path, readers: Readers, element: Dataset, text: str) -> None:
    """A caption may say what an image shows and how it was made."""
    assert not any(text in each for each in _gathered(tmp_path, readers, element))
