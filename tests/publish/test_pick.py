"""The page of ``pick``: what is in it, what is not, and how large it is."""

import base64
import hashlib
import json
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.cleared import cleared
from builders.dicom_files import planes, save_all
from builders.phantom import CASE, write_case, write_phantom
from scrollcast.authored.presets import load_preset, shipped_presets
from scrollcast.errors import OutputError, PrivacyRefusal
from scrollcast.model.geometry import Direction, Spacing
from scrollcast.model.series import Modality, Padding, Rescale, Slice
from scrollcast.model.settings import Settings
from scrollcast.model.volume import Crop
from scrollcast.model.window import Window
from scrollcast.publish import pick as room
from scrollcast.publish.pick import pick, picking_page
from scrollcast.publish.shades import Form, extent, levels, picture

DATA = next(
    (path for up in (".cache/data", "../shared/data") if (path := Path(__file__).parents[2] / up).is_dir()), Path("-")
)
CHEST = DATA / "ct-chest-lidc0314"
CT_WINDOWS = [
    preset.window
    for preset in shipped_presets()
    if preset.modality is Modality.CT and isinstance(preset.window, Window)
]
SPACING = Spacing(1.2, 0.8)


def facts_in(page: bytes) -> dict[str, object]:
    """The data of a page."""
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', page.decode(), re.DOTALL)
    assert found
    facts = json.loads(found[1])
    assert isinstance(facts, dict)
    return facts


def stack(count: int = 6) -> np.ndarray:
    """A CT in HU: a different ramp in each slice."""
    ramp = np.linspace(-1000, 1000, 40 * 50).reshape(40, 50)
    return np.stack([ramp + 10 * index for index in range(count)]).astype(np.int16)


def test_the_page_tells_where_each_slice_lies() -> None:
    """Position, orientation, spacing and image number of each slice are numbers; the crop says what is shown."""
    volume = cleared(stack(), spacing=SPACING, crop=Crop(4, 6, 36, 44), place=lambda k: (-10.5, 3.25, 5.0 * k))
    facts = facts_in(picking_page(volume, load_preset("ct-lung")))
    assert facts["crop"] == {"left": 6, "top": 4, "columns": 38, "rows": 32}
    assert facts["sides"] == ["A", "L", "P", "R"]
    for k, plane in enumerate(facts["slices"]):
        assert plane["position"] == [-10.5, 3.25, 5.0 * k]
        assert plane["orientation"] == [1, 0, 0, 0, 1, 0]
        assert plane["spacing"] == [1.2, 0.8]
        assert plane["image"] == k + 1


def test_the_pictures_hold_the_stack() -> None:
    """A code of a JPEG stands for the value of its pixel, within the noise of a JPEG."""
    stored = stack()
    facts = facts_in(picking_page(cleared(stored, crop=Crop(4, 6, 36, 44)), load_preset("ct-lung")))
    scale = np.array(facts["levels"])
    for values, plane in zip(stored, facts["slices"], strict=True):
        codes = cv2.imdecode(np.frombuffer(base64.b64decode(plane["jpeg"]), np.uint8), cv2.IMREAD_GRAYSCALE)
        wanted = np.interp(values[4:36, 6:44], scale, np.arange(256))
        assert np.abs(codes - wanted).mean() < 1.5


def test_numbers_follow_the_travel_of_each_preset() -> None:
    """A preset that goes head to feet counts from the top of the stack, one that goes feet to head from its bottom."""
    looks = facts_in(picking_page(cleared(stack()), load_preset("ct-lung")))["presets"]
    ways = {look["name"]: (look["direction"], look["rising"]) for look in looks}
    assert looks[0]["name"] == "ct-lung"
    assert ways["ct-lung"] == ("head-to-feet", False)
    assert ways["ct-brain"] == ("feet-to-head", True)
    assert len(looks) == len({look["name"] for look in looks}) == len(CT_WINDOWS)


