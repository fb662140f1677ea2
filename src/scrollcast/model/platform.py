"""Where a clip will be seen: canvas, safe zones and limits; data with a source and a date."""

from dataclasses import dataclass
from enum import StrEnum


class ZoneName(StrEnum):
    """The two safe zones."""

    ORGANIC = "organic"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Zone:
    """Canvas px that a platform's own interface leaves free: a box with its lower right corner cut out.

    Attributes
    ----------
    left, top, right, bottom : int
    cut_right, cut_bottom : int
        Right of `cut_right`, nothing below `cut_bottom`; equal to `right` and `bottom` where nothing is cut.
    source : str
    checked : str
        Date, YYYY-MM-DD.
    """

    left: int
    top: int
    right: int
    bottom: int
    cut_right: int
    cut_bottom: int
    source: str
    checked: str

    def __post_init__(self) -> None:
        if not (self.left < self.cut_right <= self.right and self.top < self.cut_bottom <= self.bottom):
            raise ValueError(f"impossible zone {self}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform takes at most.

    Attributes
    ----------
    seconds : int
        Length of a clip.
    characters, hashtags : int
        Of the text of a post.
    source : str
    checked : str
        Date, YYYY-MM-DD.
    """

    seconds: int
    characters: int
    hashtags: int
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Platform:
    """What a platform takes.

    Attributes
    ----------
    name : str
    width, height : int
        Canvas, px; even.
    organic, strict : Zone
    limits : Limits
    """

    name: str
    width: int
    height: int
    organic: Zone
    strict: Zone
    limits: Limits

    def __post_init__(self) -> None:
        if self.width % 2 or self.height % 4:
            raise ValueError(f"a 4:2:0 canvas needs an even width and a height that 4 divides, not {self}")

    def zone(self, name: ZoneName) -> Zone:
        """The zone of that name."""
        return self.organic if name is ZoneName.ORGANIC else self.strict
