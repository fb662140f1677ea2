"""What a person may ask for beside the series and the preset."""

from dataclasses import dataclass, fields, replace
from pathlib import Path

from scrollcast.model.case import Length
from scrollcast.model.face import Face
from scrollcast.model.geometry import Direction, Ordering
from scrollcast.model.platform import ZoneName
from scrollcast.model.timing import Rate
from scrollcast.model.window import Percentiles, Window


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one render; None takes the case's, else the preset's, else the usual.

    Attributes
    ----------
    series : int or None
        Index of the series in the source, from 1; None takes the only one that fits.
    volume : str or None
        Index from 1, or name, of the volume in the series; None takes the only one that is no localizer.
    order : Ordering or None
        None is by position; by image number where there are no positions: then without letters, scale and mm.
    allow_gaps : bool
        Take a stack in which slices are missing, and say where.
    window : Window, Percentiles or None
    length : Length or None
        None is 30 s.
    pause_at : int or None
        Slice number of the quiz pause, 1..N in the direction of travel; None takes the middle one.
    direction : Direction or None
    title, caption : str or None
    rate : Rate or None
        None is 30 frames a second.
    zone : ZoneName or None
        None is organic.
    platform : str or None
        Its name; None is what all vertical platforms take.
    language : str or None
        One that the case is told in; None is its own.
    fonts : tuple of Path
        Asked, in turn, for characters that the house's own font lacks.
    overwrite : bool
        Replace an output that exists.
    guides : bool
        Draw the safe zone over a still.
    blind : bool
        The same case without marks, answers and reveals; its questions stay.
    redact : bool
        Black out burned-in text in every slice.
    passed : tuple of int
        Numbers of places with text that a person has looked at, and that tell nothing of the patient.
    face : Face or None
        What is to become of a face that may show; None masks it.
    because : str
        Why it may be shown, in full; for the record of what was checked, never in the film.
    """

    series: int | None = None
    volume: str | None = None
    order: Ordering | None = None
    allow_gaps: bool = False
    window: Window | Percentiles | None = None
    length: Length | None = None
    pause_at: int | None = None
    direction: Direction | None = None
    title: str | None = None
    caption: str | None = None
    rate: Rate | None = None
    zone: ZoneName | None = None
    platform: str | None = None
    language: str | None = None
    fonts: tuple[Path, ...] = ()
    overwrite: bool = False
    guides: bool = False
    blind: bool = False
    redact: bool = False
    passed: tuple[int, ...] = ()
    face: Face | None = None
    because: str = ""

    def over(self, under: "Settings") -> "Settings":
        """These choices, and those of another where these leave it open."""
        usual = Settings()
        said = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(usual, f.name)}
        return replace(under, **said)