def test_a_direction_that_was_asked_for_is_that_of_all() -> None:
    """``--direction`` overrides every preset, as it does in a render."""
    asked = Settings(direction=Direction.FEET_TO_HEAD)
    looks = facts_in(picking_page(cleared(stack()), load_preset("ct-lung"), asked))["presets"]
    assert {(look["direction"], look["rising"]) for look in looks} == {("feet-to-head", True)}


def test_images_without_geometry_carry_none() -> None:
    """No position, no letters, no direction: nothing is guessed."""
    facts = facts_in(picking_page(cleared(stack(), spacing=None, orientation=None), load_preset("ct-lung")))
    assert facts["sides"] is None
    assert {look["direction"] for look in facts["presets"]} == {None}
    assert all(plane["position"] is plane["orientation"] is plane["spacing"] is None for plane in facts["slices"])


def test_every_window_of_ct_gets_its_shades() -> None:
    """One scale of 256 codes holds at least 50 for each window from stroke (40) to temporal bone (2800)."""
    scale = levels(CT_WINDOWS, -1024, 3071)
    assert scale[0] == -1024
    assert scale[-1] == 3071
    for window in CT_WINDOWS:
        assert np.count_nonzero(np.abs(scale - window.center) < window.width / 2) >= 50, str(window)


@given(
    low=st.floats(-5000, 5000),
    width=st.floats(0, 60000),
    windows=st.lists(st.builds(Window, st.floats(1, 4000), st.floats(-2000, 2000)), max_size=5),
)
def test_a_scale_rises_over_the_whole_stack(low: float, width: float, windows: list[Window]) -> None:
    """Whatever the windows and the stack, even one of a single value, the codes run from its lowest to its highest."""
    scale = levels(windows, low, low + width)
    assert scale.shape == (256,)
    assert (np.diff(scale) >= 0).all()
    assert (scale[0], scale[-1]) == pytest.approx((low, low + width))


@pytest.mark.parametrize(("inverted", "black"), [(False, 0), (True, 255)])
def test_padding_ends_up_black(inverted: bool, black: int) -> None:
    """Padding is out of the extent, and gets the code that the window and the inversion turn black."""
    stored = np.full((16, 16), -2000, np.int16)
    stored[:, 8:] = np.arange(8)
    plane = Slice(stored, Rescale(2.0, -10.0), inverted, Padding(-2000, -2000), None, None, None, 1)
    assert extent([plane]) == (-10.0, 4.0)
    data = picture(plane, levels([], -10.0, 4.0), Crop(0, 0, 16, 16), Form((16, 16), 92))
    codes = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert np.abs(codes[:, :8].astype(int) - black).max() <= 2


def test_nothing_of_a_header_is_in_the_page(tmp_path: Path) -> None:
    """Names, numbers, dates and identifiers of the files are nowhere in the page, nor in its pictures."""
    canaries = {
        "PatientName": "Canary^Tweety",
        "PatientID": "CANARYID77",
        "PatientBirthDate": "19530417",
        "StudyDate": "20010203",
        "AccessionNumber": "CANARYACC",
        "InstitutionName": "Canary Hospital",
        "SeriesDescription": "CANARY chest",
        "StudyInstanceUID": "1.2.826.777.1",
    }
    save_all(tmp_path / "canaryfolder", planes(4, canaries))
    page = pick(tmp_path / "canaryfolder", "ct-lung", tmp_path / "pick.html").read_bytes()
    pictures = b"".join(base64.b64decode(plane["jpeg"]) for plane in facts_in(page)["slices"])
    for told in (page, pictures):
        for text in ("canary", "tweety", "19530417", "20010203", "1.2.826", "1.2.3.", str(tmp_path).lower()):
            assert text.encode() not in told.lower()


def test_the_policy_lets_only_its_own_script_run() -> None:
    """The policy names the digests of style and script, nothing may be loaded, and no address is in the page."""
    page = picking_page(cleared(stack()), load_preset("ct-lung")).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    for kind in ("script", "style"):
        content = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]
    without_data = re.sub(r'(<script id="data"[^>]*>).*?<', r"\1<", page)
    assert not re.search(r"https?:|\bsrc=|@import|url\(", without_data)


