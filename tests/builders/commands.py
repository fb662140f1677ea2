"""A command line whose renders are watched instead of made, so that what it parses and prints is tested alone."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest

from scrollcast.cli.main import main
from scrollcast.model.clip import Clip
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.watch import Watch

NOTES = ("120 slices in 5.2 s (35 mm/s).", "Every 2nd slice is shown.")


@dataclass(frozen=True)
class Said:
    """What a run of the command line came to."""

    code: int
    out: str
    err: str


@dataclass
class Studio:
    """Stands in for everything that renders, and remembers what it was asked for."""

    asked: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """The settings of the only call."""
        ((*_, settings),) = self.asked
        assert isinstance(settings, Settings)
        return settings

    def render(self, source: Path, preset: str, out: Path | None, settings: Settings, watch: Watch) -> Clip:
        """As `rendering.render`."""
        self.asked.append((source, preset, out, settings))
        return self._clip(out, watch)

    def demo(self, out: Path | None, keep: Path | None, settings: Settings, watch: Watch) -> Clip:
        """As `rendering.demo`."""
        self.asked.append((out, keep, settings))
        return self._clip(out, watch)

    def still(  # noqa: PLR0917 - as `rendering.still`
        self, source: Path, preset: str, at: Fraction, out: Path | None, settings: Settings, watch: Watch
    ) -> Path:
        """As `rendering.still`."""
        self.asked.append((source, preset, at, out, settings))
        for note in NOTES[:1]:
            watch.note(note)
        return out or Path("ct-abdomen.png")

    def _clip(self, out: Path | None, watch: Watch) -> Clip:
        watch.stage("Encoding", 2)
        for note in NOTES:
            watch.note(note)
        watch.advance(2)
        return Clip(out or Path("ct-abdomen.mp4"), 157, Rate(Fraction(30)), "abc", 60, NOTES)


@dataclass(frozen=True)
class Terminal:
    """Runs the command line in this process."""

    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Said:
        self.capture.readouterr()
        code = main(list(arguments))
        return Said(code, *self.capture.readouterr())
