"""What a person may ask for beside the series and the preset."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from scrollcast.model.case import Length
from scrollcast.model.geometry import Direction
from scrollcast.model.platform import ZoneName
from scrollcast.model.timing import Rate
from scrollcast.model.window import Window


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one render; None takes the preset's.

    Attributes
    ----------
    series : int or None
        Index of the series in the source, from 1; None takes the only one that fits.
    window : Window or None
    length : Length
    pause_at : int or None
        Slice number of the quiz pause, 1..N in the direction of travel; None takes the middle one.
    direction : Direction or None
    title, caption : str or None
    rate : Rate
    zone : ZoneName
    fonts : tuple of Path
        Asked, in turn, for characters that the house's own font lacks.
    overwrite : bool
        Replace an output that exists.
    guides : bool
        Draw the safe zone over a still.
    """

    series: int | None = None
    window: Window | None = None
    length: Length = Length.S30
    pause_at: int | None = None
    direction: Direction | None = None
    title: str | None = None
    caption: str | None = None
    rate: Rate = field(default_factory=lambda: Rate(Fraction(30)))
    zone: ZoneName = ZoneName.ORGANIC
    fonts: tuple[Path, ...] = ()
    overwrite: bool = False
    guides: bool = False
