"""What the loader takes all the same: an input for each row of `docs/bad-input.md` that ends well."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from pydicom.sequence import Sequence

from builders.dicom_files import COLUMNS, ROWS, plane, save, stored
from builders.faults import (
    Make,
    again,
    among,
    bare,
    deflated,
    directory,
    disguised,
    hostile,
    lut,
    mixed,
    raw,
    series,
    sheared,
    special,
    strangers,
    swapped,
)
from scrollcast.model.volume import Ordering, Volume

EIGHT = 2 * ROWS * COLUMNS


@dataclass(frozen=True)
class Taken:
    """A row's input that loads, with what is said of it and what must be true of the volume."""

    row: int
    make: Make
    notes: tuple[str, ...] = ()
    true: Callable[[Volume], bool] = lambda volume: len(volume.slices) == 3
    by: Ordering = Ordering.POSITION


def same(volume: Volume) -> bool:
    """The values that were written, in order."""
    return all(np.array_equal(plane.stored, stored(index)) for index, plane in enumerate(volume.slices))


TAKEN = (
    Taken(2, among(strangers), ("Files in the source that are not DICOM: 2.",)),
    Taken(4, among(special)),
    Taken(5, among(special)),
    Taken(6, directory, (), same),
    Taken(15, bare, (), same),
    *(Taken(16, disguised(start)) for start in (b"MZ", b"II*\0", b"PK\3\4", b"\x89PNG\r\n\x1a\n", b"%PDF")),
    Taken(18, swapped, (), same),
    Taken(18, deflated, (), same),
    Taken(23, series({"PhotometricInterpretation": "MONOCHROME1"}), (), lambda v: all(p.inverted for p in v.slices)),
    Taken(24, series({"HighBit": 11, "PixelRepresentation": 0}), (), same),
    Taken(25, series({"PixelPaddingValue": 0}), (), lambda v: all(p.padding is not None for p in v.slices)),
    Taken(
        26,
        series({"RescaleSlope": None, "RescaleIntercept": None}),
        ("The header has no rescale: the values may not be Hounsfield units.",),
    ),
    Taken(
        27,
        series({"ModalityLUTSequence": Sequence([lut()])}),
        ("A modality lookup table in the header is not applied.",),
        same,
    ),
    Taken(27, series({"VOILUTSequence": Sequence([lut()])}), (), same),
    *(
        Taken(28, series({"WindowWidth": raw(0x00281051, "DS", width), "WindowCenter": 40}), (), same)
        for width in (b"0 ", b"-100", b"nan ", b"1\\2 ", b"inf ", b"junk")
    ),
    Taken(29, series({"WindowWidth": 1, "WindowCenter": 40}), (), same),
    Taken(30, series({"PixelData": bytes(EIGHT)}), ("Each slice is a single grey: there is nothing to see in it.",)),
    Taken(
        31,
        series({"ImagePositionPatient": None, "PixelSpacing": [1, 1]}),
        ("The slices are sorted by image number",),
        by=Ordering.INSTANCE,
    ),
    Taken(32, again, ("Images that are there more than once, all the same: 1.",), same),
    Taken(33, among(lambda f: save(f / "0", plane(9, {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}))), (), same),
    Taken(34, sheared, ("The slices are tilted by",), lambda volume: 21 < volume.tilt < 22),
    Taken(
        34,
        mixed({"ImagePositionPatient": [-20, -30, 16]}),
        ("The distance between slices varies",),
        lambda v: len(v.steps) == 3,
    ),
    Taken(35, series({"PixelSpacing": [2, 1]}), (), same),
    Taken(35, series({"PixelSpacing": None}), (), lambda volume: volume.slices[0].spacing is None),
    Taken(41, hostile, (), same),
)
