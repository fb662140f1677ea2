"""The page about sources: its table is what the command prints, and its options are there."""

import re
from pathlib import Path

import pytest

from builders.commands import Terminal
from builders.dicom_files import MR, SAGITTAL, other_series, plane, planes, save_all

PAGE = Path(__file__).parents[2] / "docs" / "inspect.md"


def study(folder: Path) -> Path:
    """A localizer, a tilted head with a kernel, two echoes, and a secondary capture."""
    head = {"BodyPartExamined": "HEAD", "WindowWidth": 80, "WindowCenter": 40, "PixelSpacing": [0.45, 0.45]}
    scout = {**head, "ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"], "ImageOrientationPatient": SAGITTAL}
    save_all(folder / "1", planes(1, scout))
    tilted = [
        plane(z, {**head, "ConvolutionKernel": "STANDARD", "ImagePositionPatient": [0, 1.5 * z, 5 * z]})
        for z in range(28)
    ]
    save_all(folder / "2", other_series(tilted, 2))
    mr = {"SOPClassUID": MR, "Modality": "MR", "SeriesDescription": "t2 gre knee", "PixelSpacing": [0.5, 0.5]}
    echoes = [
        plane(z, {**mr, "SliceThickness": 4, "EchoTime": te, "ImagePositionPatient": [0, 0, 4 * z]})
        for te, zs in ((10, range(20)), (20, (*range(12), *range(13, 20))))
        for z in zs
    ]
    save_all(folder / "3", other_series(echoes, 3))
    save_all(folder / "4", other_series(planes(3, {"ConversionType": "WSD"}), 4))
    return folder


def test_its_table_is_that_of_the_command(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line by line, at a hundred columns."""
    monkeypatch.setenv("COLUMNS", "100")
    (table,) = re.findall(r"```\n(series .*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert Terminal(capfd)("inspect", str(study(tmp_path))).out == table


def test_its_options_are_there(capfd: pytest.CaptureFixture[str]) -> None:
    """Each is one of the command."""
    told = Terminal(capfd)("inspect", "--help").out
    options = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", PAGE.read_text(encoding="utf-8")))
    assert {option for option in options if option not in told} == set()
