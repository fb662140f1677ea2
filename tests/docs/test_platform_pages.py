"""The pages about platforms: their figures are those of the data, and what they tell to type is there to be typed."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import cv2
import pytest
import typer

from scrollcast.authored.platforms import load_platform, platform_names
from scrollcast.cli.commands import commanded

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location("platform_pages", DOCS / "platforms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", platform_names())
def test_figures_are_those_of_the_data(pages: ModuleType, name: str) -> None:
    """``python docs/platforms.py`` changes nothing."""
    text = (DOCS / "platforms" / f"{name}.md").read_text(encoding="utf-8")
    assert pages.page(text, load_platform(name)) == text


@pytest.mark.parametrize("name", platform_names())
def test_a_page_shows_its_kit(name: str) -> None:
    """With a picture that is there."""
    text = (DOCS / "platforms" / f"{name}.md").read_text(encoding="utf-8")
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    image = cv2.imread(str(DOCS / "platforms" / picture))
    assert image is not None
    assert image.shape[0] == 560


@pytest.mark.parametrize("name", platform_names())
def test_what_a_page_says_to_type_can_be_typed(name: str) -> None:
    """Commands and options exist; the kit itself is tested elsewhere."""
    text = (DOCS / "platforms" / f"{name}.md").read_text(encoding="utf-8")
    lines = re.findall(r"^    scrollcast (.+)$", text, re.MULTILINE)
    assert len(lines) == 2
    for command, *arguments in map(shlex.split, lines):
        typer.main.get_command(commanded()).commands[command].make_context(command, arguments)
