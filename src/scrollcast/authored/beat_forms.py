"""The words of each beat of a case file."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scrollcast.authored import vocabulary
from scrollcast.authored.form import Form, Word
from scrollcast.authored.node import Items, Node, Text, fault
from scrollcast.model.case import (
    Area,
    AutoLook,
    Compare,
    CompareStyle,
    Hold,
    Hook,
    Look,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.footage import Bumper
from scrollcast.model.overlay import Tone

LONGEST_TITLE, LONGEST_OPTION, LONGEST_LINE = 64, 40, 72
_THINK = 5
_SECONDS = vocabulary.quantity("s", 2)("How long it takes.")


@dataclass(frozen=True, slots=True)
class AsAsked:
    """A quiz as written: answers count from 1, or the task is to find a mark."""

    ask: str
    options: tuple[str, ...] = ()
    answer: tuple[int, ...] = ()
    find: str | None = None
    think: int = _THINK

    def __post_init__(self) -> None:
        if not 3 <= self.think <= 10:
            raise ValueError(f"think is 3 to 10 seconds, not {self.think}")


@dataclass(frozen=True, slots=True)
class Script:
    """What beats may refer to.

    Attributes
    ----------
    tones : mapping of str to Tone
        Marks of the case by name.
    folder : Path
        Where the paths of the case start.
    """

    tones: Mapping[str, Tone]
    folder: Path


def forms(script: Script) -> dict[str, Form]:  # type: ignore[type-arg]
    """Every beat by the word that opens it."""
    say = vocabulary.said(script.tones)("A caption; [word](mark) takes the colour of that mark.")
    show = vocabulary.marks(script.tones)("Marks to show, by name.")
    look = vocabulary.look(script.folder)
    return {
        "hook": Form(Hook, "Opens the clip with a line that makes people stay.", {"say": say}, short="say"),
        "scroll": _scroll(say, show),
        "hold": Form(Hold, "Stays on the slice.", {"seconds": _SECONDS, "show": show, "say": say}, short="seconds"),
        "quiz": _quiz(script),
        "reveal": Form(
            Reveal,
            "Shows the answer, and why.",
            {"say": say, "show": show, "window": look("Cross-fades to this window first.")},
            short="say",
        ),
        "window": _window(script, say),
        "zoom": Form(
            Zoom,
            "Eases to a mark, to a box of pixels, or back out.",
            {"to": _zoomed(script.tones), "seconds": _SECONDS("How long the move takes."), "say": say},
            short="to",
        ),
        "compare": _compare(say, look),
        "takeaway": Form(
            Takeaway,
            "Ends the clip with one to three lines.",
            {
                "lines": _lines(1),
                "heading": vocabulary.text(24)("Above them; TAKE-HOME, in the language of the case, is the usual."),
            },
            short="lines",
        ),
        "card": _card(),
        "bumper": Form(
            Bumper,
            "Opens or ends the clip with one of your own: the first beat, or the last.",
            {
                "clip": vocabulary.file_in(script.folder)("A video of 0.5 to 10 s, with its sound."),
                "says": _lines(1, 8)("Words that can be read in it; any other text in it is refused."),
            },
            short="clip",
        ),
    }


def _window(script: Script, say: Word) -> Form[Rewindow]:
    return Form(
        Rewindow,
        "Changes the window on the same slice; it stays until it is changed again.",
        {
            "to": _rewindowed(script.folder),
            "fade": _SECONDS("How long the cross-fade takes, at least 0.3 s."),
            "say": say,
        },
        {"to": "look"},
        short="to",
    )


def _card() -> Form[TextCard]:
    return Form(
        TextCard,
        "A card of its own: a heading and up to three lines.",
        {
            "heading": vocabulary.text(LONGEST_LINE)("Its first line."),
            "lines": _lines(0)("Up to three lines below it."),
            "seconds": _SECONDS("How long it stands; without it, as long as reading takes."),
        },
        usual={"lines": ()},
        short="heading",
    )


def _scroll(say: Word, show: Word) -> Form[Scroll]:
    number = vocabulary.counted("a slice number")
    return Form(
        Scroll,
        "Moves through the slices.",
        {
            "to": number("Slice number where it ends; without it, the last slice."),
            "from": number("Slice number where it starts; without it, where the clip is."),
            "pace": vocabulary.quantity("mm/s", 30)("Speed through the body; without it, what the length leaves."),
            "step": number("Shows every 2nd, 3rd, … slice."),
            "back": vocabulary.yes_or_no()("Goes back to where it started, too."),
            "show": show,
            "say": say,
        },
        {"from": "start"},
        short="to",
    )


def _quiz(script: Script) -> Form[AsAsked]:
    return Form(
        AsAsked,
        "A pause to think, on a blind slice.",
        {
            "ask": vocabulary.text(LONGEST_TITLE)("The question."),
            "options": vocabulary.several(vocabulary.text(LONGEST_OPTION), 2, 4, "[Left lower lobe, Right upper lobe]")(
                "Two to four answers to choose from."
            ),
            "answer": vocabulary.fixed(
                {
                    "anyOf": [
                        {"type": "integer", "minimum": 1, "maximum": 4},
                        {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 4}, "minItems": 1},
                    ]
                },
                _numbers,
            )("Number of the right option, from 1, or a list of numbers."),
            "find": vocabulary.mark_name(script.tones)("The mark to find; the reveal shows it."),
            "think": vocabulary.whole("s", 5, 3, 10)("Seconds to think, 3 to 10."),
        },
        short="ask",
    )


def _compare(say: Word, look: Word) -> Form[Compare]:
    return Form(
        Compare,
        "Two windows of the same slice.",
        {
            "windows": vocabulary.several(look, 2, 2, "[ct-lung, ct-mediastinum]")("The two."),
            "style": vocabulary.choice(CompareStyle)("Side by side (the usual), or a wipe."),
            "seconds": vocabulary.quantity("s", 4)("How long it takes."),
            "say": say,
        },
        {"windows": "looks"},
        usual={"style": CompareStyle.SIDE_BY_SIDE, "seconds": Fraction(4)},
        short="windows",
    )


def _rewindowed(folder: Path) -> Word:
    def read(node: Node) -> Look | AutoLook | None:
        back = isinstance(node, Text) and node.text.strip() == "back"
        return None if back else vocabulary.read_look(node, folder)

    schema = {"anyOf": [{"const": "back"}, vocabulary.look(folder).schema]}
    return Word(
        "A preset such as ct-bone, width/center such as 1800/400, or back to the window of the case.", read, schema
    )


def _lines(least: int, most: int = 3) -> Word:
    line = vocabulary.text(LONGEST_LINE)
    listing = vocabulary.several(line, least, most, "[Read every lobe.]")

    def read(node: Node) -> object:
        assert line.read is not None
        assert listing.read is not None
        return (line.read(node),) if isinstance(node, Text) else listing.read(node)

    return Word("One to three short lines.", read, {"anyOf": [line.schema, listing.schema]})


def _numbers(node: Node) -> tuple[int, ...]:
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(vocabulary.count(item, "the number of an option") for item in items)


def _zoomed(tones: Mapping[str, Tone]) -> Word:
    box = vocabulary.coordinates(4, "[120, 80, 240, 200]")

    def read(node: Node) -> str | Area | None:
        if isinstance(node, Text) and node.text.strip() == "out":
            return None
        if isinstance(node, Text):
            return vocabulary.named(node, tuple(tones))
        assert box.read is not None
        edges = box.read(node)
        assert isinstance(edges, tuple)
        left, top, right, bottom = edges
        if not (left < right and top < bottom):
            raise fault(node.where, "the box is empty; write [left, top, right, bottom] in pixels.")
        return Area(left, top, right, bottom)

    schema = {"anyOf": [{"type": "string"}, box.schema]}
    return Word("A mark, a box [left, top, right, bottom] in pixels, or out.", read, schema)
