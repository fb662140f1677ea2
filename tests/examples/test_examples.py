"""The example cases: sound, true to the phantom, and as their sheets in the README show them."""

import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from scrollcast.authored.case import json_schema, load_case
from scrollcast.demo.abdomen import GEOMETRY, finding
from scrollcast.demo.resonance import COARSER, STEP
from scrollcast.demo.series import write_demo, write_mr_demo
from scrollcast.model.mark import ArrowMark, OnSlice, RingMark
from scrollcast.publish.check import check
from scrollcast.publish.sheet import sheet

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("ct-abdomen-quiz", "window-tour", "mr-lesion")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases beside series that were just written."""
    folder = tmp_path_factory.mktemp("examples")
    for name in NAMES:
        shutil.copytree(EXAMPLES / name, folder / name)
    write_demo(folder / "series" / "ct")
    write_mr_demo(folder / "series" / "mr")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_no_finding(folder: Path, name: str) -> None:
    """Neither error nor warning: they are what people start from."""
    assert check(folder / name / "case.yaml").findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_its_readme_shows_its_sheet(folder: Path, name: str, tmp_path: Path) -> None:
    """The picture is the one that `sheet` draws today."""
    assert "sheet.png" in (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    drawn = cv2.imread(str(sheet(folder / name / "case.yaml", out=tmp_path / "sheet.png")))
    kept = cv2.imread(str(EXAMPLES / name / "sheet.png"))
    assert drawn is not None
    assert kept is not None
    assert drawn.shape == kept.shape
    assert np.abs(drawn.astype(int) - kept.astype(int)).mean() < 1


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_finds_nothing_wrong_with_it(name: str) -> None:
    """Its first comment names the schema beside it, which is today's."""
    path = EXAMPLES / name / "case.yaml"
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../scrollcast.schema.json\n")
    assert json.loads((EXAMPLES / "scrollcast.schema.json").read_text(encoding="utf-8")) == json_schema()
    Draft202012Validator(json_schema()).validate(YAML(typ="safe", pure=True).load(path))


def test_marks_are_on_the_lesion() -> None:
    """The arrow's tip rests on its edge in the CT, the ring is centred on it in the MR."""
    lesion = finding()
    arrow = load_case(EXAMPLES / "ct-abdomen-quiz" / "case.yaml").case.marks[0].shape
    assert isinstance(arrow, ArrowMark)
    assert isinstance(arrow.at, OnSlice)
    assert arrow.at.slice == lesion.slice
    away = np.hypot(arrow.at.column - lesion.column, arrow.at.row - lesion.row)
    assert away == pytest.approx(lesion.radius, abs=1)
    ring = load_case(EXAMPLES / "mr-lesion" / "case.yaml").case.marks[0].shape
    assert isinstance(ring, RingMark)
    assert isinstance(ring.at, OnSlice)
    assert abs((ring.at.slice - 1) * STEP - (lesion.slice - 1)) <= 1
    middle = (lesion.column - 0.5) / COARSER, (lesion.row - 0.5) / COARSER
    assert (ring.at.column, ring.at.row) == pytest.approx(middle, abs=0.5)
    assert ring.radius.value > lesion.radius * GEOMETRY.spacing.column
