"""What can lie over the picture: one union, described without pixels."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from scrollcast.model.footage import Footage
from scrollcast.model.shape import Shape
from scrollcast.model.window import Window


class Tone(StrEnum):
    """The colours of the house, by meaning."""

    TEXT = "text"
    MUTED = "muted"
    FINDING = "finding"
    RIGHT = "right"
    WRONG = "wrong"
    INTERFACE = "interface"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one colour.

    Attributes
    ----------
    text : str
    tone : Tone
    mark : str
        Name of the mark that it speaks of; may be empty.
    """

    text: str
    tone: Tone = Tone.TEXT
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The line at the top: what is shown, and with which window. The slice number beside it comes from the view.

    Attributes
    ----------
    label : str
    window_name : str
        May be empty.
    window : Window
    beside : tuple of (name, Window), or None
        The second window, where two are compared.
    """

    label: str
    window_name: str
    window: Window
    beside: tuple[str, Window] | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """The line above the picture."""

    text: str
    tone: Tone = Tone.TEXT


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines below the picture."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their colours."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Question:
    """A pause to think: options as cards, and a ring that counts down.

    Attributes
    ----------
    options : tuple of str
        Empty for a free question.
    seconds : int
        Think time; the digit in the ring starts here.
    """

    options: tuple[str, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The options again, the right ones green with a tick, the others faded with a cross."""

    options: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape on the anatomy, with its label.

    Attributes
    ----------
    name : str
        What the case calls it.
    shape : Shape
    label : str
        May be empty.
    tone : Tone
    first, last : int
        Slice indices, inclusive, between which it lives.
    whole : tuple of 2 ints, or None
        Those between which it is wholly there; from them it fades towards `first` and `last`. None is all.
    """

    name: str
    shape: Shape
    label: str
    tone: Tone
    first: int
    last: int
    whole: tuple[int, int] | None = None

    def presence(self, index: int) -> float:
        """Opacity on a slice, 0..1: the outer third of the way to either end fades, slice by slice."""
        near, far = self.whole or (self.first, self.last)
        reach, left = (near - self.first, index - self.first) if index < near else (self.last - far, self.last - index)
        fading = ceil(reach / 3)
        return 1.0 if near <= index <= far else min(1.0, (left + 1) / (fading + 1))


@dataclass(frozen=True, slots=True)
class Card:
    """The take-home card: it covers the picture.

    Attributes
    ----------
    heading : str
        Small, in the interface colour.
    lines : tuple of str
        One to three short lines.
    numbered : bool
    credit, handle, notice : str
        Data credit; whom to follow; the line about education. May be empty.
    key : int or None
        Slice index of the small picture; None for none.
    """

    heading: str
    lines: tuple[str, ...]
    numbered: bool
    credit: str
    handle: str
    notice: str
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """A clip of one's own, which covers everything; its progress is how much of it has been shown."""

    footage: Footage


Overlay = Header | Title | Caption | Question | Answer | Mark | Card | Insert
