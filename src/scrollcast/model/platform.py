"""Where a clip will be seen: canvas, safe zones and limits; data with a source and a date."""

from dataclasses import dataclass, replace
from enum import StrEnum

from scrollcast.model.posting import Poll, Stills, Texts
from scrollcast.model.rule import Measure, Rule, Strictness


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

    def shared(self, other: "Zone") -> "Zone":
        """What both leave free, without the corner that one of them cuts out."""
        least = {name: max(getattr(self, name), getattr(other, name)) for name in ("left", "top")}
        names = ("right", "bottom", "cut_right", "cut_bottom")
        most = {name: min(getattr(self, name), getattr(other, name)) for name in names}
        if all(getattr(self, name) == value for name, value in {**least, **most}.items()):
            return self
        source = "; ".join(dict.fromkeys((self.source, other.source)))
        return replace(self, **least, **most, source=source, checked=min(self.checked, other.checked))


@dataclass(frozen=True, slots=True)
class Platform:
    """What a platform takes.

    Attributes
    ----------
    name : str
    called : str
        As people call it.
    width, height : int
        Canvas, px; even. All that is drawn is laid out on it.
    film : tuple of (int, int)
        Width and height of the clip, px: the canvas, or a smaller one of its shape.
    organic, strict : Zone
    rules : tuple of Rule
        What it demands of the file.
    texts : Texts
    stills : Stills
    poll : Poll or None
    thread : bool
        Whether posts follow each other in a chain of replies.
    """

    name: str
    called: str
    width: int
    height: int
    film: tuple[int, int]
    organic: Zone
    strict: Zone
    rules: tuple[Rule, ...]
    texts: Texts
    stills: Stills
    poll: Poll | None = None
    thread: bool = False

    def __post_init__(self) -> None:
        for width, height in ((self.width, self.height), self.film):
            if width % 2 or height % 4:
                raise ValueError(f"a 4:2:0 canvas needs an even width and a height that 4 divides, not {self}")
        if self.film[0] * self.height != self.film[1] * self.width or self.film[0] > self.width:
            raise ValueError(f"film has not the shape of the canvas: {self.film}")

    def zone(self, name: ZoneName) -> Zone:
        """The zone of that name."""
        return self.organic if name is ZoneName.ORGANIC else self.strict

    def rule(self, name: str) -> Rule | None:
        """The rule of that name, if there is one."""
        return next((rule for rule in self.rules if rule.name == name), None)

    @property
    def seconds(self) -> Rule | None:
        """How long a clip may be; None where that is not demanded."""
        return self._demanded(Measure.SECONDS)

    @property
    def most_bytes(self) -> int | None:
        """How large a clip may be; None where that is not demanded."""
        rule = self._demanded(Measure.BYTES)
        return None if rule is None or rule.most is None else int(rule.most)

    def _demanded(self, measure: Measure) -> Rule | None:
        rule = self.rule(measure)
        return rule if rule is not None and rule.severity is Strictness.HARD else None
