"""Damaged files and strange ones: loaded, or refused with a documented code; never a traceback, a hang or a leak."""

from collections import Counter
from pathlib import Path

import pydicom
import pytest

from builders.mutants import mutants, outcome
from builders.real import DATA
from scrollcast.dicom.readers import Readers

BUNDLED = Path(pydicom.__file__).parent / "data"


def test_mutants(readers: Readers, tmp_path: Path) -> None:
    """Three hundred damaged copies of valid files of every kind; ``tests/builders/mutants.py`` tries ten thousand."""
    outcomes = Counter(outcome(path, readers) for path in mutants(300, 2, tmp_path))
    assert outcomes.total() == 300
    assert outcomes["loaded"] > 20
    assert outcomes["UnreadableError"] > 100


@pytest.mark.parametrize("folder", sorted(path.name for path in BUNDLED.iterdir() if path.is_dir()))
def test_every_file_that_pydicom_brings(readers: Readers, folder: str) -> None:
    """Character sets, palettes, broken elements, colour, directories: each file by itself."""
    for path in sorted(path for path in (BUNDLED / folder).rglob("*") if path.is_file()):
        assert outcome(path, readers)


def test_what_of_it_loads(readers: Readers) -> None:
    """The CT and MR images among them load, damaged ones are refused."""
    told = {path.name: outcome(path, readers) for path in sorted((BUNDLED / "test_files").glob("*.dcm"))}
    loads = {
        *("CT_small.dcm", "MR_small.dcm", "MR_small_RLE.dcm", "MR_small_bigendian.dcm", "MR_small_implicit.dcm"),
        *("MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm", "MR_small_expb.dcm"),
    }
    assert {name for name, word in told.items() if word == "loaded"} >= loads
    assert told["MR_truncated.dcm"] == told["MR_small_padded.dcm"] == "UnreadableError"


@pytest.mark.skipif(not DATA.is_dir(), reason="the real series are not unpacked in .cache/data")
def test_every_real_file(readers: Readers) -> None:
    """Each small file of the real data by itself, and one in twenty of the large series; none hangs."""
    files = [path for path in sorted(DATA.rglob("*")) if path.is_file()]
    small = [path for path in files if path.parent.name in {"ct-syntaxes-cornerstone", "mr-enhanced-xa30"}]
    for path in (*files[::20], *small):
        assert "took too long" not in outcome(path, readers)
