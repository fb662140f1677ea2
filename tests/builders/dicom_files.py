"""Small synthetic DICOM datasets and files, one function for each kind of series or fault; written with pydicom."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset, FileMetaDataset

ROWS, COLUMNS = 36, 40
AXIAL = [1, 0, 0, 0, 1, 0]
CORONAL = [1, 0, 0, 0, 0, -1]
SAGITTAL = [0, 1, 0, 0, 0, -1]
CT = uid.CTImageStorage
MR = uid.MRImageStorage
NOTHING: Mapping[str, object] = {}


def stored(index: int) -> NDArray[np.uint16]:
    """Stored values of a slice, 12 bits, shape (ROWS, COLUMNS); different in every slice."""
    return np.random.default_rng(index).integers(0, 4096, (ROWS, COLUMNS), dtype=np.uint16)


def plane(index: int, changes: Mapping[str, object] = NOTHING) -> Dataset:
    """A CT slice at z = 5 * index mm; `changes` sets elements by keyword; None takes one away."""
    dataset = Dataset()
    facts: dict[str, object] = {
        "SOPClassUID": CT,
        "SOPInstanceUID": f"1.2.3.4.{index + 1}",
        "StudyInstanceUID": "1.2.3.1",
        "SeriesInstanceUID": "1.2.3.2",
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "StudyDescription": "Abdomen",
        "Modality": "CT",
        "PatientID": "P1",
        "PatientName": "Roe^Jane",
        "InstanceNumber": 100 - index,
        "ImagePositionPatient": [-20, -30, 5 * index],
        "ImageOrientationPatient": AXIAL,
        "PixelSpacing": [0.75, 0.5],
        "SliceThickness": 5,
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "Rows": ROWS,
        "Columns": COLUMNS,
        "BitsAllocated": 16,
        "BitsStored": 12,
        "HighBit": 11,
        "PixelRepresentation": 0,
        "RescaleSlope": 1,
        "RescaleIntercept": -1024,
        "PixelData": stored(index).tobytes(),
        **changes,
    }
    for keyword, value in facts.items():
        if isinstance(value, DataElement | RawDataElement):
            dataset[keyword] = value
        elif value is not None:
            setattr(dataset, keyword, value)
    return dataset


def planes(count: int, changes: Mapping[str, object] = NOTHING) -> list[Dataset]:
    """Slices of one CT series, all with the same changes."""
    return [plane(index, changes) for index in range(count)]


def other_series(datasets: Sequence[Dataset], number: int) -> list[Dataset]:
    """The same slices as another series of the same study."""
    for index, dataset in enumerate(datasets):
        dataset.SeriesInstanceUID = f"1.2.3.2.{number}"
        dataset.SOPInstanceUID = f"1.2.3.4.{number}.{index + 1}"
    return list(datasets)


def save(path: Path, dataset: Dataset, syntax: str = uid.ExplicitVRLittleEndian) -> Path:
    """Write a dataset as a DICOM file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = uid.UID(syntax)
    if dataset.file_meta.TransferSyntaxUID.is_private or not dataset.file_meta.TransferSyntaxUID.is_transfer_syntax:
        dataset.save_as(path, implicit_vr=False, little_endian=True, enforce_file_format=True)
    else:
        dataset.save_as(path, enforce_file_format=True)
    return path


def save_all(folder: Path, datasets: Sequence[Dataset], syntax: str = uid.ExplicitVRLittleEndian) -> list[Path]:
    """Write datasets under names that tell nothing, in an order that tells nothing."""
    shuffled = np.random.default_rng(len(datasets)).permutation(len(datasets))
    return [save(folder / f"{name:02d}", dataset, syntax) for name, dataset in zip(shuffled, datasets, strict=True)]
