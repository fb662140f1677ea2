"""3D Slicer's markups: every kind that is read, and left never taken for right."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from builders.case_files import case_file
from scrollcast.authored.case import load_case
from scrollcast.authored.slicer import load_markups
from scrollcast.errors import AuthoredError
from scrollcast.model.mark import AngleMark, ArrowMark, BlockMark, InPatient, OutlineMark, RulerMark

POINTS = ([10.5, -20.0, 30.0], [11.0, -21.0, 30.0], [12.0, -19.0, 30.0])
LPS = tuple(InPatient((x, y, z)) for x, y, z in POINTS)
RAS = tuple(InPatient((-x, -y, z)) for x, y, z in POINTS)
NOTHING: Mapping[str, object] = {}


def markups(folder: Path, kind: str, count: int, changes: Mapping[str, object] = NOTHING) -> Path:
    """A file as Slicer 5 writes it."""
    points = [
        {"id": str(n), "label": f"F-{n}", "position": point, "positionStatus": "defined", "selected": True}
        for n, point in enumerate(POINTS[:count], 1)
    ]
    markup = {"type": kind, "coordinateSystem": "LPS", "coordinateUnits": "mm", "controlPoints": points, **changes}
    path = folder / "markups.mrk.json"
    path.write_text(json.dumps({"@schema": "https://…/markups-schema-v1.0.3.json#", "markups": [markup]}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("system", "places"),
    [("LPS", LPS), ("RAS", RAS), ("lps", LPS), (1, LPS), (0, RAS), ("1", LPS), ("0", RAS)],
)
def test_the_coordinate_system_is_honoured(tmp_path: Path, system: object, places: tuple[InPatient, ...]) -> None:
    """RAS turns x and y around; numbers are those of older files: 0 for RAS, 1 for LPS."""
    path = markups(tmp_path, "Fiducial", 1, {"coordinateSystem": system})
    assert load_markups(path, 90) == (ArrowMark(places[0], 90),)


@pytest.mark.parametrize("changes", [{"coordinateSystem": "IJK"}, {"coordinateSystem": None}, {"coordinateSystem": 2}])
def test_an_unknown_coordinate_system_is_no_guess(tmp_path: Path, changes: Mapping[str, object]) -> None:
    """Left and right would be swapped."""
    with pytest.raises(AuthoredError, match="expected LPS or RAS"):
        load_markups(markups(tmp_path, "Fiducial", 1, changes), 0)


def test_lines_angles_and_closed_curves(tmp_path: Path) -> None:
    """They become a ruler, an angle and a smooth outline."""
    a, b, c = LPS
    assert load_markups(markups(tmp_path, "Line", 2), 0) == (RulerMark(a, b),)
    assert load_markups(markups(tmp_path, "Angle", 3), 0) == (AngleMark(a, b, c),)
    assert load_markups(markups(tmp_path, "ClosedCurve", 3), 0) == (OutlineMark((a, b, c), smooth=True),)


@pytest.mark.parametrize(
    ("system", "orientation"),
    [("RAS", [0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0, 1]), ("LPS", [-0.8, 0.6, 0, -0.6, -0.8, 0, 0, 0, 1])],
)
def test_a_region_of_interest_is_a_box(tmp_path: Path, system: str, orientation: list[float]) -> None:
    """One box as Slicer writes it in either system: its axes are the columns, the matrix is written row by row."""
    sign = 1 if system == "LPS" else -1
    written = {"roiType": "Box", "center": [sign * 10.0, sign * -20.0, 30.0], "size": [4.0, 10.0, 6.0]}
    path = markups(tmp_path, "ROI", 1, {**written, "coordinateSystem": system, "orientation": orientation})
    (block,) = load_markups(path, 0)
    assert isinstance(block, BlockMark)
    assert block.at == InPatient((10.0, -20.0, 30.0))
    expected = ((-1.6, -1.2, 0), (3, -4, 0), (0, 0, 3))
    assert [pytest.approx(half) for half in expected] == [*block.halves]


def test_points_that_were_never_placed_are_left_out(tmp_path: Path) -> None:
    """Slicer writes their last position all the same."""
    path = markups(tmp_path, "Fiducial", 2)
    document = json.loads(path.read_text("utf-8"))
    document["markups"][0]["controlPoints"][0]["positionStatus"] = "undefined"
    path.write_text(json.dumps(document), "utf-8")
    assert load_markups(path, 0) == (ArrowMark(LPS[1], 0),)


@pytest.mark.parametrize(
    ("kind", "count", "changes", "part"),
    [
        ("Plane", 1, {}, "Fiducial, Line, Angle, ClosedCurve and ROI"),
        ("ROI", 1, {"center": [1, 2, 3]}, "without center, orientation and a size"),
        ("ROI", 1, {"center": [1, 2, 3], "size": [4, 0, 6]}, "size above 0"),
        ("ROI", 1, {"center": [1, 2, 3], "size": [4, 5, 6], "orientation": [1, 0, 0]}, "without center, orientation"),
        ("ROI", 1, {"center": [1, 2, 3], "size": [4, 5, 6], "coordinateUnits": "um"}, "not in mm"),
        ("Line", 1, {}, "expected 2"),
        ("ClosedCurve", 2, {}, "3 or more"),
        ("Fiducial", 0, {}, "no point"),
        ("Fiducial", 1, {"coordinateUnits": "um"}, "not in mm"),
        ("Fiducial", 1, {"controlPoints": [{"position": [1, 2]}]}, "three numbers"),
        ("Fiducial", 1, {"controlPoints": [{"position": [1, 2, float("nan")]}]}, "three numbers"),
    ],
)
def test_what_is_not_read_is_said(
    tmp_path: Path, kind: str, count: int, changes: Mapping[str, object], part: str
) -> None:
    """Other kinds, too few points, other units."""
    with pytest.raises(AuthoredError, match=part):
        load_markups(markups(tmp_path, kind, count, changes), 0)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"markups": 1}', "[" * 100_000])
def test_what_is_no_markups_file_is_refused(tmp_path: Path, content: str) -> None:
    """In a sentence."""
    path = tmp_path / "x.mrk.json"
    path.write_text(content, "utf-8")
    with pytest.raises(AuthoredError, match="no markups file"):
        load_markups(path, 0)


def test_several_points_of_a_case_become_several_marks(tmp_path: Path) -> None:
    """Numbered, with the label, the slices and the colour that the case gives them."""
    markups(tmp_path, "Fiducial", 2)
    marks = "marks:\n  node: {slicer: {file: markups.mrk.json, from: left}, label: Node, slices: [3, 8]}\n"
    one, two = load_case(case_file(tmp_path, marks=marks)).case.marks
    assert (one.name, two.name, one.label, two.slices) == ("node-1", "node-2", "Node", (3, 8))
    assert (one.shape, two.shape) == (ArrowMark(LPS[0], 270), ArrowMark(LPS[1], 270))
