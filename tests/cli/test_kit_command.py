"""``kit`` on the command line: for whom, where to, and the page that it opens."""

import webbrowser
from pathlib import Path

import pytest

from builders.commands import Terminal
from scrollcast.model.settings import Settings
from scrollcast.publish import kit as room
from scrollcast.publish.kit import Kit


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was asked of a stand-in for the kit, and which pages were opened."""
    asked: list[tuple[object, ...]] = []

    def make(
        source: Path, to: list[str], out: Path, preset: str | None, settings: Settings, _: object, *, master: bool
    ) -> Kit:
        asked.append((source, to, out, preset, settings, master))
        return Kit(out, "Spot it", "en", (), ())

    monkeypatch.setattr(room, "kit", make)
    monkeypatch.setattr(webbrowser, "open", lambda address: asked.append((address,)))
    return asked


def test_every_option_of_kit_arrives(scrollcast: Terminal, asked: list[tuple[object, ...]]) -> None:
    """Platforms in one list, spaces or not; the path of the kit goes to stdout; no page is opened unasked."""
    said = scrollcast("kit", "case.yaml", "--to", "tiktok, x", "-o", "out", "--lang", "es", "--overwrite", "--quiet")
    assert (said.code, said.out, said.err) == (0, "out\n", "")
    assert asked == [
        (Path("case.yaml"), ["tiktok", "x"], Path("out"), None, Settings(language="es", overwrite=True), False)
    ]


def test_the_page_is_opened_where_that_is_asked(scrollcast: Terminal, asked: list[tuple[object, ...]]) -> None:
    """From its file: nothing is served."""
    assert scrollcast("kit", "case.yaml", "--to", "x", "-o", "out", "--open", "--master").code == 0
    assert asked[0][-1] is True
    assert asked[1:] == [((Path("out") / "kit.html").absolute().as_uri(),)]


def test_a_kit_is_for_somebody(scrollcast: Terminal, tmp_path: Path) -> None:
    """Without platforms, or for one that is not there, it is a mistake."""
    assert scrollcast("kit", "case.yaml", "-o", str(tmp_path / "out")).code == 2
    said = scrollcast("kit", "case.yaml", "--to", "tictok", "-o", str(tmp_path / "out"))
    assert (said.code, "Did you mean tiktok?" in said.err) == (2, True)
