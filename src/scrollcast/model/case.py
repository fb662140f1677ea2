"""A case: the beats that teach, as an author means them. Slice numbers are 1..N in the direction of travel."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scrollcast.model.footage import Bumper
from scrollcast.model.geometry import Direction
from scrollcast.model.mark import MarkSpec
from scrollcast.model.overlay import Run
from scrollcast.model.timing import Rate
from scrollcast.model.voice import Voiced
from scrollcast.model.window import Percentiles, Window


class Length(StrEnum):
    """How long a clip may be; `full` shows every slice at the preset's pace, however long that takes."""

    S15 = "15s"
    S30 = "30s"
    S60 = "60s"
    FULL = "full"

    @property
    def seconds(self) -> int | None:
        """The limit, None for no limit."""
        return None if self is Length.FULL else int(self.value.removesuffix("s"))


@dataclass(frozen=True, slots=True)
class Hook(Voiced):
    """Opens the clip: a caption over the first slice, going on into the scroll."""

    say: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Scroll(Voiced):
    """Moves to a slice number; the last one where `to` is None.

    Attributes
    ----------
    to : int or None
    pace : Fraction or None
        mm/s; None shares what is left of the length.
    start : int or None
        Slice number where it starts, after a cut; None goes on from where the film is.
    step : int or None
        Shows every so many slices; None shows as many as the length allows.
    back : bool
        Goes back to where it started, too.
    show : tuple of str
        Names of marks that show from here on.
    say : tuple of Run
    """

    to: int | None = None
    pace: Fraction | None = None
    start: int | None = None
    step: int | None = None
    back: bool = False
    show: tuple[str, ...] = ()
    say: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if self.step is not None and self.step < 1:
            raise ValueError(f"step is 1 or more, not {self.step}")


@dataclass(frozen=True, slots=True)
class Quiz(Voiced):
    """Holds a blind slice under a question.

    Attributes
    ----------
    ask : str
    options : tuple of str
        None, or 2 to 4.
    right : frozenset of int
        Indices of the right options, from 0.
    think : int
        Seconds, 3 to 10.
    find : str or None
        Name of the mark that is to be found, which the reveal shows.
    """

    ask: str
    think: int
    options: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    find: str | None = None

    def __post_init__(self) -> None:
        if not 3 <= self.think <= 10:
            raise ValueError(f"think time is 3 to 10 seconds, not {self.think}")
        if len(self.options) not in {0, 2, 3, 4} or not self.right <= set(range(len(self.options))):
            raise ValueError("a quiz has no options, or 2 to 4 with the right ones among them")
        if self.find and self.options:
            raise ValueError("find goes without options: the answer is the mark")


@dataclass(frozen=True, slots=True)
class Look:
    """A window and what the header calls it."""

    window: Window
    name: str = ""


@dataclass(frozen=True, slots=True)
class AutoLook:
    """A window that is found from the values of the stack, and what the header calls it."""

    window: Percentiles
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reveal(Voiced):
    """Shows the answer, its marks and why; its window stays until it is changed again."""

    say: tuple[Run, ...]
    show: tuple[str, ...] = ()
    window: Look | AutoLook | None = None


@dataclass(frozen=True, slots=True)
class Takeaway(Voiced):
    """Ends the clip with one to three lines; without a heading, under that of the house."""

    lines: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Hold(Voiced):
    """Stays on the slice for a time, with marks and a caption."""

    seconds: Fraction
    show: tuple[str, ...] = ()
    say: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        _check_seconds("seconds", self.seconds)


@dataclass(frozen=True, slots=True)
class Rewindow(Voiced):
    """Changes the window on the same slice by a cross-fade of at least 300 ms; it stays until changed again.

    Attributes
    ----------
    look : Look, AutoLook or None
        None goes back to the window of the case.
    fade : Fraction
        Seconds.
    say : tuple of Run
    """

    look: Look | AutoLook | None
    fade: Fraction = Fraction(3, 10)
    say: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if not Fraction(3, 10) <= self.fade <= 10:
            raise ValueError(f"fade is 0.3 to 10 seconds, not {float(self.fade):g}")


@dataclass(frozen=True, slots=True)
class Area:
    """A box of pixels of a slice, edges included: what a zoom fills the picture with."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (self.left <= self.right and self.top <= self.bottom):
            raise ValueError("left and top of an area come before right and bottom")


@dataclass(frozen=True, slots=True)
class Zoom(Voiced):
    """Eases to a mark (by name), to an area, or back out to the whole (None); it stays so until the next zoom."""

    to: str | Area | None
    seconds: Fraction = Fraction(4, 5)
    say: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        _check_seconds("seconds", self.seconds)


class CompareStyle(StrEnum):
    """How two windows of one slice are shown together."""

    SIDE_BY_SIDE = "side by side"
    WIPE = "wipe"


@dataclass(frozen=True, slots=True)
class Compare(Voiced):
    """Two windows of the same slice, side by side (each half shows half of the slice) or as a wipe to and fro."""

    looks: tuple[Look | AutoLook, Look | AutoLook]
    style: CompareStyle
    seconds: Fraction
    say: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        _check_seconds("seconds", self.seconds)


@dataclass(frozen=True, slots=True)
class TextCard(Voiced):
    """A card of its own within the clip: a heading and up to three lines."""

    heading: str
    lines: tuple[str, ...]
    seconds: Fraction | None = None

    def __post_init__(self) -> None:
        if len(self.lines) > 3:
            raise ValueError(f"lines are at most 3, not {len(self.lines)}")
        if self.seconds is not None:
            _check_seconds("seconds", self.seconds)


Beat = Hook | Scroll | Hold | Quiz | Reveal | Rewindow | Zoom | Compare | TextCard | Takeaway | Bumper


@dataclass(frozen=True, slots=True)
class Case:
    """What an author wants shown.

    Attributes
    ----------
    title : str
        On the cover, and above the picture.
    beats : tuple of Beat
    rate : Rate
    length : Length
    direction : Direction or None
        None takes the preset's.
    window : Window, Percentiles or None
        None takes the preset's.
    marks : tuple of MarkSpec
        Each name once.
    credit, handle : str
    history : str
        What is known of the patient: an age band and the complaint; may be empty. Above the picture in place of the
        title, until the first answer.
    loop : bool
        The last frame is the first one again.
    language : str
        Of its words, as in IETF BCP 47: ``en``, ``es``.

    Raises
    ------
    ValueError
        Where two marks have the same name.
    """

    title: str
    beats: tuple[Beat, ...]
    rate: Rate = field(default_factory=lambda: Rate(Fraction(30)))
    length: Length = Length.S30
    direction: Direction | None = None
    window: Window | Percentiles | None = None
    marks: tuple[MarkSpec, ...] = ()
    credit: str = ""
    handle: str = ""
    history: str = ""
    loop: bool = False
    language: str = "en"

    def __post_init__(self) -> None:
        names = [mark.name for mark in self.marks]
        if len(set(names)) < len(names):
            raise ValueError("marks have names of their own, each once")


def _check_seconds(name: str, value: Fraction) -> None:
    if not 0 < value <= 60:
        raise ValueError(f"{name} is more than 0 and at most 60, not {float(value):g}")
