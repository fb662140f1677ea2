"""What can lie over the picture: one union, described without pixels."""

from dataclasses import dataclass
from enum import StrEnum

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
    """

    name: str
    shape: Shape
    label: str
    tone: Tone
    first: int
    last: int


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


Overlay = Header | Title | Caption | Question | Answer | Mark | Card
