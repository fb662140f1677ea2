"""b-values where the makers keep them."""

from pathlib import Path

import pytest

from builders.dicom_files import MR, plane, save_all
from scrollcast.dicom.find import find
from scrollcast.dicom.readers import Readers

BASE = {"SOPClassUID": MR, "Modality": "MR", "ScanningSequence": ["EP", "SE"], "RescaleIntercept": 0}
MAKERS = {  # group, creator, element, type, and the values for b 0 and b 1000
    "siemens": (0x0019, "SIEMENS MR HEADER", 0x0C, "IS", (0, 1000)),
    "siemens, unknown type": (0x0019, "SIEMENS MR HEADER", 0x0C, "UN", (b"0 ", b"1000")),
    "ge": (0x0043, "GEMS_PARM_01", 0x39, "IS", ([1000000000, 8, 0, 0], [1000001000, 8, 0, 0])),
    "ge, unknown type": (0x0043, "GEMS_PARM_01", 0x39, "UN", (b"1000000000\\8\\0\\0", b"1000001000\\8\\0\\0")),
    "philips": (0x2001, "Philips Imaging DD 001", 0x03, "FL", (0.0, 1000.0)),
}


@pytest.mark.parametrize("maker", [*MAKERS, "public"])
def test_b_values_make_volumes(tmp_path: Path, readers: Readers, maker: str) -> None:
    """Two b-values in one series are two volumes, named by them, whoever made the scanner."""
    datasets = []
    for number, b in enumerate((0, 1000)):
        for index in range(3):
            dataset = plane(index, {**BASE, "SOPInstanceUID": f"1.2.7.{number}.{index}", "EchoTime": 80})
            if maker == "public":
                dataset.DiffusionBValue = float(b)
            else:
                group, creator, element, vr, values = MAKERS[maker]
                dataset.private_block(group, creator, create=True).add_new(element, vr, values[number])
            datasets.append(dataset)
    save_all(tmp_path, datasets)
    (entry,) = find(tmp_path, readers).entries
    assert [(part.name, len(part.images)) for part in entry.parts] == [("b 0", 3), ("b 1000", 3)]


@pytest.mark.parametrize("value", [b"", b"junk", b"\xff" * 8, b"nan ", b"-5"])
def test_what_is_no_number_is_no_b_value(tmp_path: Path, readers: Readers, value: bytes) -> None:
    """Malformed private elements tell nothing."""
    dataset = plane(0, BASE)
    dataset.private_block(0x0019, "SIEMENS MR HEADER", create=True).add_new(0x0C, "UN", value)
    save_all(tmp_path, [dataset])
    (entry,) = find(tmp_path, readers).entries
    assert entry.parts[0].images[0].plane.traits.b is None
