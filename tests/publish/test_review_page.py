"""``review``: one page with every frame, text, place and check, and a sign-off for the bytes of a clip."""

import json
import re
from base64 import b64decode
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders.browser import Browser
from builders.cleared import cleared
from builders.commands import Terminal
from builders.finished import leftovers
from builders.phantom import CASE, write_case
from scrollcast.errors import PrivacyRefusal, VerifyError
from scrollcast.model.geometry import Spacing
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.verdict import Flag
from scrollcast.model.volume import Crop
from scrollcast.model.window import Window
from scrollcast.publish.places import places
from scrollcast.publish.review import QUESTIONS, review
from scrollcast.publish.signoff import digest_of, review_of
from scrollcast.publish.surface import surfaces
from scrollcast.rendering import Film, render


def data_of(page: Path) -> dict[str, Any]:
    """What the script of a page is given."""
    match = re.search(r'<script id="data" type="application/json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    assert match
    return dict(json.loads(match[1]))


@pytest.fixture(scope="module")
def of_case(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small case."""
    return review(write_case(folder), out=tmp_path_factory.mktemp("review") / "case.html")


@pytest.fixture(scope="module")
def clip(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its clip, at few frames a second."""
    out = tmp_path_factory.mktemp("clip") / "ball.mp4"
    return render(write_case(folder), out=out, settings=Settings(rate=Rate(Fraction(10)))).path


def test_the_page_of_a_case_has_all_that_will_be_public(of_case: Path, film: Film) -> None:
    """Every slice that shows, every text once, every check, and what only a person knows."""
    told = data_of(of_case)
    shown = {film.timeline.at(number).view.slice for number in range(film.timeline.frames)}
    assert len(told["frames"]) >= len(shown)
    texts = [line["text"] for line in told["texts"]]
    assert len(texts) == len(set(texts))
    assert {"Where is the ball?", "Chest pain. 60s.", "ball", "His left", "A ball, at the right.", "TAKE-HOME"} <= {
        *texts
    }
    assert {"kind", "header", "words", "text"} <= {line["check"] for line in told["checks"]}
    assert told["questions"] == list(QUESTIONS)
    assert told["missing"] == []
    asked = " ".join(QUESTIONS)
    assert all(word in asked for word in ("consent", "licence", "rare", "implant", "tattoo", "face", "burned"))


def test_the_page_tells_no_path_and_no_time(of_case: Path, folder: Path) -> None:
    """Places of texts are lines and keys; the bytes are fit to be handed on."""
    assert leftovers(of_case) == []
    assert str(folder) not in of_case.read_text("utf-8")
    places_said = [line["place"] for line in data_of(of_case)["texts"]]
    assert "line 3, history" in places_said


def test_a_case_that_is_silent_about_rights_says_so(folder: Path, tmp_path: Path) -> None:
    """Consent and licence are asked for by name."""
    (folder / "silent.yaml").write_text(re.sub(r"(consent|licence): .*\n", "", CASE), "utf-8")
    told = data_of(review(folder / "silent.yaml", out=tmp_path / "silent.html"))
    assert told["missing"] == ["consent", "licence"]


def test_what_is_refused_has_no_page(folder: Path, tmp_path: Path) -> None:
    """The gate is before the page."""
    (folder / "aged.yaml").write_text(CASE.replace("60s", "64-year-old"), "utf-8")
    with pytest.raises(PrivacyRefusal):
        review(folder / "aged.yaml", out=tmp_path / "aged.html")
    assert not list(tmp_path.iterdir())


def test_the_page_of_a_clip_has_its_frames_and_its_digest(clip: Path, film: Film, tmp_path: Path) -> None:
    """Each frame that differs, as it is decoded."""
    told = data_of(review(clip, out=tmp_path / "clip.html"))
    assert told["clip"] == {"name": "ball.mp4", "sha256": digest_of(clip)}
    shown = {film.timeline.at(number).view.slice for number in range(film.timeline.frames)}
    assert len(shown) * 0.7 <= len(told["frames"]) <= 240
    seconds = [float(frame["at"].removesuffix(" s")) for frame in told["frames"]]
    assert seconds == sorted(seconds)
    assert seconds[0] == 0
    assert seconds[-1] < 15
    assert leftovers(tmp_path / "clip.html") == []


def test_what_is_no_clip_has_no_page(clip: Path, tmp_path: Path) -> None:
    """Nor has one that is cut short."""
    for content in (b"no film", clip.read_bytes()[:-20_000]):
        (tmp_path / "broken.mp4").write_bytes(content)
        with pytest.raises(VerifyError):
            review(tmp_path / "broken.mp4", out=tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_flagged_places_are_boxes_on_the_pictures_in_which_text_shows(film: Film) -> None:
    """In pixels of a slice."""
    told = places(film.cleared, Window(400, 50), [Flag(Crop(3, 10, 9, 40), "it looks like text")])
    assert told["boxes"] == [{"left": 10, "top": 3, "width": 30, "height": 6, "why": "it looks like text"}]
    assert [picture["name"] for picture in told["pictures"]] == ["darkest values", "brightest values", "slice"]
    assert (told["rows"], told["columns"]) == (film.cleared.facts.rows, film.cleared.facts.columns)


def test_the_surface_is_seen_from_three_sides(of_case: Path) -> None:
    """As deep as the ball's body is, made from what may be shown."""
    names = [picture["name"] for picture in data_of(of_case)["surfaces"]]
    assert names == ["depth from the front", "depth from the right", "depth from the left"]


def test_depth_is_brightest_where_the_body_is_nearest() -> None:
    """A wedge that comes nearer towards the feet, seen from the front."""
    stack = np.full((20, 40, 30), -1000, np.int16)
    for index in range(20):
        stack[index, 5 + index :, 5:25] = 50
    front, right, left = (_decoded(picture["jpeg"]) for picture in surfaces(cleared(stack, spacing=Spacing(5.0, 5.0))))
    middle = front[:, front.shape[1] // 2]
    shown = middle[middle > 24]
    assert shown[0] < shown[-1]
    assert (front[:, 0] < 24).all()
    assert right.shape == left.shape
    assert np.abs(right.astype(int) - left[:, ::-1]).mean() < 4


def test_a_stack_without_positions_has_no_surface() -> None:
    """Nothing is made up."""
    assert surfaces(cleared(np.zeros((3, 8, 8), np.int16), orientation=None)) == []


def _decoded(jpeg: str) -> NDArray[np.uint8]:
    return cv2.imdecode(np.frombuffer(b64decode(jpeg), np.uint8), cv2.IMREAD_GRAYSCALE)


def test_the_command_writes_a_page_and_signs(
    folder: Path, clip: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case is reviewed before its clip is signed for; a case alone can't be signed for."""
    monkeypatch.chdir(tmp_path)
    run = Terminal(capfd)
    case = str(write_case(folder))
    assert run("review", case, "-q").out == "ct-abdomen-review.html\n"
    refused = run("review", case, "--reviewed-by", "R. Viewer")
    assert refused.code == 2
    assert "--clip" in refused.err
    mine = tmp_path / "mine.mp4"
    mine.write_bytes(clip.read_bytes())
    assert run("review", str(mine), "-q").out == "mine-review.html\n"
    assert not review_of(mine).ready
    assert (
        run("review", case, "--clip", str(mine), "--reviewed-by", "R. Viewer").out == f"{tmp_path}/mine.review.json\n"
    )
    assert review_of(mine).ready


def test_the_page_works_offline(of_case: Path, chromium: Browser) -> None:
    """Pictures, words and questions are there, and the browser has nothing to complain about."""
    chromium.driver.get(of_case.as_uri())
    for selector, number in (
        ("#frames img", len(data_of(of_case)["frames"])),
        ("#questions input", len(QUESTIONS)),
        ("#places img", 3),
    ):
        assert chromium.ask(f"document.querySelectorAll('{selector}').length") == number
    chromium.ask("document.querySelectorAll('#questions input').forEach((box) => box.click())")
    assert chromium.text("count") == "All answered."
    assert chromium.complaints() == []
