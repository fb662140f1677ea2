"""A headless Chromium with the page of ``pick`` in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.browser import CHROMIUM, DRIVER, PHONE, Browser
from builders.phantom import write_case, write_phantom
from builders.picking import oblique
from builders.posting import BRISK, TEXT
from scrollcast.authored.platforms import platform_names
from scrollcast.authored.presets import load_preset
from scrollcast.model.volume import ClearedVolume
from scrollcast.publish.kit import Kit, kit
from scrollcast.publish.pick import picking_page
from scrollcast.rendering import Film, plan


@pytest.fixture(scope="session")
def volume() -> ClearedVolume:
    """An oblique CT with anisotropic pixels and a disc."""
    return oblique()


@pytest.fixture(scope="session")
def page(volume: ClearedVolume, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of that volume, travelled from head to feet."""
    path = tmp_path_factory.mktemp("page") / "pick.html"
    path.write_bytes(picking_page(volume, load_preset("ct-abdomen")))
    return path


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests, with a profile of its own."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("chromium and chromium-driver are not installed")
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium: Browser, page: Path, tmp_path: Path) -> Iterator[Browser]:
    """The page, fresh, on a desktop; afterwards a look at it, and no word on the console."""
    chromium.open(page)
    yield chromium
    chromium.screenshot(tmp_path / "last.png")
    assert chromium.complaints() == []


@pytest.fixture
def phone(browser: Browser, page: Path) -> Browser:
    """The page on a phone."""
    browser.open(page, PHONE)
    return browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the series of the small phantom."""
    folder = tmp_path_factory.mktemp("phantom")
    write_phantom(folder / "series")
    return folder


@pytest.fixture(scope="session")
def film(folder: Path) -> Film:
    """The film of its case."""
    return plan(write_case(folder))


@pytest.fixture(scope="session")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit of that case for all eight platforms, made once: it is what a person gets."""
    return kit(write_case(folder, TEXT), platform_names(), tmp_path_factory.mktemp("kits") / "kit", None, BRISK)