def test_words_of_a_preset_go_through_the_gate(tmp_path: Path) -> None:
    """A person's own preset must not bring a name from the header onto the page."""
    save_all(tmp_path / "series", planes(4, {"PatientName": "Zwyxel^Ada"}))
    shipped = Path(__file__).parents[2] / "presets" / "ct-lung.yaml"
    mine = tmp_path / "mine.yaml"
    mine.write_text(shipped.read_text().replace("CT CHEST", "ZWYXEL ADA"))
    with pytest.raises(PrivacyRefusal):
        pick(tmp_path / "series", mine, tmp_path / "pick.html")
    assert not (tmp_path / "pick.html").exists()


def test_an_older_page_stays(tmp_path: Path) -> None:
    """Nothing is replaced unless that was asked for."""
    save_all(tmp_path / "series", planes(4))
    out = tmp_path / "pick.html"
    out.write_text("older")
    with pytest.raises(OutputError):
        pick(tmp_path / "series", None, out)
    assert out.read_text() == "older"
    assert pick(tmp_path / "series", None, out, Settings(overwrite=True)) == out
    assert facts_in(out.read_bytes())["presets"][0]["name"] == "ct-abdomen"


def test_a_large_stack_is_shown_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the budget the pictures have fewer pixels, and a note says so; coordinates stay those of the slices."""
    noise = np.random.default_rng(1).integers(-1000, 1000, (4, 200, 300), dtype=np.int16)
    monkeypatch.setattr(room, "_BUDGET", 60_000)
    page = picking_page(cleared(noise), load_preset("ct-lung"), watch=(heard := Heard()))
    facts = facts_in(page)
    assert facts["crop"] == {"left": 0, "top": 0, "columns": 300, "rows": 200}
    columns, rows = facts["size"]
    assert columns / rows == pytest.approx(1.5, abs=0.02)
    assert sum(len(plane["jpeg"]) for plane in facts["slices"]) < 66_000
    assert heard.notes == [f"The slices are shown at {columns / 300:.0%} of their size to keep the page small; "
                           "coordinates stay theirs."]  # fmt: skip


@pytest.mark.skipif(not CHEST.is_dir(), reason="ct-chest-lidc0314 is not unpacked")
def test_275_slices_fit_a_phone(tmp_path: Path) -> None:
    """The 275 slices of a chest CT stay under 25 MB, at their full size."""
    page = pick(CHEST, "ct-lung", tmp_path / "pick.html").read_bytes()
    facts = facts_in(page)
    assert len(facts["slices"]) == 275
    assert facts["size"] == [facts["crop"]["columns"], facts["crop"]["rows"]]
    assert len(page) < 25_000_000


def test_the_page_of_a_case_counts_as_the_case_does(tmp_path: Path) -> None:
    """Its images, its preset and its direction; flags come first."""
    write_phantom(tmp_path / "series")
    case = write_case(tmp_path, CASE.replace("length: 15s", "direction: feet-to-head"))
    page = pick(case, out=tmp_path / "a.html").read_bytes()
    settings = Settings(direction=Direction.FEET_TO_HEAD)
    assert page == pick(tmp_path / "series", "ct-abdomen", tmp_path / "b.html", settings).read_bytes()
    settings = Settings(direction=Direction.HEAD_TO_FEET)
    other = pick(case, "ct-bone", tmp_path / "c.html", settings).read_bytes()
    assert other == pick(tmp_path / "series", "ct-bone", tmp_path / "d.html", settings).read_bytes()


class Heard:
    """Keeps the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def stage(self, name: str, total: int) -> None:
        """Ignore a stage."""

    def advance(self, done: int) -> None:
        """Ignore a step."""

    def note(self, text: str) -> None:
        """Keep a note."""
        self.notes.append(text)
