"""Real series for tests, where they are unpacked; tests that need them are skipped elsewhere."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / ".cache" / "data"
SERIES = (
    "ct-3slice-liver-seg-sr/segmentations/ct-3slice",
    "ct-abdomen-cptacpda-c3l00189",
    "ct-chest-lidc0314",
    "ct-head-phantom-philips-study",
    "mr-abdomen-coronal-tcga-bc4073",
    "mr-brain-pd-papaya",
    "mr-brain-vsseg001",
    "mr-enhanced-xa30",
    "mr-localizer-3plane-ge",
    "mr-multiecho-philips",
)


def real(name: str) -> Path:
    """The folder of a real series; skips the test where it is not unpacked."""
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"{name} is not unpacked in .cache/data")
    return folder
