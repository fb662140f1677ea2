"""An MP4 before (`Draft`) and after (`Clip`) it is verified and named."""

from dataclasses import dataclass
from pathlib import Path

from scrollcast.model.timing import Rate
from scrollcast.model.volume import Check


@dataclass(frozen=True, slots=True)
class Draft:
    """An MP4 under a temporary name, FFmpeg having ended well.

    Attributes
    ----------
    path : Path
    frames : int
        Frames that were sent.
    rate : Rate
    width, height : int
    """

    path: Path
    frames: int
    rate: Rate
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A verified MP4 under its final name.

    Attributes
    ----------
    path : Path
    frames : int
    rate : Rate
    digest : str
        SHA-256 of the file, hexadecimal.
    skipped : int
        Slices that are not shown.
    notes : tuple of str
        What a person should know: what was skipped, what had to give.
    checks : tuple of Check
        What was checked before it was published.
    """

    path: Path
    frames: int
    rate: Rate
    digest: str
    skipped: int = 0
    notes: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
