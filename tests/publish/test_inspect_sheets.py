"""Contact sheets of a source: each series on its tile, nothing that the gate refuses, and the numbers of cases."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders.cleared import cleared
from builders.dicom_files import COLUMNS, MR, ROWS, other_series, plane, planes, save_all
from builders.stacks import LUNG
from scrollcast.authored.case import load_case
from scrollcast.authored.presets import load_preset, usual
from scrollcast.cli.advice import without_preset
from scrollcast.errors import InputError, PrivacyRefusal, SelectionError, UsageError
from scrollcast.model.geometry import Direction
from scrollcast.model.series import Modality
from scrollcast.model.settings import Settings
from scrollcast.model.volume import ClearedVolume
from scrollcast.model.window import Window
from scrollcast.publish.new import new
from scrollcast.publish.overview import overview
from scrollcast.publish.slices import slice_page, slices
from scrollcast.publish.tiles import NAME, SIDE
from scrollcast.raster.png import png
from scrollcast.raster.text import line
from scrollcast.rendering import plan
from scrollcast.script.stack import line_up

_GAP = 16


def picture(path: Path) -> NDArray[np.uint8]:
    """A written sheet in grey."""
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8)


def flat(hounsfield: int) -> bytes:
    """Pixels of one grey."""
    return np.full((ROWS, COLUMNS), hounsfield + 1024, np.uint16).tobytes()


def steps(count: int) -> ClearedVolume:
    """An axial stack, feet first, whose slices are brighter and brighter from index 0 on."""
    stack = np.broadcast_to(np.linspace(-100, 160, count, dtype=np.int16)[:, None, None], (count, 40, 40))
    return cleared(stack.copy())


def trimmed(grey: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What is lit, without the dark around it, 0 to 1."""
    share = (grey - grey.min()) / np.ptp(grey)
    lit = share > 0.5
    rows, columns = np.flatnonzero(lit.any(1)), np.flatnonzero(lit.any(0))
    return np.asarray(share[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], np.float64)


def read_number(foot: NDArray[np.uint8], most: int) -> int:
    """The number that stands in the first line below a tile, by the shape of its digits."""
    found = trimmed(foot)

    def unlike(number: int) -> float:
        drawn = trimmed(line(str(number), NAME).mask)
        return np.inf if drawn.shape != found.shape else float(np.abs(drawn - found).mean())

    return min(range(1, most + 1), key=unlike)


def tile(sheet: NDArray[np.uint8], number: int, pitch: int, columns: int = 5, top: int = _GAP) -> NDArray[np.uint8]:
    """The square of a tile."""
    y, x = top + number // columns * pitch, _GAP + number % columns * (SIDE + _GAP)
    return sheet[y : y + SIDE, x : x + SIDE]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A CT of each third grey; two echoes; one that says that it has text burned in, a screen, and one with a gap."""
    folder = tmp_path / "study"
    for number, hounsfield in enumerate((-100, 20, 160), 1):
        save_all(folder / str(number), other_series(planes(3, {"PixelData": flat(hounsfield)}), number))
    save_all(folder / "4", other_series(planes(3, {"BurnedInAnnotation": "YES", "PixelData": flat(250)}), 4))
    save_all(folder / "5", other_series(planes(1, {"ConversionType": "WSD", "PixelData": flat(250)}), 5))
    save_all(folder / "6", other_series([plane(index) for index in (0, 1, 2, 5)], 6))
    lost = other_series(planes(3, {"ImagePositionPatient": None}), 7)
    save_all(folder / "7", lost)
    echoes = [
        plane(index, {"SOPClassUID": MR, "Modality": "MR", "EchoTime": te, "SeriesNumber": 8})
        for te in (10, 20)
        for index in range(3)
    ]
    save_all(folder / "8", other_series(echoes, 8))
    return folder


def test_each_series_has_its_tile(study: Path, tmp_path: Path) -> None:
    """Greys stand where their series do; what is refused or can't be sorted is a plate with words."""
    sheet = picture(overview(study, tmp_path / "sheet.png"))
    assert sheet.shape[1] == _GAP + 5 * (SIDE + _GAP)
    pitch = (sheet.shape[0] - _GAP) // 2
    middles = [int(np.median(tile(sheet, number, pitch)[100:140, 100:140])) for number in range(3)]
    window = load_preset("ct-abdomen").window
    assert isinstance(window, Window)
    expected = [
        255 * (hounsfield - (window.center - 0.5)) / (window.width - 1) + 127.5 for hounsfield in (-100, 20, 160)
    ]
    assert np.abs(np.array(middles) - expected).max() <= 3
    for number in (3, 4, 6):
        square = tile(sheet, number, pitch)
        assert np.median(square) < 40
        assert 200 < (square > 100).sum() < 12_000
    assert np.std(tile(sheet, 5, pitch)[60:180, 60:180]) > 20
    assert all(np.std(tile(sheet, number, pitch)[60:180, 60:180]) > 20 for number in (7, 8))
    assert (tile(sheet, 9, pitch) < 20).all()


