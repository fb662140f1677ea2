"""Synthetic enhanced (multi-frame) CT and MR objects: functional groups for everything that differs."""

from collections.abc import Mapping, Sequence

import numpy as np
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from builders.dicom_files import AXIAL, NOTHING, plane, stored

ENHANCED_CT, ENHANCED_MR = uid.EnhancedCTImageStorage, uid.EnhancedMRImageStorage
Groups = Mapping[str, Mapping[str, object]]
_MOVED = ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "RescaleSlope", "RescaleIntercept")
LEGACY_CT = uid.LegacyConvertedEnhancedCTImageStorage


def group(keyword: str, facts: Mapping[str, object]) -> tuple[str, Items]:
    """One functional group: its sequence with one item."""
    item = Dataset()
    for name, value in facts.items():
        setattr(item, name, value)
    return keyword, Items([item])


def enhanced(depths: Sequence[float], changes: Mapping[str, object] = NOTHING, storage: str = ENHANCED_CT) -> Dataset:
    """An object whose item k lies at z = depths[k] mm and holds stored(k); orientation and spacing are shared."""
    own = [{"PlanePositionSequence": {"ImagePositionPatient": [-20, -30, depth]}} for depth in depths]
    return grouped(own, changes, storage)


def grouped(
    own: Sequence[Mapping[str, Mapping[str, object]]],
    changes: Mapping[str, object] = NOTHING,
    storage: str = ENHANCED_CT,
) -> Dataset:
    """An object of one item for each mapping of functional groups, over shared ones."""
    pixels = b"".join(stored(index).tobytes() for index in range(len(own)))
    moved = dict.fromkeys(
        ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "RescaleSlope", "RescaleIntercept")
    )
    modality = "MR" if storage == ENHANCED_MR else "CT"
    facts = {"SOPClassUID": storage, "Modality": modality, "NumberOfFrames": len(own), "PixelData": pixels}
    dataset = plane(0, {**moved, **facts, **changes})
    shared, items = Dataset(), []
    for keyword, values in (
        ("PlaneOrientationSequence", {"ImageOrientationPatient": AXIAL}),
        ("PixelMeasuresSequence", {"PixelSpacing": [0.75, 0.5], "SliceThickness": 5}),
        ("PixelValueTransformationSequence", {"RescaleSlope": 2, "RescaleIntercept": -1000}),
    ):
        setattr(shared, *group(keyword, values))
    for groups in own:
        item = Dataset()
        for keyword, values in groups.items():
            setattr(item, *group(keyword, values))
        items.append(item)
    dataset.SharedFunctionalGroupsSequence = Items([shared])
    dataset.PerFrameFunctionalGroupsSequence = Items(items)
    return dataset


def shuffled(count: int) -> list[float]:
    """Depths 3 mm apart, in no order."""
    return [3.0 * float(index) for index in np.random.default_rng(count).permutation(count)]
