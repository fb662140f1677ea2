"""The kit's page and its clips in Chromium: they play, they are what was made, and the buttons copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from builders.browser import Browser
from scrollcast.publish.kit import Kit

PLAYER = (
    "<!doctype html><title>player</title><style>*{margin:0}</style><video src='clip.mp4' height='640' muted></video>"
)
READY = "return document.querySelector('video').readyState >= 2"
PLAY = """
const [video, done] = [document.querySelector("video"), arguments[0]];
video.addEventListener("ended", () => {
  const quality = video.getVideoPlaybackQuality();
  done({ at: video.currentTime, frames: quality.totalVideoFrames, corrupted: quality.corruptedVideoFrames });
});
video.addEventListener("error", () => done({ at: -1, error: video.error.message }));
video.playbackRate = 4;
video.play();
"""


@pytest.fixture
def player(chromium: Browser, made: Kit, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A page with a video element and nothing else."""
    (tmp_path / "clip.mp4").symlink_to(made.path / request.param / "clip.mp4")
    (tmp_path / "player.html").write_text(PLAYER)
    chromium.driver.set_script_timeout(60)
    chromium.send("Emulation.clearDeviceMetricsOverride")
    chromium.driver.get((tmp_path / "player.html").as_uri())
    WebDriverWait(chromium.driver, 30).until(lambda driver: driver.execute_script(READY))
    yield chromium
    chromium.driver.get("about:blank")


@pytest.mark.parametrize(
    ("player", "name", "size"), [("tiktok", "tiktok", [1080, 1920]), ("x", "x", [720, 1280])], indirect=["player"]
)
def test_a_clip_plays_to_its_end(player: Browser, made: Kit, tmp_path: Path, name: str, size: list[int]) -> None:
    """Right size, right length, the first frame not black, every frame of it decoded without a fault."""
    clip = next(folder.clip for folder in made.folders if folder.platform.name == name)
    seconds = float(clip.rate.seconds(clip.frames))
    assert player.ask("(it => [it.videoWidth, it.videoHeight])(document.querySelector('video'))") == size
    assert player.ask("document.querySelector('video').duration") == pytest.approx(seconds, abs=0.1)
    assert player.ask("document.querySelector('video').currentTime") == 0
    first = player.screenshot(tmp_path / "first.png")[:640, :360]
    assert first.max() > 200
    assert (first > 60).mean() > 0.1
    seen = player.driver.execute_async_script(PLAY)
    assert seen["at"] == pytest.approx(seconds, abs=0.1)
    assert seen["corrupted"] == 0
    assert seen["frames"] > 0.2 * clip.frames  # at four times the speed a loaded machine drops some


@pytest.fixture
def desk(chromium: Browser, made: Kit) -> Iterator[Browser]:
    """The page of the kit, opened from its file; afterwards no word on the console, and nothing from the network."""
    chromium.complaints()
    chromium.send("Emulation.clearDeviceMetricsOverride")
    chromium.driver.get_log("performance")
    chromium.driver.get((made.path / "kit.html").absolute().as_uri())
    yield chromium
    assert chromium.complaints() == []
    assert all(address.startswith(("file:", "data:")) for address in chromium.requested())


def test_the_page_shows_every_platform(desk: Browser, made: Kit) -> None:
    """A player, pictures with their alt texts, what is missing, and each text as it is in the kit."""
    assert desk.ask("document.querySelectorAll('section').length") == len(made.folders) == 8
    assert "Nobody has reviewed the clip yet" in desk.text("review")
    for folder in made.folders:
        place = f"document.getElementById('{folder.platform.name}')"
        texts = desk.ask(f"[...{place}.querySelectorAll('pre')].map(it => it.textContent)")
        for text in (folder.posting.caption, *(piece.text for piece in folder.posting.thread), folder.described):
            assert text in texts
        alts = desk.ask(f"[...{place}.querySelectorAll('img')].map(it => it.alt)")
        assert alts == list(folder.stills.values())


def test_its_players_play(desk: Browser, made: Kit) -> None:
    """The policy of the page lets the clips in that lie beside it, and the pictures."""
    loaded = "return [...document.querySelectorAll('video')].every(it => it.readyState >= 1)"
    WebDriverWait(desk.driver, 30).until(lambda driver: driver.execute_script(loaded))
    sizes = desk.ask("[...document.querySelectorAll('video')].map(it => it.videoHeight)")
    assert sorted(sizes) == [1280] + [1920] * 7
    desk.driver.execute_script("document.querySelectorAll('img').forEach(it => it.loading = 'eager')")
    shown = "return [...document.querySelectorAll('img')].every(it => it.complete && it.naturalWidth === 1080)"
    WebDriverWait(desk.driver, 30).until(lambda driver: driver.execute_script(shown))


def test_a_button_copies_its_text(desk: Browser, made: Kit) -> None:
    """What was copied is what a person pastes elsewhere."""
    folder = made.folders[0]
    desk.driver.execute_script("document.body.append(document.createElement('textarea'))")
    section = desk.driver.find_element(By.ID, folder.platform.name)
    caption = next(
        item for item in section.find_elements(By.TAG_NAME, "li") if folder.posting.caption[:12] in item.text
    )
    button = caption.find_element(By.TAG_NAME, "button")
    desk.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    WebDriverWait(desk.driver, 10).until(lambda _: button.text == "Copied")
    area = desk.driver.find_element(By.CSS_SELECTOR, "body > textarea")
    desk.driver.execute_script("arguments[0].focus()", area)
    desk.send("Input.dispatchKeyEvent", type="keyDown", commands=["paste"])
    assert desk.driver.execute_script("return arguments[0].value", area) == folder.posting.caption
