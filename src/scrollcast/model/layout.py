"""Where things stand on the canvas, in px; x to the right, y down."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scrollcast.model.platform import Zone
from scrollcast.model.volume import Crop


class Box(NamedTuple):
    """A box in canvas px."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column outside."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row outside."""
        return self.y + self.height

    def holds(self, other: "Box") -> bool:
        """True where no part of another box is outside."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand, for one platform and one stack.

    Attributes
    ----------
    width, height : int
        Canvas.
    zone : Zone
    crop : Crop
        The pixels of each slice that are shown.
    picture, aside : Box
        Where they are shown: alone, and with room made for options.
    header, title, caption, options, card : Box
        Room for text, inside the zone.
    ring : Box
        The countdown.
    mm : float or None
        Millimetres to one canvas px in `picture`.
    fonts : tuple of Path
        Asked, in turn, for characters that the house's own font lacks.
    """

    width: int
    height: int
    zone: Zone
    crop: Crop
    picture: Box
    aside: Box
    header: Box
    title: Box
    caption: Box
    options: Box
    card: Box
    ring: Box
    mm: float | None
    fonts: tuple[Path, ...] = ()
