"""The command line with a stand-in for everything that renders."""

import pytest

from builders.commands import Studio, Terminal
from scrollcast import rendering


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    """Put the stand-in where the commands look for the API."""
    studio = Studio()
    for name in ("render", "demo", "still"):
        monkeypatch.setattr(rendering, name, getattr(studio, name))
    return studio


@pytest.fixture
def scrollcast(capfd: pytest.CaptureFixture[str]) -> Terminal:
    """Run the command line in this process."""
    return Terminal(capfd)
