"""``scrollcast pick``: what it asks for and prints."""

from pathlib import Path

import pytest

from builders.commands import Terminal
from scrollcast.model.geometry import Direction
from scrollcast.model.settings import Settings
from scrollcast.model.watch import Watch
from scrollcast.publish import pick as room

Asked = list[tuple[Path, str | None, Path | None, Settings]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the command asks for; nothing is written."""
    asked: Asked = []

    def pick(source: Path, preset: str | None, out: Path | None, settings: Settings, watch: Watch) -> Path:
        asked.append((source, preset, out, settings))
        watch.note("One gap.")
        return out or Path("pick.html")

    monkeypatch.setattr(room, "pick", pick)
    return asked


def test_a_plain_pick_needs_no_preset(scrollcast: Terminal, asked: Asked) -> None:
    """The path of the page alone is on stdout, notes are on stderr."""
    said = scrollcast("pick", "series")
    assert asked == [(Path("series"), None, None, Settings())]
    assert (said.code, said.out, said.err) == (0, "pick.html\n", "scrollcast: One gap.\n")


def test_every_option_of_pick_arrives(scrollcast: Terminal, asked: Asked) -> None:
    """Each option ends in its field."""
    said = scrollcast(
        *("pick", "series", "--preset", "ct-lung", "-o", "x.html", "--series", "2"),
        *("--direction", "feet-to-head", "--overwrite", "--quiet"),
    )
    settings = Settings(series=2, direction=Direction.FEET_TO_HEAD, overwrite=True)
    assert asked == [(Path("series"), "ct-lung", Path("x.html"), settings)]
    assert (said.code, said.out, said.err) == (0, "x.html\n", "")


def test_a_page_is_called_html(scrollcast: Terminal, tmp_path: Path) -> None:
    """Another ending is a mistake that is told before anything is read."""
    said = scrollcast("pick", str(tmp_path), "-o", "pick.png")
    assert said.code == 2
    assert "written as .html" in said.err