def test_a_sheet_of_nothing_is_an_error(tmp_path: Path) -> None:
    """No picture of words alone; and nothing at all of several patients."""
    save_all(tmp_path / "a", planes(3, {"BurnedInAnnotation": "YES"}))
    with pytest.raises(InputError, match="Nothing in the source can be shown"):
        overview(tmp_path / "a", tmp_path / "sheet.png")
    save_all(tmp_path / "b" / "1", planes(2))
    save_all(tmp_path / "b" / "2", other_series(planes(2, {"PatientID": "P2"}), 2))
    with pytest.raises(PrivacyRefusal, match="2 patients"):
        overview(tmp_path / "b", tmp_path / "sheet.png")
    assert not (tmp_path / "sheet.png").exists()


def test_many_volumes_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A perfusion does not fill the sheet; the last tile says how much more there is."""
    monkeypatch.setattr("scrollcast.publish.overview._MOST_VOLUMES", 1)
    mr = {"SOPClassUID": MR, "Modality": "MR"}
    times = [plane(z, {**mr, "TemporalPositionIdentifier": time}) for time in (1, 2, 3) for z in (0, 1)]
    save_all(tmp_path / "series", other_series(times, 1))
    sheet = picture(overview(tmp_path / "series", tmp_path / "sheet.png"))
    assert sheet.shape[1] == _GAP + SIDE + _GAP
    foot = sheet[_GAP + SIDE + 4 :]
    written = [bool((foot[y : y + 20] > 80).any()) for y in (8, 32, 56, 80, 104)]
    assert written == [True] * 5  # series, kind, name, images, and how many more


@pytest.mark.parametrize("direction", [None, Direction.FEET_TO_HEAD])
@pytest.mark.parametrize("count", [7, 80])
def test_slices_have_the_numbers_of_cases(direction: Direction | None, count: int) -> None:
    """Below each slice stands the number under which a film, and so a case, has it; first and last are there."""
    volume = steps(count)
    asked = Settings(direction=direction)
    stack = line_up(volume.facts, direction, LUNG.direction(volume.facts.plane))
    luma = slice_page(volume, replace(LUNG, window=Window(300, 30)), asked).canvas.luma
    top = _GAP + 2 * 30 + _GAP
    shown = min(count, 36)
    numbers = []
    for place in range(shown):
        y, x = top + place // 6 * (SIDE + 68), _GAP + place % 6 * (SIDE + _GAP)
        number = read_number(luma[y + SIDE + 4 : y + SIDE + 33, x : x + SIDE], count)
        grey = float(luma[y + SIDE // 2, x + SIDE // 2])
        expected = np.linspace(-100, 160, count)[stack.index(number)]
        assert grey == pytest.approx(16 + 219 * ((expected - 29.5) / 299 + 0.5), abs=2)
        numbers.append(number)
    assert (numbers[0], numbers[-1]) == (1, count)
    assert numbers == sorted(set(numbers))
    assert max(np.diff(numbers)) <= -(-count // shown)
    head_first = stack.index(1) == count - 1
    assert head_first == (direction is None)


def test_the_numbers_are_those_of_a_starter_case(folder: Path, tmp_path: Path) -> None:
    """What `new` writes and what a film of it counts is what the sheet says without a preset."""
    path = slices(folder / "series", None, tmp_path / "slices.png")
    case = new(folder / "series", tmp_path / "case.yaml")
    film = plan(case)
    page = slice_page(film.cleared, usual(Modality.CT))
    assert path.read_bytes() == png(page.canvas)
    stack = line_up(film.cleared.facts, None, usual(Modality.CT).direction(film.cleared.facts.plane))
    assert film.timeline.travel == stack.travel


def test_one_series_is_asked_for(study: Path, tmp_path: Path) -> None:
    """Which one is not guessed; what is refused is refused here too, and nothing is written."""
    out = tmp_path / "slices.png"
    with pytest.raises(SelectionError, match="choose one with --series N"):
        slices(study, None, out)
    with pytest.raises(PrivacyRefusal, match="burned into"):
        slices(study, None, out, Settings(series=4))
    assert not out.exists()
    assert slices(study, None, out, Settings(series=8, volume="2")) == out


def test_a_starter_fits_the_part_of_the_body(tmp_path: Path) -> None:
    """Where headers tell of a chest, the case starts with the lungs, and names what else fits."""
    save_all(tmp_path / "series", planes(4, {"BodyPartExamined": "CHEST"}))
    authored = load_case(new(tmp_path / "series", tmp_path / "case.yaml"))
    assert authored.preset == "ct-lung"
    assert "# or ct-mediastinum, ct-pe, ct-angio, ct-bone" in (tmp_path / "case.yaml").read_text()
    with pytest.raises(UsageError, match="add --preset with ct-lung, ct-mediastinum, ct-pe, ct-angio or ct-bone"):
        raise without_preset(tmp_path / "series", Settings())
